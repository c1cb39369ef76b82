import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {type IconName, icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty} from "../design/states";
import type {GrowthSeen} from "../growth/seen";
import {today} from "../growth/today";
import {api} from "../http/api";
import {Load} from "../http/load";
import {account} from "../shell/session";
import {Every} from "../studio/every";
import {number, say} from "../words/words";

type Part =
  "relation" | "rooms" | "orders" | "returns" | "reviews" | "coupons" | "payments" | "ledger" | "demand"
  | "accounts" | "hooks" | "promotion" | "data";

const PARTS: Array<{part: Part; icon: IconName}> = [
  {part: "relation", icon: "rings"}, {part: "rooms", icon: "camera"}, {part: "orders", icon: "orders"},
  {part: "returns", icon: "again"}, {part: "reviews", icon: "star"}, {part: "coupons", icon: "ticket"},
  {part: "payments", icon: "globe"}, {part: "ledger", icon: "chart"},
  {part: "demand", icon: "search"}, {part: "accounts", icon: "people"}, {part: "hooks", icon: "hook"},
  {part: "promotion", icon: "tag"},
  {part: "data", icon: "clock"},
];
const GROWTH_MS = 5_000;
const WINDOWS = [7, 30, 90];

/** The operator's home: whether trust grows on the square, then its rooms, orders and accounts. */
export class Square extends LightElement {
  @state() chosen: Part = partOf(new URLSearchParams(location.search).get("part"));
  @state() days = 90;
  /** Whoever comes for one part, by a link or a bookmark, finds it above the long sums. */
  readonly #isForPart = new URLSearchParams(location.search).has("part");
  readonly growth = new Load<GrowthSeen>(this, () =>
    api.get<GrowthSeen>("/operator/growth", {days: this.days}));
  readonly every = new Every(this, () => GROWTH_MS, () => this.#refresh());

  protected override watched() {
    return [account] as never[];
  }

  protected override render() {
    if (account.value?.mustChangePassword) {
      return html`<div class="page narrow" data-test="password-first">${empty("shield",
        say("operator.passwordFirst"), say("operator.passwordFirstDetail"),
        html`<a class="button primary" href="/me">${say("shell.me")}</a>`)}</div>`;
    }
    return html`<div class="page operator stack loose ${this.#isForPart ? "is-for-part" : ""}"
        data-test="operator">
      <h1 class="unseen">${say("operator.title")}</h1>
      ${this.growth.view((seen) => this.#numbers(seen), () => html`
        <div class="repurchase" aria-busy="true"><div class="skeleton rate-wait"></div>
          <div class="skeleton rate-wait"></div></div>
        <div class="skeleton" style="height:12rem"></div>`)}
      <section class="stack">
        <div class="segments operator-parts" role="group" aria-label=${say("operator.title")}>
          ${PARTS.map(({part, icon: name}) => html`<button aria-pressed=${part === this.chosen}
            data-test="part-${part}" @click=${() => this.#choose(part)}>${icon(name)}
            <span>${say(`operator.part.${part}`)}</span></button>`)}
        </div>
        ${this.#part()}
      </section>
    </div>`;
  }

  #numbers(seen: GrowthSeen): TemplateResult {
    return html`
      <div class="headline">
        <lt-repurchase scope="platform" .repurchase=${seen.repurchase}
          .isSimulated=${seen.isSimulated}
          base="/api/v1/operator"></lt-repurchase>
        <dl class="pulse"><div><dt>${say("operator.watching")}</dt>
          <dd class="tabular" data-test="operator-concurrent">${number(seen.concurrent ?? 0)}</dd></div>
          ${today(seen)}</dl>
      </div>
      <section class="card padded stack">
        <header class="row between wrap"><h2 class="subheading">${say("operator.factors")}</h2>
          <a class="button ghost small" href="/operator/growth" data-test="operator-growth">${icon("tree")}${
            say("trees.title")}</a>
          <div class="segments" role="group" aria-label=${say("operator.window")}>
            ${WINDOWS.map((days) => this.#windowChoice(days))}</div></header>
        <lt-equation .factors=${seen.factors} .previous=${seen.previous}></lt-equation>
        ${seen.previous && seen.change ? html`<lt-waterfall .change=${seen.change} .previous=${seen.previous}
          .nowMinor=${seen.factors.gmvMinor}></lt-waterfall>` : nothing}
        ${this.growth.problem ? html`<p class="notice warn">${this.growth.problem.words()}</p>` : nothing}
        ${seen.series ? html`<lt-day-chart .days=${seen.series} .currency=${seen.factors.currency}
          .isSimulated=${seen.isSimulated}></lt-day-chart>` : nothing}
      </section>`;
  }

  #windowChoice(days: number): TemplateResult {
    return html`<button aria-pressed=${days === this.days} data-test="days-${days}"
      @click=${() => this.#window(days)}>${say("growth.days", {count: days})}</button>`;
  }

  #part(): TemplateResult {
    switch (this.chosen) {
      case "relation":
        return html`<lt-relation></lt-relation>`;
      case "rooms":
        return html`<lt-operator-rooms></lt-operator-rooms>`;
      case "orders":
        return html`<lt-operator-orders></lt-operator-orders>`;
      case "returns":
        return html`<lt-returns whose="operator"></lt-returns>`;
      case "reviews":
        return html`<lt-review-desk whose="operator"></lt-review-desk>`;
      case "coupons":
        return html`<lt-coupon-desk></lt-coupon-desk><lt-undo></lt-undo>`;
      case "payments":
        return html`<lt-payments-desk></lt-payments-desk>`;
      case "ledger":
        return html`<lt-ledger></lt-ledger>`;
      case "demand":
        return html`<lt-square-demand></lt-square-demand>`;
      case "accounts":
        return html`<lt-operator-accounts></lt-operator-accounts>`;
      case "promotion":
        return html`<lt-promotion-market></lt-promotion-market>`;
      case "hooks":
        return html`<lt-hooks></lt-hooks>`;
      case "data":
        return html`<lt-data-quality></lt-data-quality>`;
    }
  }

  #choose(part: Part): void {
    this.chosen = part;
    history.replaceState(history.state, "", `/operator?part=${part}`);
  }

  #window(days: number): void {
    this.days = days;
    void this.growth.run();
  }

  /** Reads again without a skeleton; a failure leaves the old numbers and says so. */
  async #refresh(): Promise<void> {
    if (!this.growth.isWaiting) {
      await this.growth.run();
    }
  }
}

customElements.define("lt-operator", Square);

function partOf(name: string | null): Part {
  return PARTS.find(({part}) => part === name)?.part ?? "rooms";
}
