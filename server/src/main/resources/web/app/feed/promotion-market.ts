import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Page} from "../http/types";
import {say} from "../words/words";
import {type Market, type Promotion, amountField, amountOf, marketPart, promotionRow} from "./promotion-parts";

interface Seen {
  market: Market;
  promotions: Page<Promotion>;
}

const ITEMS_MAX = 100;

/** The market of exposures for operators: what is for sale at which price, and every promotion on it. */
export class PromotionMarket extends LightElement {
  @state() isWorking = false;
  readonly seen = new Load<Seen>(this, () => api.get<Seen>("/operator/promotions", {limit: ITEMS_MAX}));

  protected override render() {
    return html`<div class="stack loose" data-test="promotion-market">
      ${this.seen.view((seen) => html`<div class="promotion-grid">
          ${marketPart(seen.market)}${this.#form(seen.market)}</div>
        ${seen.promotions.items.length === 0
          ? empty("chart", say("feed.promotionNone"), say("feed.promotionNoneOperator"))
          : html`<ul class="promotion-list">${repeat(seen.promotions.items, (one) => one.promotionId,
            (one) => promotionRow(one, this.#tools(one)))}</ul>`}`, () => skeletons(2, "9rem"))}
    </div>`;
  }

  #form(market: Market): TemplateResult {
    return html`<form class="card padded stack" data-test="market-form"
        @submit=${(event: SubmitEvent) => void this.#save(event)}>
      <h2 class="subheading">${say("feed.marketSet")}</h2>
      <label class="row"><input type="checkbox" name="isOpen" .checked=${market.isOpen} data-test="market-open">
        <span>${say("feed.marketOpen")}</span></label>
      <div class="fields">
        ${amountField("floor", say("feed.floor"), market.floorMinor)}
        ${field("ceiling", say("feed.ceilingField"), {isRequired: true, type: "number", min: "1", max: "50",
          value: String(market.ceilingPercent), inputmode: "numeric", hint: say("feed.ceilingHint")})}
        ${amountField("credit", say("feed.credit"), market.creditMinor, say("feed.creditHint"))}
      </div>
      <button class="button primary" ?disabled=${this.isWorking} data-test="market-save">
        ${this.isWorking ? spinner() : say("feed.marketSave")}</button>
    </form>`;
  }

  #tools(one: Promotion): TemplateResult {
    return html`<div class="row between wrap"><a class="faint" href="/host/${one.hostId}">${
        say("feed.ofHost")}</a>
      ${one.state === "ENDED" ? nothing : html`<button class="button small ghost" data-test="promotion-end"
        ?disabled=${this.isWorking} @click=${() => void this.#work(() =>
          api.put(`/operator/promotions/${one.promotionId}/state`, {state: "ENDED"}))}>
        ${say("feed.end")}</button>`}</div>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const values = formValues(event.target as HTMLFormElement);
    await this.#work(async () => {
      await api.put("/operator/promotion-market", {
        isOpen: values["isOpen"] !== undefined, floorMinor: amountOf(values["floor"]),
        ceilingPercent: Number(values["ceiling"]), creditMinor: amountOf(values["credit"])});
      toast(say("feed.marketSaved"), "good");
    });
  }

  async #work(work: () => Promise<unknown>): Promise<void> {
    this.isWorking = true;
    try {
      await work();
      await this.seen.run();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isWorking = false;
    }
  }
}

customElements.define("lt-promotion-market", PromotionMarket);
