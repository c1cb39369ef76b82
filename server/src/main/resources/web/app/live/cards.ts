import {type TemplateResult, html, nothing} from "lit";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {picture} from "../design/parts";
import {isDesk} from "../design/screen";
import {empty} from "../design/states";
import type {Card, Product} from "../http/types";
import {cardPrice, flashLine} from "../prices/cards";
import {type Offers, unitsOfProduct} from "../prices/offers";
import {say} from "../words/words";

/** Few enough left that saying so helps. */
const FEW_LEFT = 10;

type Buy = (product: Product) => void;

function stockWords(left: number): string {
  return left === 0 ? say("goods.soldOut") : left <= FEW_LEFT ? say("goods.onlyLeft", {count: left}) : "";
}

/** What stands in place of buying when all of it is out: the line, or the sheet to choose of several. */
function waitFor(product: Product, offers: Offers, buy: Buy): TemplateResult | undefined {
  const [only, ...others] = product.skus;
  if (!only || !product.isListed || unitsOfProduct(product, offers) > 0) {
    return undefined;
  }
  return others.length === 0 ? html`<lt-wait .skuId=${only.skuId} .name=${product.title}></lt-wait>`
    : html`<button class="button small" data-test="wait-choose" @click=${() => buy(product)}>
        ${icon("bell")}${say("trade.wait")}</button>`;
}

/** The card at the foot: what the host is showing right now, and one button. */
export function pinnedView(card: Card, offers: Offers, buy: Buy): TemplateResult {
  const {product} = card;
  const left = unitsOfProduct(product, offers);
  const isGone = left === 0 || !product.isListed;
  return html`<article class="pinned ${isGone ? "is-gone" : ""}" data-test="pinned-card" aria-live="polite"
      aria-label=${say("live.pinned")}>
    <span class="pinned-mark">${say("live.pinned")}</span>
    ${picture(product.pictures[0]?.url, "", 240)}
    <div class="grow pinned-words">
      <strong class="clip-2">${product.title}</strong>
      <span class="row tight wrap pinned-price">${cardPrice(product, offers, true)}
        <lt-stars .productId=${product.productId}></lt-stars>
        <span class="stock-left">${stockWords(left)}</span></span>
      ${flashLine(product, offers)}
    </div>
    ${waitFor(product, offers, buy) ?? html`<button class="button primary" ?disabled=${isGone} data-test="buy"
      @click=${() => buy(product)}>
      ${say(isGone ? "goods.soldOut" : isDesk.value ? "trade.buy" : "trade.buyShort")}</button>`}
  </article>`;
}

/** All cards of the show, the pinned one first. */
export function cardList(cards: Card[], offers: Offers, buy: Buy): TemplateResult {
  if (cards.length === 0) {
    return empty("bag", say("live.noCards"), say("live.noCardsDetail"));
  }
  const sorted = [...cards].sort((a, b) => Number(b.isPinned) - Number(a.isPinned)
    || a.position - b.position);
  return html`<ol class="card-rows">
    ${repeat(sorted, (card) => card.cardId, (card) => cardRow(card, offers, buy))}
  </ol>`;
}

function cardRow(card: Card, offers: Offers, buy: Buy): TemplateResult {
  const {product, isPinned, position} = card;
  const left = unitsOfProduct(product, offers);
  const isGone = left === 0 || !product.isListed;
  return html`<li class="card-row ${isPinned ? "is-pinned" : ""}" data-test="card-row">
    <span class="card-picture">${picture(product.pictures[0]?.url, "", 240)}
      <span class="card-number">${position + 1}</span></span>
    <div class="grow">
      ${isPinned ? html`<span class="badge live">${say("live.pinned")}</span>` : nothing}
      <strong class="clip-2">${product.title}</strong>
      <div class="row between">
        <span class="stack tight card-price">${cardPrice(product, offers, true)}
          <lt-stars .productId=${product.productId}></lt-stars>
          <span class="stock-left">${stockWords(left)}</span></span>
        ${waitFor(product, offers, buy) ?? html`<button class="button small ${isGone ? "" : "primary"}"
          ?disabled=${isGone} data-test="buy-card" aria-label=${`${say("trade.buyShort")} ${product.title}`}
          @click=${() => buy(product)}>${say(isGone ? "goods.soldOut" : "trade.buyShort")}</button>`}
      </div>
      ${flashLine(product, offers)}
    </div>
  </li>`;
}

/** The button that opens the list, with how many there are. */
export function bagButton(count: number, open: () => void): TemplateResult {
  return html`<button class="icon-button bag" @click=${open} data-test="open-goods"
      aria-label=${say("live.goodsCount", {count})}>
    ${icon("bag")}${count > 0 ? html`<span class="bag-count" aria-hidden="true">${count}</span>` : nothing}
  </button>`;
}
