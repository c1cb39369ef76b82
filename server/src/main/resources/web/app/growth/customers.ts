import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {tierBadge} from "../fans/tier";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import type {Desk} from "../studio/desk";
import {Every} from "../studio/every";
import {money, moment, number, percent, say} from "../words/words";
import type {Counted, Customer, Told, ValuesSeen} from "./customers-types";
import {csvButton, csvLink} from "./save-csv";
import {type GrowthSeen, dayWords, figure} from "./seen";

type Sort = "value" | "alive";

const SORTS: Sort[] = ["value", "alive"];
const COUNTING_MS = 2_000;
const IDLE_MS = 60_000;
const SHORT_LIST = 8;

/** What a host's customers are worth (客户): repurchase first, how sure it is, whom to write to. */
export class Customers extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() sort: Sort = "value";
  @state() isAsking = false;
  readonly #growth = new Load<GrowthSeen>(this, () =>
    api.get<GrowthSeen>(`/hosts/${this.desk.hostId}/growth`, {days: 90}));
  readonly #values = new Load<ValuesSeen>(this, () =>
    api.get<ValuesSeen>(`/hosts/${this.desk.hostId}/values`));
  readonly #winBacks = new Pages<Customer>(this, () => `/hosts/${this.desk.hostId}/customers`,
    () => ({sort: "winback", limit: SHORT_LIST}));
  readonly #all = new Pages<Customer>(this, () => `/hosts/${this.desk.hostId}/customers`,
    () => ({sort: this.sort, limit: SHORT_LIST}));
  readonly every = new Every(this, () => this.#values.value?.counting ? COUNTING_MS : IDLE_MS,
    () => this.#look());

  get #base(): string {
    return `/api/v1/hosts/${this.desk.hostId}`;
  }

  protected override render() {
    return html`<div class="customers stack loose" data-test="customers">
      <header class="row between wrap"><div class="stack tight">
          <h1 class="title">${say("growth.worth.title")}</h1>
          <p class="faint">${say("growth.worth.lead")}</p></div>
        ${this.desk.isOwner ? html`<a class="button small" href="/studio/history" data-test="bring-history">
          ${icon("up")}${say("growth.worth.bring")}</a>` : nothing}</header>
      ${this.#growth.view((seen) => html`<lt-repurchase .repurchase=${(seen as GrowthSeen).repurchase}
          .isSimulated=${(seen as GrowthSeen).isSimulated} .base=${this.#base}></lt-repurchase>`,
        () => html`<div class="repurchase" aria-busy="true"><div class="skeleton rate-wait"></div>
          <div class="skeleton rate-wait"></div></div>`)}
      ${this.#values.view((seen) => this.#worth(seen as ValuesSeen), () => skeletons(2, "14rem"))}
      <lt-comeback .base=${`/hosts/${this.desk.hostId}`}></lt-comeback>
      <lt-channels .hostId=${this.desk.hostId} isWithLink></lt-channels>
    </div>`;
  }

  #worth(seen: ValuesSeen): TemplateResult {
    const {counted} = seen;
    return html`<section class="card padded stack" data-test="worth">
        <header class="row between wrap worth-head">
          <h2 class="subheading"><lt-explain .label=${say("growth.worth.ahead")}
            .detail=${say("growth.worth.aheadDetail", {weeks: seen.weeks})}></lt-explain></h2>
          <span class="row wrap">${seen.isSimulated
            ? html`<span class="badge warn">${say("growth.simulated")}</span>` : nothing}
            ${this.#asOf(seen)}</span>
        </header>
        ${counted ? this.#counted(seen, counted) : this.#uncounted(seen)}
      </section>
      ${counted?.told ? html`
        <div class="customers-grid">${this.#toWinBack(seen, counted)}
          <lt-value-test .test=${counted.told.test} .base=${this.#base}></lt-value-test></div>
        <div class="customers-grid">${this.#list(seen)}${this.#tiers(seen, counted)}</div>` : nothing}`;
  }

  #asOf(seen: ValuesSeen): TemplateResult {
    const {counting, counted} = seen;
    if (counting) {
      const share = counting.total > 0 ? counting.done / counting.total : 0;
      return html`<span class="counting" role="status" data-test="counting">${spinner()}
        <span>${say(`growth.worth.step.${counting.step}`,
          {done: counting.done, total: counting.total})}</span>
        ${counting.total > 0 ? html`<span class="interval-line" aria-hidden="true"><span class="interval-fill"
          style="width:${share * 100}%"></span></span>` : nothing}</span>`;
    }
    return html`${counted ? html`<span class="faint" data-test="as-of">${say("growth.worth.asOf",
        {day: dayWords(counted.asOf), time: moment(counted.countedAt)})}</span>` : nothing}
      <button class="button small" ?disabled=${this.isAsking} data-test="count-again"
        @click=${() => void this.#ask()}>${this.isAsking ? spinner() : icon("again")}
        ${say(counted ? "growth.worth.again" : "growth.worth.count")}</button>
      ${counted?.told ? csvLink("customers", `${this.#base}/customers.csv`) : nothing}`;
  }

  #uncounted(seen: ValuesSeen): TemplateResult {
    return seen.counting ? skeletons(1, "10rem") : empty("people", say("growth.worth.none"),
      say("growth.worth.noneDetail"));
  }

  #counted(seen: ValuesSeen, counted: Counted): TemplateResult {
    const {told} = counted;
    if (!told) {
      return this.#refused(seen, counted);
    }
    const few = counted.customers < seen.shownMin;
    // Enough repeat buyers now, and too few when the model is tested: then all hosts' model is asked as well.
    const basis = counted.basis === "POOLED" && counted.repeatBuyers >= seen.repeatBuyersMin
      ? "POOLED_TEST" : counted.basis;
    return html`
      ${few ? html`<p class="notice">${icon("notice")}<span>${say("growth.worth.few",
        {count: counted.customers, min: seen.shownMin})}</span></p>` : html`
      <div class="worth-sums">
        ${told.spend ? this.#sum("spend", told.spend, (value) => this.#money(value, seen)) : nothing}
        ${this.#sum("purchases", told.purchases, (value) => number(Math.round(value)))}
        <div class="worth-sum"><dt>${say("growth.worth.customers")}</dt>
          <dd class="tabular" data-test="worth-customers">${number(counted.customers)}</dd>
          <span class="faint">${say("growth.worth.repeated", {count: counted.repeatBuyers})}</span></div>
      </div>`}
      ${told.test.isCovered ? nothing : html`<p class="notice warn" data-test="uncovered">${icon("notice")}
        <span>${say("growth.worth.uncovered")}</span></p>`}
      ${few ? nothing : html`<lt-value-map .counted=${counted} .currency=${seen.currency}
        .weeks=${seen.weeks}></lt-value-map>`}
      <p class="faint">${say(`growth.worth.basis.${basis}`, {count: told.fitted.customers,
          repeat: told.fitted.repeatBuyers, min: seen.repeatBuyersMin})}
        ${told.model === "NBD" ? say("growth.worth.nobodyLeft") : nothing}
        ${told.spendReason ? say(`growth.worth.noSpend.${told.spendReason}`) : nothing}</p>`;
  }

  #sum(name: "spend" | "purchases", sum: {expected: number; low: number; high: number},
    show: (value: number) => string): TemplateResult {
    return html`<div class="worth-sum"><dt>${say(`growth.worth.${name}`)}</dt>
      <dd class="tabular" data-test="worth-${name}">${show(sum.expected)}</dd>
      <lt-explain class="faint tabular" .label=${say("growth.worth.range",
          {low: show(sum.low), high: show(sum.high)})}
        .detail=${say("growth.worth.rangeDetail")}></lt-explain></div>`;
  }

  #refused(seen: ValuesSeen, counted: Counted): TemplateResult {
    const share = Math.min(1, counted.repeatBuyers / seen.repeatBuyersMin);
    return html`<div class="worth-refused" data-test="worth-refused" data-reason=${counted.reason}>
      <p>${say(`growth.worth.why.${counted.reason}`, {repeat: counted.repeatBuyers,
        min: seen.repeatBuyersMin})}</p>
      ${counted.reason === "TOO_FEW_REPEAT_BUYERS" ? html`<span class="interval">
        <span class="interval-line" aria-hidden="true"><span class="interval-fill"
          style="width:${share * 100}%"></span></span>
        <span class="tabular">${say("growth.worth.repeatOf", {repeat: counted.repeatBuyers,
          min: seen.repeatBuyersMin})}</span></span>` : nothing}
    </div>`;
  }

  #toWinBack(seen: ValuesSeen, counted: Counted): TemplateResult {
    const {items, hasMore, isWaiting, isLoaded, problem} = this.#winBacks;
    return html`<section class="card padded stack" data-test="win-back">
      <header class="row between wrap relation-head"><h2 class="subheading"><lt-explain
          .label=${say("growth.worth.winBack")} .detail=${say("growth.worth.winBackDetail",
            {weeks: seen.weeks})}></lt-explain></h2>
        ${csvLink("win-back", `${this.#base}/customers.csv?sort=winback`)}</header>
      ${counted.winBacks === 0 ? html`<p class="quiet">${say("growth.worth.noWinBack")}</p>` : html`
        <p class="notice ${counted.winBacksAgreed > 0 ? "" : "warn"}">${icon("send")}<span>${say(
          counted.winBacksAgreed > 0 ? "growth.worth.write" : "growth.worth.writeNobody",
          {all: counted.winBacks, count: counted.winBacksAgreed})}
          ${counted.winBacksAgreed > 0 ? html`<a class="link" href="/studio/fans?segment=win-back"
            data-test="write-to">${
            say("growth.worth.writeNow")}</a>` : nothing}</span></p>`}
      ${problem && items.length === 0 ? failed(problem, () => void this.#winBacks.restart())
        : !isLoaded ? skeletons(3, "3.5rem")
        : html`<ul class="customer-list">${items.map((each) => this.#row(each, seen, true))}</ul>`}
      ${hasMore ? more(isWaiting, () => void this.#winBacks.more()) : nothing}
    </section>`;
  }

  #list(seen: ValuesSeen): TemplateResult {
    const {items, hasMore, isWaiting, isLoaded, problem} = this.#all;
    return html`<section class="card padded stack" data-test="all-customers">
      <header class="row between wrap relation-head"><h2 class="subheading">${say("growth.worth.all")}</h2>
        <div class="segments" role="group" aria-label=${say("growth.worth.sort")}>
          ${SORTS.map((sort) => html`<button aria-pressed=${sort === this.sort} data-test="sort-${sort}"
            @click=${() => this.#choose(sort)}>${say(`growth.worth.sort.${sort}`)}</button>`)}</div></header>
      ${problem && items.length === 0 ? failed(problem, () => void this.#all.restart())
        : !isLoaded ? skeletons(3, "3.5rem")
        : html`<ul class="customer-list">${items.map((each) => this.#row(each, seen, false))}</ul>`}
      ${hasMore ? more(isWaiting, () => void this.#all.more()) : nothing}
      <p class="faint">${say("growth.worth.named")}</p>
    </section>`;
  }

  #row(each: Customer, seen: ValuesSeen, isWinBack: boolean): TemplateResult {
    const name = each.name ?? say("growth.worth.unnamed", {mark: each.customer.slice(-4)});
    const stake = isWinBack ? each.atStake : (each.spend ?? each.purchases).value;
    const range = each.spend ?? each.purchases;
    const show = (value: number) => each.spend ? this.#money(value, seen)
      : say("growth.worth.times", {times: figure(value)});
    return html`<li class="customer" data-test="customer">
      ${avatar(each.name ?? "·", each.avatarUrl, "2.25rem")}
      <span class="customer-who"><span class="row tight wrap"><strong class="clip-1">${name}</strong>
          ${tierBadge(each.tier)}${each.accountId ? nothing
            : html`<span class="faint">${say("growth.worth.notAgreed")}</span>`}</span>
        <span class="faint">${say("growth.worth.bought", {days: each.bought.days,
          day: dayWords(each.bought.lastDay), paid: this.#money(each.bought.paidMinor, seen)})}</span></span>
      ${alive(each.alive)}
      <span class="customer-worth"><strong class="tabular">${show(stake ?? 0)}</strong>
        <span class="faint tabular">${isWinBack ? say("growth.worth.atStake")
          : say("growth.worth.between", {low: show(range.low), high: show(range.high)})}</span></span>
    </li>`;
  }

  #tiers(seen: ValuesSeen, counted: Counted): TemplateResult {
    const most = Math.max(1, ...counted.tiers.map((tier) => tier.customers));
    return html`<section class="card padded stack" data-test="worth-tiers">
      <header class="row between relation-head"><h2 class="subheading"><lt-explain
          .label=${say("growth.worth.tiers")} .detail=${say("growth.worth.tiersDetail")}></lt-explain></h2>
        ${csvButton("tiers", () => [["tier", "customers", "alive", "purchases", "spend_minor"],
          ...counted.tiers.map((tier) =>
            [tier.tier, tier.customers, tier.alive, tier.purchases, tier.spendMinor])])}</header>
      <table class="worth-table tabular"><thead><tr><th scope="col">${say("growth.worth.tier")}</th>
        <th scope="col">${say("growth.worth.customers")}</th><th scope="col">${say("growth.worth.alive")}</th>
        <th scope="col">${say(counted.told?.spend ? "growth.worth.spendShort"
          : "growth.worth.purchasesShort")}</th></tr></thead>
      <tbody>${[...counted.tiers].sort((a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier))
        .map((tier) => html`<tr><th scope="row">${say(`growth.worth.tierName.${tier.tier}`)}
          <span class="tier-bar" aria-hidden="true"
            style="width:${(tier.customers / most) * 100}%"></span></th>
          <td>${number(tier.customers)}</td><td>${percent(tier.alive, 0)}</td>
          <td>${tier.spendMinor === undefined ? number(Math.round(tier.purchases))
            : this.#money(tier.spendMinor, seen)}</td></tr>`)}</tbody></table>
    </section>`;
  }

  #money(minor: number, seen: ValuesSeen): string {
    return money({minor: Math.round(minor / 100) * 100, currency: seen.currency});
  }

  #choose(sort: Sort): void {
    this.sort = sort;
    void this.#all.restart();
  }

  async #ask(): Promise<void> {
    this.isAsking = true;
    try {
      this.#values.set(await api.post<ValuesSeen>(`/hosts/${this.desk.hostId}/values`));
      this.every.again();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isAsking = false;
    }
  }

  /** Reads again; when a count has ended, its lists too. */
  async #look(): Promise<void> {
    const before = this.#values.value?.counted?.countedAt;
    await this.#values.run();
    if (this.#values.value?.counted?.countedAt !== before) {
      await Promise.all([this.#winBacks.restart(), this.#all.restart()]);
    }
  }
}

customElements.define("lt-customers", Customers);

const TIERS = ["STRANGER", "FOLLOWER", "FAN", "LOYAL", "LAOTIE"];

function more(isWaiting: boolean, act: () => void): TemplateResult {
  return html`<button class="button wide" ?disabled=${isWaiting} @click=${act}>${
    isWaiting ? spinner() : say("shell.more")}</button>`;
}

/** P(alive) as a number with its band. */
function alive(told: Told): TemplateResult {
  const words = say("growth.worth.aliveRange",
    {low: percent(told.low, 0), high: percent(told.high, 0)});
  return html`<span class="customer-alive" title=${words}>
    <span class="tabular">${percent(told.value, 0)}</span>
    <span class="interval-line" aria-hidden="true">
      <span class="interval-band" style="left:${told.low * 100}%;right:${(1 - told.high) * 100}%"></span>
      <span class="interval-dot" style="left:${told.value * 100}%"></span></span>
    <span class="unseen">${words}</span></span>`;
}
