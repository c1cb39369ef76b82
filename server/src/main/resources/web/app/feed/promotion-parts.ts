import {type TemplateResult, html, nothing} from "lit";
import {field} from "../design/parts";
import {readAmount, writeAmount} from "../studio/amounts";
import {money, number, percent, say} from "../words/words";

/** The market of public exposures; prices are minor units for 1,000 of them. */
export interface Market {
  isOpen: boolean;
  floorMinor: number;
  highestMinor: number;
  ceilingPercent: number;
  pool: number;
  forSale: number;
  sold: number;
  left: number;
  priceMinor: number;
  creditMinor: number;
}

export interface Promotion {
  promotionId: string;
  hostId: string;
  item: "SHOW" | "CLIP";
  itemId: string;
  title: string;
  standing: "SHOWN" | "TO_COME" | "GONE";
  state: "RUNNING" | "PAUSED" | "ENDED";
  budgetMinor: number;
  priceMaxMinor: number;
  spentMinor: number;
  exposures: number;
  views: number;
  follows: number;
  orders: number;
  gmvMinor: number;
  newBuyers: number;
  bookedAt: string;
  endedAt?: string;
}

const BADGES: Record<Promotion["state"], string> = {RUNNING: "good", PAUSED: "warn", ENDED: ""};

export function cash(minor: number): string {
  return money({minor: Math.round(minor), currency: "CNY"});
}

/** A field for an amount of yuan, as people type it. */
export function amountField(name: string, label: string, minor: number, hint = ""): TemplateResult {
  return field(name, label, {isRequired: true, value: writeAmount({minor, currency: "CNY"}),
    inputmode: "decimal", pattern: "[0-9]{1,7}([.][0-9]{1,2})?", hint});
}

/** What was typed into it, minor units. */
export function amountOf(text: string | undefined): number | undefined {
  return readAmount(text ?? "", "CNY")?.minor;
}

/** What of the public pool is for sale today, how much of it is sold, and what the next exposure costs. */
export function marketPart(market: Market): TemplateResult {
  const share = market.forSale > 0 ? Math.min(1, market.sold / market.forSale) : 1;
  return html`<section class="card padded stack" data-test="market">
    <h2 class="subheading"><lt-explain .label=${say("feed.market")}
      .detail=${say("feed.marketDetail", {floor: cash(market.floorMinor), highest: cash(market.highestMinor),
        ceiling: market.ceilingPercent})}></lt-explain></h2>
    ${market.isOpen ? html`
      <p class="rate-number tabular" data-test="price-now">${cash(market.priceMinor)}</p>
      <p class="rate-foot">${say("feed.priceNow")}</p>
      <div class="market-bar" role="meter" aria-valuemin="0" aria-valuemax="100"
        aria-valuenow=${Math.round(share * 100)} aria-label=${say("feed.sold")}>
        <span style="width:${share * 100}%"></span></div>
      <dl class="market-sums">
        <div><dt>${say("feed.pool")}</dt><dd class="tabular">${number(market.pool)}</dd></div>
        <div><dt>${say("feed.ceiling", {percent: market.ceilingPercent})}</dt>
          <dd class="tabular" data-test="for-sale">${number(market.forSale)}</dd></div>
        <div><dt>${say("feed.sold")}</dt><dd class="tabular">${number(market.sold)} · ${percent(share, 0)}</dd></div>
      </dl>` : html`<p class="notice warn" data-test="market-closed">${say("feed.marketClosed")}</p>`}
  </section>`;
}

/** One promotion: what it is, what it spent, and what it brought, each with its cost. */
export function promotionRow(one: Promotion, tools: unknown): TemplateResult {
  const share = one.budgetMinor > 0 ? Math.min(1, one.spentMinor / one.budgetMinor) : 0;
  return html`<li class="card padded stack promotion" data-test="promotion" data-state=${one.state}>
    <div class="row between wrap"><b class="clip-1 grow">${one.title || say("feed.promotionUntitled")}</b>
      <span class="badge ${BADGES[one.state]}" data-test="promotion-state">${say(`feed.promotionState.${one.state}`)}</span>
      ${one.standing === "TO_COME" && one.state === "RUNNING"
        ? html`<span class="badge">${say("feed.promotionWaits")}</span>` : nothing}</div>
    <div class="market-bar" role="progressbar" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round(share * 100)} aria-label=${say("feed.spent")}><span
      style="width:${share * 100}%"></span></div>
    <p class="rate-foot tabular" data-test="promotion-spent">${say("feed.spentOf",
      {spent: money({minor: Math.round(one.spentMinor), currency: "CNY"}), budget: cash(one.budgetMinor)})} ·
      ${say("feed.priceUpTo", {price: cash(one.priceMaxMinor)})}</p>
    <dl class="promotion-brought">
      ${brought("exposures", one.exposures, one.spentMinor)}
      ${brought("views", one.views, one.spentMinor)}
      ${brought("follows", one.follows, one.spentMinor)}
      ${brought("orders", one.orders, one.spentMinor)}
      ${brought("newBuyers", one.newBuyers, one.spentMinor)}
      <div><dt>${say("feed.brought.gmv")}</dt><dd class="tabular">${cash(one.gmvMinor)}</dd></div>
    </dl>
    ${tools}
  </li>`;
}

function brought(what: string, count: number, spentMinor: number): TemplateResult {
  return html`<div><dt><lt-explain .label=${say(`feed.brought.${what}`)}
      .detail=${say(`feed.broughtDetail.${what}`)}></lt-explain></dt>
    <dd class="tabular" data-test="brought-${what}">${number(count)}
      ${count > 0 && spentMinor > 0 ? html`<span class="faint">${say("feed.each",
        {cost: money({minor: Math.round(spentMinor / count), currency: "CNY"})})}</span>` : nothing}</dd></div>`;
}
