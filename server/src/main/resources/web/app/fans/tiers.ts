import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar} from "../design/parts";
import {skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Host} from "../http/types";
import {account} from "../shell/session";
import {say} from "../words/words";
import {benefitWords, isFan, missingWords, tierBadge} from "./tier";
import type {Bond, OpenRule} from "./types";

/** The open rule of a host's tiers, where I stand, and what is missing. */
export class TiersScreen extends LightElement {
  @property() hostId = "";
  readonly #host = new Load<Host>(this, () => api.peek<Host>(`/hosts/${this.hostId}`));
  readonly #rule = new Load<OpenRule>(this, () => api.peek<OpenRule>(`/hosts/${this.hostId}/tiers`));
  readonly #bond = new Load<Bond | null>(this, () =>
    api.peek<Bond>(`/hosts/${this.hostId}/bond`).catch(() => null));

  protected override watched() {
    return [account] as never[];
  }

  protected override render() {
    return html`<div class="page narrow stack loose" data-test="tiers">
      ${this.#host.view((host) => this.#head(host as Host), () => skeletons(1, "4rem"))}
      ${this.#bond.value ? this.#mine(this.#bond.value) : nothing}
      ${this.#rule.view((rule) => this.#open(rule as OpenRule), () => skeletons(4, "5rem"))}
    </div>`;
  }

  #head(host: Host) {
    return html`<header class="row tiers-head">
      ${avatar(host.name, host.avatarUrl, "3.5rem")}
      <div class="grow stack tight"><h1 class="heading">${say("fans.tiersOf", {name: host.name})}</h1>
        <p class="faint">${say("fans.tiersDetail")}</p></div>
      <lt-follow small .host=${host} .origin=${{channel: "HOST_PAGE"}}
        @changed=${() => { void this.#host.run(); void this.#bond.run(); }}></lt-follow>
    </header>`;
  }

  #mine(bond: Bond) {
    const rule = this.#rule.value;
    const target = bond.next ? rule?.steps.find((step) => step.tier === bond.next!.tier)?.points ?? 0 : 0;
    const share = target > 0 ? Math.min(1, bond.points / target) : isFan(bond.relation) ? 1 : 0;
    return html`<section class="card padded stack tier-mine" data-test="my-tier" data-tier=${bond.relation}>
      <div class="row between"><strong>${say("fans.youAre")}
          ${tierBadge(bond.relation)}${isFan(bond.relation) ? nothing
            : html`<span class="badge">${say(`fans.tier.${bond.relation}`)}</span>`}</strong>
        <span class="faint">${say("fans.points", {count: bond.points})}</span></div>
      <div class="tier-bar" role="meter" aria-valuemin="0" aria-valuemax="100"
        aria-valuenow=${Math.round(share * 100)} aria-label=${say("fans.points", {count: bond.points})}><i
        style="width:${share * 100}%"></i></div>
      <p class="quiet" data-test="missing">${missingWords(bond)}</p>
      ${isFan(bond.relation) ? html`<a class="button soft" href="/host/${bond.host.hostId}/group"
        data-test="to-group">${icon("people")}${say("fans.group")}</a>` : nothing}
    </section>`;
  }

  #open(rule: OpenRule) {
    return html`
      <section class="stack tight"><h2 class="subheading">${say("fans.whatEachGives")}</h2>
        <ul class="card tier-steps">${rule.steps.map((step) => html`<li class="row" data-test="tier-step">
          <span class="tier-name">${tierBadge(step.tier)}</span>
          <span class="grow stack tight"><span>${say("fans.asksFor", {points: step.points})}${
            step.orders > 0 ? html`${say("fans.and")}${say("fans.orders", {count: step.orders})}` : nothing}</span>
            <span class="faint">${benefitWords(best(rule, step.tier))}</span></span>
        </li>`)}</ul></section>
      <section class="stack tight"><h2 class="subheading">${say("fans.howPoints")}</h2>
        <ul class="card tier-steps">
          ${line(rule.minutePoints, say("fans.aMinute"), say("fans.perDay.minutes", {count: rule.minutesMax}))}
          ${line(rule.commentPoints, say("fans.aComment"),
            say("fans.perDay.comments", {count: rule.commentsMax}))}
          ${line(rule.visitPoints, say("fans.aVisit"), say("fans.perDay.visit"))}
          ${line(rule.orderPoints, say("fans.anOrder"), say("fans.perDay.orders", {count: rule.ordersMax}))}
        </ul>
        <p class="notice">${icon("clock")}<span>${say("fans.decay", {count: rule.halfLifeDays})}</span></p>
        <p class="notice">${icon("heart")}<span>${say("fans.neverByGifts")}</span></p>
      </section>`;
  }
}

function best(rule: OpenRule, tier: string) {
  const order = rule.steps.map((step) => step.tier);
  return rule.benefits.filter((each) => order.indexOf(each.tier) <= order.indexOf(tier as never)).at(-1);
}

function line(points: number, words: string, cap: string) {
  return html`<li class="row between"><span>${words} <span class="faint">${cap}</span></span>
    <strong class="tabular">+${points}</strong></li>`;
}

customElements.define("lt-tiers", TiersScreen);
