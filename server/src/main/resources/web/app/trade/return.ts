import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues, picture} from "../design/parts";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import {readAmount} from "../studio/amounts";
import {hasWords, money, moment, say} from "../words/words";
import {addressLine} from "./address-form";
import {returnBadge, returnLines} from "./return-parts";
import type {Power, Return} from "./return-types";

const STRONG: Power[] = ["AGREE", "ACCEPT", "SEND", "ARRIVE", "DECIDE"];

/** One return for buyer, host and operator: how it stands, until when, and what each may do. */
export class ReturnScreen extends LightElement {
  @property() returnId = "";
  /** The step whose form is open. */
  @state() acting: Power | undefined;
  @state() problem?: Problem;
  @state() isBusy = false;
  readonly #load = new Load<Return>(this, () => api.get<Return>(`/returns/${this.returnId}`));

  protected override render() {
    return html`<div class="page narrow stack">
      ${this.#load.view((one) => this.#return(one as Return), () => skeletons(3, "8rem"))}
    </div>`;
  }

  #return(one: Return) {
    return html`
      <a class="row tight quiet" href="/orders/${one.orderId}">${icon("back")}${say("trade.toOrder")}</a>
      <header class="row between"><h1 class="title">${say(`trade.kind.${one.kind}`)}</h1>
        ${returnBadge(one.state)}</header>
      ${one.dueAt ? html`<p class="notice" data-test="return-due">${icon("clock")}
        <span>${say(`trade.silence.${one.state}`, {time: moment(one.dueAt)})}</span></p>` : nothing}
      <section class="card padded stack">
        ${returnLines(one)}
        <dl class="facts">
          <div><dt>${say("trade.returnWhy")}</dt><dd>${say(`trade.reason.${one.reason}`)}</dd></div>
          <div><dt>${say("trade.asked")}</dt><dd class="tabular">${money(one.asked)}</dd></div>
          <div><dt>${say(one.endedAt ? "trade.refunded" : "trade.award")}</dt>
            <dd class="price"
              data-test="return-money">${money(one.endedAt ? one.refunded : one.award)}</dd></div>
          ${one.kind === "RETURN" ? html`<div><dt>${say("trade.wayBack")}</dt>
            <dd>${say(one.isFree ? "trade.backFree" : "trade.backYours")}</dd></div>` : nothing}
          ${one.trackingNumber ? html`<div><dt>${one.carrier}</dt>
            <dd class="code">${one.trackingNumber}</dd></div>` : nothing}
        </dl>
        ${one.pictures.length > 0 ? html`<div class="evidence" data-test="evidence-shown">
          ${one.pictures.map((url) => html`<a href=${url} target="_blank" rel="noreferrer"
            aria-label=${say("trade.openPicture")}>${picture(url, "", 240)}</a>`)}</div>` : nothing}
      </section>
      ${one.state === "AGREED" ? this.#sendTo(one) : nothing}
      ${this.#powers(one)}
      ${this.#said(one)}
      ${this.#sheet(one)}`;
  }

  #sendTo({sendTo, host}: Return): TemplateResult {
    return html`<section class="card padded order-place" data-test="send-to">${icon("pin")}
      ${sendTo ? addressLine(sendTo)
        : html`<span>${say("trade.noReturnAddress", {name: host.name})}</span>`}</section>`;
  }

  #powers(one: Return): TemplateResult | typeof nothing {
    if (one.powers.length === 0 && !one.isToShelve) {
      return nothing;
    }
    return html`<div class="row wrap" data-test="return-powers">
      ${one.powers.map((power) => html`<button class="button ${STRONG.includes(power) ? "primary" : ""}"
        data-test="power-${power}" ?disabled=${this.isBusy} @click=${() => this.#begin(power)}>
        ${say(`trade.power.${power}`)}</button>`)}
      ${one.isToShelve ? html`<button class="button" data-test="restock" ?disabled=${this.isBusy}
        @click=${this.#restock}>${say("trade.restock")}</button>` : nothing}
    </div>`;
  }

  #said({steps, asked}: Return): TemplateResult {
    return html`<section class="card padded stack" aria-label=${say("trade.timeline")}>
      <ol class="timeline" data-test="return-steps">${[...steps].reverse().map((step, index) => html`
        <li class=${index === 0 ? "is-last" : ""} data-action=${step.action}>
          <span class="grow">${changeWords(step.action)}
            ${step.minor > 0 ? html`<span class="tabular">${money({...asked, minor: step.minor})}</span>`
              : nothing}
            ${step.words ? html`<br><span class="quiet said-words">${step.words}</span>` : nothing}</span>
          <span class="timeline-when"><time class="faint tabular"
              datetime=${step.at}>${moment(step.at)}</time>
            <span class="faint">${say(`trade.actor.${step.actor}`)}</span></span>
        </li>`)}</ol></section>`;
  }

  #sheet(one: Return): TemplateResult {
    const power = this.acting;
    return html`<lt-sheet .open=${power !== undefined} test="step-sheet"
      .label=${power ? say(`trade.power.${power}`) : ""} @closed=${() => (this.acting = undefined)}
      .content=${() => power ? html`<form class="stack" novalidate data-test="step-form"
          @submit=${(event: SubmitEvent) => this.#submit(event, one, power)}>
        <p class="quiet">${say(`trade.powerHint.${power}`)}</p>
        ${this.#fields(one, power)}
        ${this.problem && this.problem.errors.length === 0
          ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
        <button class="button primary large wide" data-test="step-confirm" ?disabled=${this.isBusy}>
          ${this.isBusy ? spinner() : say(`trade.power.${power}`)}</button>
      </form>` : nothing}></lt-sheet>`;
  }

  #fields(one: Return, power: Power): TemplateResult {
    const words = (isRequired: boolean) => field("words", say("trade.returnWords"), {
      isLong: true, isRequired, maxLength: 500, wrong: this.problem?.field("words"),
    });
    const amount = field("amount", say("trade.amountOf", {amount: money(one.asked)}), {
      isRequired: true, inputmode: "decimal", pattern: "[0-9]+([.][0-9]{1,2})?",
      wrong: this.problem?.field("minor"),
    });
    switch (power) {
      case "PROPOSE":
        return html`${amount}${words(false)}`;
      case "DECIDE":
        return html`${amount}${one.kind === "RETURN" ? check("isAfterReturn", "trade.afterReturn") : nothing}
          ${words(true)}`;
      case "SEND":
        return html`${field("carrier", say("trade.carrier"), {isRequired: true, maxLength: 60})}
          ${field("trackingNumber", say("trade.trackingNumber"), {isRequired: true, maxLength: 60})}`;
      case "ARRIVE":
        return check("isBackOnShelf", "trade.backOnShelf");
      default:
        return words(power === "REFUSE" || power === "DISPUTE");
    }
  }

  #begin(power: Power): void {
    this.problem = undefined;
    this.acting = power;
  }

  async #submit(event: SubmitEvent, one: Return, power: Power): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {amount = "", isAfterReturn, isBackOnShelf, ...texts} = formValues(form);
    this.isBusy = true;
    this.problem = undefined;
    try {
      this.#load.set(await api.post<Return>(`/returns/${one.returnId}/steps`, {
        action: power, ...texts, minor: readAmount(amount, one.asked.currency)?.minor ?? 0,
        isAfterReturn: isAfterReturn === "on", isBackOnShelf: isBackOnShelf === "on",
      }));
      this.acting = undefined;
      toast(say("trade.stepDone"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
      if (this.problem.is("RETURN_STATE_WRONG")) {
        this.acting = undefined;
        toastProblem(thrown);
        void this.#load.run();
      }
    } finally {
      this.isBusy = false;
    }
  }

  readonly #restock = async () => {
    this.isBusy = true;
    try {
      this.#load.set(await api.post<Return>(`/returns/${this.returnId}/restock`));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

function check(name: string, key: string): TemplateResult {
  return html`<label class="row check"><input type="checkbox" name=${name} data-test="check-${name}">
    <span>${say(key)}</span></label>`;
}

function changeWords(action: string): string {
  const key = `trade.change.${action}`;
  return hasWords(key) ? say(key) : action;
}

customElements.define("lt-return", ReturnScreen);
