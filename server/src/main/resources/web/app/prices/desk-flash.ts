import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {toast, toastProblem} from "../design/toast";
import {api, newKey} from "../http/api";
import {serverNow} from "../http/clock";
import {Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import {writeAmount} from "../studio/amounts";
import {offerUndo} from "../studio/undo";
import {moment, money, number, say} from "../words/words";
import {struck} from "./cards";
import {type Edited, amountOf, choicesOf, deskFrame, instantOf, localInstant, productsOf, saveButton, skuField,
  variantHead, wholeOf, wrongOf, wrongs} from "./desk-parts";
import {type FlashSale, isLive} from "./offers";

const HOUR_MS = 3_600_000;

/** A host's flash sales: made, changed, ended, and how much of each is sold. */
export class FlashDesk extends LightElement {
  @property() hostId = "";
  @state() edited: Edited<FlashSale>;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  @state() isScheduled = false;
  #key = newKey();
  readonly #sales = new Pages<FlashSale>(this, () => `/hosts/${this.hostId}/flash-sales`, () => ({limit: 20}));
  readonly #products = productsOf(this);

  protected override render() {
    return deskFrame({
      test: "flash-desk", one: "flash", icon: "flash", pages: this.#sales, edited: this.edited,
      words: {title: say("prices.part.flash"), add: say("prices.flash.new"), edit: say("prices.flash.edit"),
        none: say("prices.flash.none"), noneDetail: say("prices.flash.noneDetail")},
      row: (sale) => this.#row(sale), form: (edited) => this.#form(edited),
      open: (edited) => this.#open(edited),
    });
  }

  #row(sale: FlashSale): TemplateResult {
    const isOver = sale.isOver || Date.parse(sale.endsAt) <= serverNow();
    const taken = sale.held + sale.sold;
    return html`<li class="card prices-row ${isOver ? "is-over" : ""}" data-test="flash-row"
        data-sale=${sale.flashSaleId} data-over=${isOver}>
      <div class="row">${variantHead(sale.pictureUrl, sale.title, sale.skuName)}
        <span class="prices-amount"><span class="price">${money(sale.price)}</span>${struck(sale.list)}</span></div>
      ${isOver ? nothing : html`<div class="flash-meter" aria-hidden="true"><i style="width:${share(sale.sold, sale.units)}%"></i><i
        class="is-held" style="width:${share(sale.held, sale.units)}%"></i></div>`}
      <div class="row between wrap prices-facts">
        <span class="faint">${isOver ? say("prices.flash.sold", {count: sale.sold})
          : say("prices.flash.taken", {taken, units: sale.units})}${sale.held > 0
          ? ` · ${say("prices.flash.held", {count: sale.held})}` : ""}${sale.buyerMax
          ? ` · ${say("prices.flash.each", {count: sale.buyerMax})}` : ""}</span>
        ${this.#when(sale, isOver)}</div>
      ${isOver ? nothing : html`<div class="row prices-do">
        <button class="button small" data-test="flash-edit" @click=${() => this.#open(sale)}>${icon("edit")}
          ${say("prices.change")}</button>
        <button class="button small ghost" data-test="flash-end" ?disabled=${this.isBusy}
          @click=${() => this.#end(sale)}>${say("prices.end")}</button></div>`}
    </li>`;
  }

  #when(sale: FlashSale, isOver: boolean): TemplateResult {
    if (isOver) {
      return html`<span class="badge">${say("prices.over")}</span>`;
    }
    return isLive(sale) ? html`<span class="badge accent">${icon("flash", true)}${say("prices.endsIn")}
        <lt-countdown .until=${sale.endsAt}></lt-countdown></span>`
      : html`<span class="badge">${icon("clock")}${say("prices.startsAt", {time: moment(sale.startsAt)})}</span>`;
  }

  #form(edited: FlashSale | "new"): TemplateResult {
    const sale = edited === "new" ? undefined : edited;
    const {problem} = this;
    const now = serverNow();
    const isStarted = sale && isLive(sale);
    return html`<form class="stack" @submit=${this.#save} novalidate data-test="flash-form">
      ${sale ? html`<div class="row">${variantHead(sale.pictureUrl, sale.title, sale.skuName)}
          <span class="price">${money(sale.list)}</span></div>`
        : skuField(choicesOf(this.#products.value?.items ?? []), wrongOf(problem, "skuId"))}
      <div class="fields two">
        ${field("price", say("prices.field.flashPrice"), {isRequired: true, inputmode: "decimal",
          value: sale ? writeAmount(sale.price) : "", wrong: wrongOf(problem, "price")})}
        ${field("units", say("prices.field.units"), {isRequired: true, type: "number", min: "1",
          inputmode: "numeric", value: sale ? String(sale.units) : "", wrong: wrongOf(problem, "units"),
          hint: sale ? say("prices.field.unitsNow", {count: sale.sold + sale.held}) : ""})}
        ${field("buyerMax", say("prices.field.buyerMax"), {type: "number", min: "1", inputmode: "numeric",
          value: sale?.buyerMax ? String(sale.buyerMax) : "", placeholder: say("prices.field.noLimit"),
          wrong: wrongOf(problem, "buyerMax")})}
        ${field("endsAt", say("prices.field.endsAt"), {isRequired: true, type: "datetime-local",
          value: localInstant(sale?.endsAt ?? now + HOUR_MS), wrong: wrongOf(problem, "endsAt")})}
      </div>
      ${isStarted ? nothing : html`<label class="row check"><input type="checkbox" .checked=${this.isScheduled}
          data-test="flash-later" @change=${(event: Event) => (this.isScheduled = (event.target as HTMLInputElement).checked)}>
          <span>${say("prices.flash.later")}</span></label>
        ${this.isScheduled ? field("startsAt", say("prices.field.startsAt"), {isRequired: true,
          type: "datetime-local", value: localInstant(sale?.startsAt ?? now + HOUR_MS / 2),
          wrong: wrongOf(problem, "startsAt")}) : nothing}`}
      <p class="faint">${say("prices.flash.how")}</p>
      ${wrongs(problem)}
      ${saveButton(this.isBusy, say(sale ? "shell.save" : "prices.flash.start"))}
    </form>`;
  }

  #open(edited: Edited<FlashSale>): void {
    this.edited = edited;
    if (edited) {
      this.problem = undefined;
      this.#key = newKey();
      this.isScheduled = edited !== "new" && !isLive(edited);
    }
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    this.isBusy = true;
    this.problem = undefined;
    const sale = this.edited === "new" ? undefined : this.edited;
    try {
      const body = this.#body(formValues(form), sale);
      if (sale) {
        await api.put(`/hosts/${this.hostId}/flash-sales/${sale.flashSaleId}`, body);
      } else {
        await api.post(`/hosts/${this.hostId}/flash-sales`, body, this.#key);
      }
      this.edited = undefined;
      toast(say("shell.saved"), "good");
      await Promise.all([this.#sales.restart(), this.#products.run()]);
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.#key = newKey();
    } finally {
      this.isBusy = false;
    }
  };

  #body(values: Record<string, string>, sale: FlashSale | undefined): object {
    const isLater = this.isScheduled && values["startsAt"];
    return {
      ...(sale ? {} : {skuId: values["skuId"]}),
      price: amountOf(values, "price"),
      units: wholeOf(values, "units"),
      ...(values["buyerMax"] ? {buyerMax: wholeOf(values, "buyerMax")} : {}),
      ...(isLater ? {startsAt: instantOf(values, "startsAt")}
        : sale && !isLive(sale) ? {startsAt: new Date(serverNow()).toISOString()} : {}),
      endsAt: instantOf(values, "endsAt"),
    };
  }

  /** Ends it now; the way back is open while its time lasts. */
  async #end(sale: FlashSale): Promise<void> {
    const door = `/hosts/${this.hostId}/flash-sales/${sale.flashSaleId}/end`;
    this.isBusy = true;
    try {
      this.#learn(await api.put<FlashSale>(door));
      offerUndo(say("prices.flash.ended", {title: sale.title, count: number(sale.left)}), async () =>
        this.#learn(await api.delete<FlashSale>(door)));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  #learn(next: FlashSale): void {
    this.#sales.items = this.#sales.items.map((each) => (each.flashSaleId === next.flashSaleId ? next : each));
    this.requestUpdate();
  }
}

customElements.define("lt-flash-desk", FlashDesk);

function share(part: number, whole: number): number {
  return whole > 0 ? Math.round(part / whole * 100) : 0;
}

