import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues, picture} from "../design/parts";
import {skeletons, spinner} from "../design/states";
import {toast} from "../design/toast";
import {api, newKey} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Order, Picture} from "../http/types";
import {go} from "../shell/router";
import {money, say} from "../words/words";
import type {Choices, Return, ReturnKind} from "./return-types";

const PICTURES_MAX = 6;
const WORDS_MAX = 500;

/**
 * Asking for money back in one sheet: which units, why, in which way, and what shows it. What is possible and
 * what it brings the server says anew whenever the units change.
 */
export class ReturnAsk extends LightElement {
  @property({attribute: false}) order!: Order;
  @state() isOpen = false;
  @state() units = new Map<number, number>();
  @state() choices?: Choices;
  @state() reason = "";
  @state() kind: ReturnKind = "RETURN";
  @state() pictures: Picture[] = [];
  @state() problem?: Problem;
  @state() isBusy = false;
  #key = "";

  protected override render() {
    return html`<button class="button wide" data-test="ask-return" @click=${this.#open}>
        ${say(this.#isUnsent() ? "trade.askRefund" : "trade.askReturn")}</button>
      <lt-sheet .open=${this.isOpen} test="return-sheet" .label=${say("trade.askReturn")}
        @closed=${() => (this.isOpen = false)} .content=${() => this.#form()}></lt-sheet>`;
  }

  #isUnsent(): boolean {
    return this.order.status === "PAID" || this.order.status === "PACKED";
  }

  #form(): TemplateResult {
    if (!this.choices) {
      return this.problem ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>`
        : html`${skeletons(3, "4rem")}`;
    }
    const choice = this.choices.choices.find(({reason}) => reason === this.reason);
    return html`<form class="stack" novalidate data-test="return-form" @submit=${this.#send}>
      <fieldset class="stack tight"><legend class="label">${say("trade.returnWhat")}</legend>
        ${this.choices.lines.map(({line, unitsFree}) => this.#line(line, unitsFree))}</fieldset>
      <fieldset class="choices" data-test="return-reasons">
        <legend class="label">${say("trade.returnWhy")}</legend>
        ${this.choices.choices.map(({reason}) => html`<label class="choice">
          <input type="radio" name="reason" value=${reason} .checked=${reason === this.reason}
            data-test="reason-${reason}" @change=${() => this.#choose(reason)}>
          <span>${say(`trade.reason.${reason}`)}</span></label>`)}</fieldset>
      ${this.choices.choices.length === 0
        ? html`<p class="notice">${say("trade.returnNothing")}</p>` : nothing}
      ${choice && choice.kinds.length > 1 ? html`<fieldset class="choices">
        <legend class="label">${say("trade.returnHow")}</legend>
        ${choice.kinds.map((kind) => html`<label class="choice"><input type="radio" name="kind" value=${kind}
          data-test="kind-${kind}" .checked=${kind === this.kind} @change=${() => (this.kind = kind)}>
          <span>${say(`trade.kind.${kind}`)}</span></label>`)}</fieldset>` : nothing}
      ${choice ? this.#evidence(choice.reason) : nothing}
      ${this.problem ? html`<p class="notice bad" role="alert" data-test="return-problem">
        ${this.problem.words()}</p>` : nothing}
      ${choice ? html`<p class="faint">${this.#consequence(choice)}</p>` : nothing}
      <div class="sheet-foot row between">
        <span><span class="faint">${say("trade.youGet")}</span>
          <span class="price total"
            data-test="return-award">${choice ? money(choice.award) : "—"}</span></span>
        <button class="button primary large" data-test="return-send" ?disabled=${!choice || this.isBusy}>
          ${this.isBusy ? spinner() : say("trade.returnSend")}</button></div>
    </form>`;
  }

  #line(line: number, free: number): TemplateResult {
    const {title, skuName, pictureUrl} = this.order.lines[line]!;
    const units = this.units.get(line) ?? 0;
    return html`<div class="row order-line">${picture(pictureUrl, "", 120)}
      <span class="grow"><span class="clip-1">${title}</span><span class="faint">${skuName}</span></span>
      <span class="stepper" role="group" aria-label=${title}>
        <button type="button" aria-label=${say("trade.less")} ?disabled=${units <= 0}
          @click=${() => this.#count(line, units - 1)}>${icon("minus")}</button>
        <output data-test="return-units">${units}</output>
        <button type="button" aria-label=${say("trade.more")} ?disabled=${units >= free}
          @click=${() => this.#count(line, units + 1)}>${icon("plus")}</button></span></div>`;
  }

  #evidence(reason: string): TemplateResult {
    return html`${field("words", say("trade.returnWords"), {
      isLong: true, isRequired: reason === "OTHER", maxLength: WORDS_MAX, wrong: this.problem?.field("words"),
    })}
    <div class="stack tight"><span class="label">${say("trade.returnPictures", {count: PICTURES_MAX})}</span>
      <div class="evidence">
        ${this.pictures.map((each, index) => html`<span class="evidence-one">${picture(each.url, "", 240)}
          <button type="button" class="icon-button" aria-label=${say("trade.removePicture")}
            @click=${() => (this.pictures = this.pictures.filter((_, at) => at !== index))}>
            ${icon("close")}</button></span>`)}
        ${this.pictures.length < PICTURES_MAX ? html`<lt-picture-slot test="evidence" isPrivate
          .label=${say("trade.addPicture")} @uploaded=${this.#uploaded}></lt-picture-slot>` : nothing}
      </div></div>`;
  }

  #consequence({isFree, isAtOnce}: Choices["choices"][number]): string {
    const back = this.kind === "RETURN" ? say(isFree ? "trade.backFree" : "trade.backYours") : "";
    return `${say(isAtOnce ? "trade.agreedAtOnce" : "trade.hostAnswers")} ${back}`.trim();
  }

  readonly #open = () => {
    this.isOpen = true;
    this.units = new Map();
    this.choices = undefined;
    this.reason = "";
    this.pictures = [];
    this.#key = newKey();
    void this.#ask();
  };

  #count(line: number, units: number): void {
    this.units = new Map([...this.units, [line, units]]);
    void this.#ask();
  }

  #parts(): Array<{line: number; quantity: number}> {
    return [...this.units].filter(([, quantity]) => quantity > 0)
      .map(([line, quantity]) => ({line, quantity}));
  }

  async #ask(): Promise<void> {
    this.problem = undefined;
    try {
      const asked = this.units;
      const choices = await api.post<Choices>(`/orders/${this.order.orderId}/returns/choices`,
        {lines: this.#parts()});
      if (asked === this.units) {
        if (this.units.size === 0) {
          this.units = new Map(choices.lines.map(({line, unitsFree}) => [line, unitsFree]));
        }
        this.choices = choices;
      }
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  #choose(reason: string): void {
    this.reason = reason;
    this.kind = this.choices?.choices.find((each) => each.reason === reason)?.kinds.at(-1) ?? "RETURN";
  }

  readonly #uploaded = (event: CustomEvent<Picture>) => {
    this.pictures = [...this.pictures, event.detail];
    (event.target as HTMLElement & {url: string}).url = "";
  };

  readonly #send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {words = ""} = formValues(form);
    this.isBusy = true;
    this.problem = undefined;
    try {
      const made = await api.post<Return>(`/orders/${this.order.orderId}/returns`, {
        kind: this.kind, reason: this.reason, lines: this.#parts(), words,
        pictures: this.pictures.map(({pictureId}) => pictureId),
      }, this.#key);
      this.isOpen = false;
      toast(say("trade.returnSent"), "good");
      go(`/returns/${made.returnId}`);
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.#key = newKey();
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-return-ask", ReturnAsk);
