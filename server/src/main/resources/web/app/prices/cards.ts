import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {priceFrom} from "../design/parts";
import {serverNow} from "../http/clock";
import type {Money, Product} from "../http/types";
import {clockTime, money, say, upcoming} from "../words/words";
import {type FlashSale, type Offers, isLive, saleOfProduct, specialOf} from "./offers";

const DAY_MS = 86_400_000;

/** How a card says what a product costs here and now: the special price, and the list price struck through. */
export function cardPrice(product: Product, offers: Offers, isInRoom: boolean): TemplateResult | typeof nothing {
  const specials = product.skus.map((sku) => specialOf(sku, offers, isInRoom));
  const found = specials.filter((special) => special !== undefined)
    .reduce<typeof specials[number]>((best, each) => (!best || each.price.minor < best.price.minor ? each : best),
      undefined);
  if (!found) {
    return priceFrom(product.skus);
  }
  const isSame = product.skus.every((sku, at) =>
    (specials[at]?.price.minor ?? sku.price.minor) === found.price.minor);
  return html`<span class="special" data-kind=${found.kind} data-test="special-price">
    <span class="price">${isSame ? money(found.price) : say("goods.priceFrom", {price: money(found.price)})}</span>
    ${struck(found.list)}
    <span class="price-mark" data-kind=${found.kind}>${say(`prices.mark.${found.kind}`)}</span></span>`;
}

/** A price that does not count here. */
export function struck(list: Money): TemplateResult {
  return html`<s class="list-price"><span class="unseen">${say("prices.step.LIST")}</span>${money(list)}</s>`;
}

/** The foot of a card in a flash sale: until when, and how many are left. */
export function flashLine(product: Product, offers: Offers): TemplateResult | typeof nothing {
  const sale = saleOfProduct(product, offers);
  return sale ? saleLine(sale) : nothing;
}

/** The hour alone when it is near: the countdown beside it says the rest. */
function startWords(startsAt: string): string {
  return Date.parse(startsAt) - serverNow() < DAY_MS ? clockTime(startsAt) : upcoming(startsAt);
}

export function saleLine(sale: FlashSale): TemplateResult {
  if (!isLive(sale)) {
    return html`<span class="flash-line is-next" data-test="flash-line">${icon("clock")}
      <span class="grow">${say("prices.flash.next", {price: money(sale.price), time: startWords(sale.startsAt)})}</span>
      <lt-countdown test="flash-countdown" .until=${sale.startsAt}></lt-countdown></span>`;
  }
  const share = sale.units > 0 ? Math.max(0, Math.min(1, sale.left / sale.units)) : 0;
  return html`<span class="flash-line ${sale.left === 0 ? "is-gone" : ""}" data-test="flash-line">
    ${icon("flash", true)}
    <span class="flash-left" data-test="flash-left" data-left=${sale.left}>${sale.left === 0
      ? say("prices.flash.gone") : say("prices.flash.left", {count: sale.left})}</span>
    <span class="flash-bar" aria-hidden="true"><i style="width:${Math.round(share * 100)}%"></i></span>
    <lt-countdown test="flash-countdown" .until=${sale.endsAt}></lt-countdown></span>`;
}
