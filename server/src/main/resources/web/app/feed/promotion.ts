import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import type {Clip} from "../clips/types";
import {LightElement} from "../design/light";
import {formValues} from "../design/parts";
import {ask} from "../design/sheet";
import {empty, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Page, ShowBrief} from "../http/types";
import type {Desk} from "../studio/desk";
import {say, upcoming} from "../words/words";
import {
  type Market, type Promotion, amountField, amountOf, cash, marketPart, promotionRow,
} from "./promotion-parts";

interface Seen {
  market: Market;
  dueMinor: number;
  availableMinor: number;
  promotions: Page<Promotion>;
}

interface Choice {
  item: "SHOW" | "CLIP";
  itemId: string;
  title: string;
  /** What it is, and of a show whether it is on the air or when it begins: titles come again. */
  words: string;
}

const ITEMS_MAX = 50;
const BUDGET_FIRST_MINOR = 5_000;

/** Promotion (推广): the market of today, a booking, and what runs and ran with what it brought. */
export class PromotionPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() isWorking = false;
  readonly seen = new Load<Seen>(this, () =>
    api.get<Seen>(`/hosts/${this.desk.hostId}/promotions`, {limit: ITEMS_MAX}));
  readonly choices = new Load<Choice[]>(this, () => this.#choices());

  protected override render() {
    return html`<div class="stack loose" data-test="promotion-page">
      <header class="stack tight"><h1 class="title">${say("studio.place.promotion")}</h1>
        <p class="quiet">${say("feed.promotionLead")}</p></header>
      ${this.seen.view((seen) => this.#desk(seen), () => skeletons(2, "9rem"))}
    </div>`;
  }

  #desk(seen: Seen): TemplateResult {
    const items = seen.promotions.items;
    return html`<div class="promotion-grid">${marketPart(seen.market)}${this.#form(seen)}</div>
      ${items.length === 0 ? empty("chart", say("feed.promotionNone"), say("feed.promotionNoneDetail"))
        : html`<ul class="promotion-list">${repeat(items, (one) => one.promotionId,
          (one) => promotionRow(one, this.#tools(one)))}</ul>`}`;
  }

  #form(seen: Seen): TemplateResult {
    const wanted = new URLSearchParams(location.search).get("item") ?? "";
    const choices = this.choices.value ?? [];
    return html`<form class="card padded stack" data-test="promotion-form"
        @submit=${(event: SubmitEvent) => void this.#book(event)}>
      <h2 class="subheading">${say("feed.promotionBook")}</h2>
      ${this.choices.value && choices.length === 0 ? html`<p class="notice" data-test="nothing-to-promote">${
        say("feed.nothingToPromote")}</p>` : html`
      <label class="field"><span class="label">${say("feed.promotionItem")}</span>
        <select class="input" name="item" required data-test="field-item">${choices.map((one) => html`
          <option value="${one.item}:${one.itemId}" ?selected=${one.itemId === wanted}>${
            one.words} · ${one.title}</option>`)}</select></label>
      <div class="fields">
        ${amountField("budget", say("feed.budget"), Math.min(BUDGET_FIRST_MINOR, seen.availableMinor),
          say("feed.budgetHint", {available: cash(seen.availableMinor)}))}
        ${amountField("price", say("feed.priceMax"), Math.min(seen.market.highestMinor, 2 * seen.market.priceMinor),
          say("feed.priceMaxHint", {price: cash(seen.market.priceMinor)}))}
      </div>
      <p class="faint">${say("feed.promotionTerms", {
        count: Math.ceil(100 / seen.market.ceilingPercent)})}</p>
      <button class="button primary" data-test="promotion-book"
        ?disabled=${this.isWorking || !seen.market.isOpen || choices.length === 0}>
        ${this.isWorking ? spinner() : say("feed.promotionBook")}</button>`}
    </form>`;
  }

  #tools(one: Promotion): TemplateResult | typeof nothing {
    if (one.state === "ENDED") {
      return nothing;
    }
    const isRunning = one.state === "RUNNING";
    return html`<div class="row wrap">
      <button class="button small" data-test="promotion-${isRunning ? "pause" : "resume"}" ?disabled=${this.isWorking}
        @click=${() => void this.#move(one, isRunning ? "PAUSED" : "RUNNING")}>
        ${say(isRunning ? "feed.pause" : "feed.resume")}</button>
      <button class="button small ghost" data-test="promotion-end" ?disabled=${this.isWorking}
        @click=${() => void this.#end(one)}>${say("feed.end")}</button></div>`;
  }

  async #choices(): Promise<Choice[]> {
    const [shows, clips] = await Promise.all([
      api.get<Page<ShowBrief>>(`/hosts/${this.desk.hostId}/shows`, {limit: ITEMS_MAX}),
      api.get<Page<Clip>>(`/hosts/${this.desk.hostId}/clips`, {limit: ITEMS_MAX}),
    ]);
    return [
      ...[...shows.items.filter((show) => show.status === "LIVE"),
        ...shows.items.filter((show) => show.status === "SCHEDULED" && show.startsAt !== undefined)]
        .map((show): Choice => ({item: "SHOW", itemId: show.showId, title: show.title,
          words: show.startsAt && show.status === "SCHEDULED" ? upcoming(show.startsAt) : say("live.live")})),
      ...clips.items.filter((clip) => clip.status === "PUBLISHED")
        .map((clip): Choice => ({item: "CLIP", itemId: clip.clipId, title: clip.caption,
          words: say("feed.promotionKind.CLIP")})),
    ];
  }

  async #book(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const values = formValues(event.target as HTMLFormElement);
    const [item, itemId] = (values["item"] ?? "").split(":");
    await this.#work(async () => {
      await api.post(`/hosts/${this.desk.hostId}/promotions`, {item, itemId,
        budgetMinor: amountOf(values["budget"]), priceMaxMinor: amountOf(values["price"])});
      toast(say("feed.promotionBooked"), "good");
    });
  }

  async #end(one: Promotion): Promise<void> {
    if (await ask({title: say("feed.endSure"), detail: say("feed.endSureDetail"), yes: say("feed.end")})) {
      await this.#move(one, "ENDED");
    }
  }

  async #move(one: Promotion, state: Promotion["state"]): Promise<void> {
    await this.#work(() => api.put(`/hosts/${one.hostId}/promotions/${one.promotionId}/state`, {state}));
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

customElements.define("lt-promotion", PromotionPage);
