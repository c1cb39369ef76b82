import {type TemplateResult, html, nothing, svg} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {empty} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {account} from "../shell/session";
import {money, number, percent, say} from "../words/words";
import {csvLink} from "./save-csv";
import {dayWords} from "./seen";

/** A cost by its parts, minor units with thousandths. */
interface Cost {
  perBuyerMinor?: number;
  promotionMinor: number;
  couponsMinor: number;
  commissionMinor: number;
  freeMinor: number;
  sumMinor: number;
  paidBackDay?: number;
}

interface CostSeen {
  from: string;
  to: string;
  currency: string;
  buyers: number;
  youngBuyers: number;
  isFew: boolean;
  cost: Cost;
  costWithFree?: Cost;
  curve: Array<{age: number; buyers: number; marginMinor: number; cumulativeMinor: number}>;
  known: {netMinor: number; settledMinor: number; settledFirstOrders: number; platformCouponsMinor: number;
    unknown: string[]};
  exposed: {free: number; paid: number; shadowMinor?: number};
  isSimulated: boolean;
}

type Days = 30 | 90 | 365;
type Part = "promotion" | "coupons" | "commission" | "free";

const WINDOWS: Days[] = [30, 90, 365];
const PARTS: Part[] = ["promotion", "coupons", "commission", "free"];
/** The drawing is stretched to its width. */
const HIGH = 100;

/** What a new customer costs, by its parts, and the curve on which he pays that back. */
export class CustomerCost extends LightElement {
  /** Whose customers: `/hosts/acc_1`, or `/operator` for everybody's. */
  @property() base = "";
  @state() days: Days = 90;
  readonly seen = new Load<CostSeen>(this, () =>
    api.get<CostSeen>(`${this.base}/new-customers`, {days: this.days}));

  protected override render() {
    return html`<section class="card padded stack" data-test="customer-cost">
      <header class="row between wrap">
        <h2 class="subheading"><lt-explain .label=${say("growth.customerCost")}
          .detail=${say("growth.customerCostDetail")}></lt-explain></h2>
        <span class="row wrap">
          ${this.seen.value?.isSimulated ? html`<span class="badge warn">${say("growth.simulated")}</span>`
            : nothing}
          <span class="segments" role="group" aria-label=${say("growth.window")}>
            ${WINDOWS.map((days) => html`<button aria-pressed=${days === this.days}
              data-test="cost-${days}" @click=${() => this.#choose(days)}>
              ${say("growth.days", {count: days})}</button>`)}</span>
          ${account.value && this.base === `/hosts/${account.value.id}`
            ? html`<a class="button ghost small" href="/studio/promotion" data-test="cost-promote">${
              say("studio.place.promotion")}</a>` : nothing}
          ${csvLink("cost", `/api/v1${this.base}/new-customers.csv?days=${this.days}`)}
        </span>
      </header>
      ${this.seen.view((seen) => this.#numbers(seen), () => html`
        <div class="skeleton" style="height:14rem" aria-busy="true"></div>`)}
    </section>`;
  }

  #choose(days: Days): void {
    this.days = days;
    void this.seen.run();
  }

  #numbers(seen: CostSeen): TemplateResult {
    if (seen.buyers === 0) {
      return html`<div data-test="cost-empty">${empty("people", say("growth.costNone"),
        say("growth.costNoneDetail", {from: dayWords(seen.from), to: dayWords(seen.to)}))}
        ${seen.cost.promotionMinor > 0 ? html`<p class="quiet">${say("growth.costSpentForNobody",
          {amount: cash(seen.cost.promotionMinor, seen)})}</p>` : nothing}</div>`;
    }
    return html`<div class="cost-grid">
      <div class="stack">
        ${this.#number(seen, seen.cost, false)}
        ${seen.costWithFree && seen.costWithFree.freeMinor > 0
          ? this.#number(seen, seen.costWithFree, true) : nothing}
        <p class="rate-foot">${say("growth.costOf", {count: seen.buyers,
          from: dayWords(seen.from), to: dayWords(seen.to)})}
          ${seen.youngBuyers > 0 ? say("growth.costYoung", {count: seen.youngBuyers}) : ""}
          ${seen.isFew ? html`<span class="badge warn" data-test="cost-few">${say("growth.costFew")}</span>`
            : nothing}</p>
        ${known(seen)}
      </div>
      ${curve(seen)}
    </div>`;
  }

  #number(seen: CostSeen, cost: Cost, isWithFree: boolean): TemplateResult {
    const per = cost.perBuyerMinor ?? 0;
    return html`<div class="stack tight" data-test=${isWithFree ? "cost-with-free" : "cost-per-buyer"}>
      ${isWithFree ? html`<h3 class="label"><lt-explain .label=${say("growth.costWithFree")}
        .detail=${say("growth.costWithFreeDetail", {exposures: number(seen.exposed.free),
          price: cash(seen.exposed.shadowMinor ?? 0, seen)})}></lt-explain></h3>` : nothing}
      <p class=${isWithFree ? "cost-second tabular" : "rate-number tabular"}>${cash(per, seen)}</p>
      <span class="sources-bar" aria-hidden="true">${PARTS.filter((part) => sum(cost, part) > 0)
        .map((part) => html`<span data-part=${part}
        style="width:${share(cost, part) * 100}%"></span>`)}</span>
      <ul class="sources-list">${PARTS.filter((part) => part !== "free" || isWithFree).map((part) => html`<li>
        <span><i class="key" data-part=${part}></i><lt-explain .label=${say(`growth.costPart.${part}`)}
          .detail=${say(`growth.costPartDetail.${part}`)}></lt-explain></span>
        <span class="tabular">${cash(sum(cost, part) / seen.buyers, seen)}
          <span class="faint">${percent(share(cost, part), 0)}</span></span></li>`)}</ul>
      <p class="cost-back" data-test=${isWithFree ? "payback-with-free" : "payback"}>${
        cost.paidBackDay === undefined
          ? say("growth.paybackOpen", {count: seen.curve.length - 1})
          : say("growth.paybackDay", {day: cost.paidBackDay})}</p>
    </div>`;
  }
}

customElements.define("laotie-new-customer-cost", CustomerCost);

function sum(cost: Cost, part: Part): number {
  return cost[`${part}Minor`];
}

function share(cost: Cost, part: Part): number {
  return cost.sumMinor > 0 ? sum(cost, part) / cost.sumMinor : 0;
}

function cash(minor: number, seen: CostSeen): string {
  return money({minor: Math.round(minor), currency: seen.currency});
}

/** How much of the margin is known, and what no fact tells. */
function known(seen: CostSeen): TemplateResult {
  const rate = seen.known.netMinor > 0 ? seen.known.settledMinor / seen.known.netMinor : undefined;
  return html`<details class="cost-known"><summary data-test="cost-known">${rate === undefined
      ? say("growth.costKnownNone") : say("growth.costKnown", {share: percent(rate, 0)})}</summary>
    <ul>${seen.known.unknown.map((code) => html`<li>${say(`growth.costUnknown.${code}`)}</li>`)}
      ${seen.known.platformCouponsMinor > 0 ? html`<li>${say("growth.costPlatformCoupons",
        {amount: cash(seen.known.platformCouponsMinor, seen)})}</li>` : nothing}</ul></details>`;
}

/** What a new customer has brought by each day, against what he cost. */
function curve(seen: CostSeen): TemplateResult {
  const days = seen.curve;
  const last = Math.max(1, days.length - 1);
  const costs = [seen.cost.perBuyerMinor ?? 0, seen.costWithFree?.perBuyerMinor ?? 0];
  const values = days.map((day) => day.cumulativeMinor);
  const top = Math.max(1, ...values, ...costs) * 1.08;
  const bottom = Math.min(0, ...values);
  const y = (minor: number): number =>
    Math.round((HIGH - ((minor - bottom) / (top - bottom)) * HIGH) * 10) / 10;
  const line = days.map((day) => `${day.age} ${y(day.cumulativeMinor)}`);
  return html`<figure class="cost-curve">
    <figcaption><lt-explain .label=${say("growth.paybackCurve")}
      .detail=${say("growth.paybackCurveDetail")}></lt-explain></figcaption>
    <svg viewBox="0 0 ${last} ${HIGH}" preserveAspectRatio="none" role="img" data-test="payback-curve"
      aria-label=${say("growth.paybackCurveSays", {days: last,
        brought: cash(values.at(-1) ?? 0, seen), cost: cash(costs[0]!, seen)})}>
      ${days.length > 1 ? svg`<path class="cost-line" d="M${line.join("L")}"></path>`
        : svg`<path class="cost-line" d="M0 ${y(values[0] ?? 0)}L1 ${y(values[0] ?? 0)}"></path>`}
      ${costs.map((cost, at) => cost > 0 ? svg`<path class="cost-rule" data-free=${at === 1}
        d="M0 ${y(cost)}L${last} ${y(cost)}"></path>` : nothing)}
    </svg>
    <p class="cost-axis tabular"><span>${say("growth.paybackAxis", {day: 0})}</span>
      <span>${say("growth.paybackAxis", {day: last})}</span></p>
    <ul class="cost-keys"><li><i class="key" data-line="brought"></i>${say("growth.paybackBrought")}
        <b class="tabular">${cash(values.at(-1) ?? 0, seen)}</b></li>
      <li><i class="key" data-line="cost"></i>${say("growth.paybackCost")}
        <b class="tabular">${cash(costs[0]!, seen)}</b></li></ul>
  </figure>`;
}
