import {type TemplateResult, html, nothing} from "lit";
import type {CouponOff, Order, PriceStep, ShippingFee} from "../http/types";
import {type Money, money, say} from "../words/words";
import {regionName} from "./regions";

/** What a quote and an order tell of their price. */
export interface Explained {
  lines: Array<{steps: PriceStep[]; title?: string; quantity: number}>;
  coupon?: CouponOff | undefined;
  shipping: ShippingFee;
}

/** What one line of a quote costs. */
export interface QuotedLine {
  skuId: string;
  quantity: number;
  unit: Money;
  net: Money;
  steps: PriceStep[];
  flashSaleId?: string;
}

/** A price before an order, as the server says it. */
export interface Quote extends Explained {
  lines: QuotedLine[];
  total: Money;
}

/** What made a line cheaper than its list price, in a few words. */
export function specials(steps: PriceStep[]): TemplateResult | typeof nothing {
  const kinds = steps.slice(1);
  return kinds.length === 0 ? nothing : html`<span class="row tight wrap price-marks"
    data-test="price-marks">${kinds.map((step) => html`<span class="price-mark"
      data-kind=${step.kind}>${stepWords(step)}</span>`)}</span>`;
}

/** The name of a step. */
export function stepWords({kind, subject, percent}: PriceStep, coupon?: CouponOff): string {
  switch (kind) {
    case "TIER":
      return say("prices.step.TIER", {tier: say(`fans.tier.${subject ?? ""}`), percent: percent ?? 0});
    case "COUPON":
      return coupon?.name ? say("prices.step.couponNamed", {name: coupon.name}) : say("prices.step.COUPON");
    default:
      return say(`prices.step.${kind}`);
  }
}

/** Every step of a price with its amount, from the list prices to the shipping; they sum to the total. */
export function explanation(price: Explained): TemplateResult {
  const isMany = price.lines.length > 1;
  return html`<dl class="price-steps" data-test="price-steps">
    ${price.lines.map((line) => html`
      ${isMany && line.title ? html`<div class="price-line"><dt class="clip-1">${line.title}</dt></div>` : nothing}
      ${line.steps.map((step) => row(step.kind, step.kind === "LIST" && line.quantity > 1
        ? say("prices.step.listOf", {count: line.quantity}) : stepWords(step, price.coupon), step.amount))}`)}
    ${shippingRow(price.shipping)}
  </dl>`;
}

/** Of an order, when there is more to say than its list prices. */
export function explainOrder(order: Order): TemplateResult | typeof nothing {
  const isPlain = order.lines.every((line) => line.steps.length === 1) && order.shipping.amount.minor === 0;
  return isPlain ? nothing : explanation(order);
}

function row(kind: string, words: string, amount: Money): TemplateResult {
  return html`<div data-step=${kind}><dt>${words}</dt>
    <dd class="tabular ${amount.minor < 0 ? "is-off" : ""}">${signed(amount)}</dd></div>`;
}

function shippingRow({amount, region, freeFrom}: ShippingFee): TemplateResult {
  const place = region ? regionName(region) : "";
  const words = place ? say("prices.shippingTo", {region: place}) : say("prices.shipping");
  const hint = freeFrom ? say(amount.minor === 0 ? "prices.freeBecause" : "prices.freeFrom",
    {amount: money(freeFrom)}) : "";
  return html`<div data-step="SHIPPING"><dt>${words}${hint ? html` <span class="faint">${hint}</span>`
    : nothing}</dt><dd class="tabular">${amount.minor === 0 ? say("prices.free") : money(amount)}</dd></div>`;
}

/** A minus stands before the sign of the currency. */
export function signed(amount: Money): string {
  return amount.minor < 0 ? `−${money({...amount, minor: -amount.minor})}` : money(amount);
}
