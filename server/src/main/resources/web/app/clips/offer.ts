import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {picture} from "../design/parts";
import type {Product} from "../http/types";
import {cardPrice, saleLine} from "../prices/cards";
import {NO_OFFERS, type Offers, saleOfProduct, unitsOfProduct} from "../prices/offers";
import {say} from "../words/words";
import type {ClipCard} from "./types";

/** Few enough left that saying so helps. */
const FEW_LEFT = 10;

/** The card whose moment it is: the last that has appeared. */
export function cardNow(cards: ClipCard[], atMs: number): ClipCard | undefined {
  return cards.filter((card) => card.fromMs <= atMs)
    .reduce<ClipCard | undefined>((last, card) => (last && last.fromMs > card.fromMs ? last : card),
      undefined);
}

function stockWords(product: Product, units: number): string {
  return units === 0 || !product.isListed ? say("goods.soldOut")
    : units <= FEW_LEFT ? say("goods.onlyLeft", {count: units}) : say("goods.left", {count: units});
}

/** A product over the picture or in the talk: what it is, its price and stock, and one button. */
export function offerCard(product: Product, mark: string, buy: (product: Product) => void,
  offers: Offers = NO_OFFERS): TemplateResult {
  const units = unitsOfProduct(product, offers);
  const isGone = units === 0 || !product.isListed;
  const sale = saleOfProduct(product, offers);
  return html`<article class="clip-card ${isGone ? "is-gone" : ""}" data-test="clip-card">
    <a href="/product/${product.productId}" class="clip-card-picture" tabindex="-1" aria-hidden="true"
      >${picture(product.pictures[0]?.url, "", 240)}</a>
    <div class="grow clip-card-words">
      ${mark ? html`<span class="clip-card-mark">${mark}</span>` : nothing}
      <strong class="clip-1">${product.title}</strong>
      <span class="row tight">${cardPrice(product, offers, false)}
        <lt-stars .productId=${product.productId}></lt-stars>
        ${sale ? nothing : html`<span class="stock-left">${stockWords(product, units)}</span>`}</span>
      ${sale ? saleLine(sale) : nothing}
    </div>
    <button class="button primary small" ?disabled=${isGone} data-test="clip-buy"
      aria-label=${`${say("trade.buyShort")} ${product.title}`} @click=${() => buy(product)}>
      ${say(isGone ? "goods.soldOut" : "trade.buyShort")}</button>
  </article>`;
}

/** All products of a clip. */
export function offerList(cards: ClipCard[], buy: (product: Product) => void, offers: Offers): TemplateResult {
  const products = [...new Map(cards.map((card) => [card.product.productId, card.product])).values()];
  return html`<div class="stack clip-offers">${products.map((product) => offerCard(product, "", buy, offers))}
    <p class="faint row tight">${icon("shield")}<span>${say("clips.goodsOf",
      {name: products[0]?.host.name ?? ""})}</span></p></div>`;
}
