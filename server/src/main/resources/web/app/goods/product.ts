import {html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import type {Cell} from "../design/cell";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, picture} from "../design/parts";
import {clipTile} from "../clips/tiles";
import type {Clip} from "../clips/types";
import {skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Host, Page, Product, Sku} from "../http/types";
import {cardPrice, flashLine, struck} from "../prices/cards";
import {type Offers, OffersHere, specialOf, unitsOf, unitsOfProduct} from "../prices/offers";
import {cameFromInside} from "../shell/router";
import type {BuySheet} from "../trade/buy-sheet";
import {waits} from "../trade/waits";
import {money, say} from "../words/words";

interface Shown {
  product: Product;
  host?: Host;
}

/** A product: its pictures, what the host says of it, its variants, and who sells it. */
export class ProductScreen extends LightElement {
  @property() productId = "";
  @state() shown = 0;
  @query("lt-buy") buySheet!: BuySheet;

  readonly #load = new Load<Shown>(this, async () => {
    const product = await api.peek<Product>(`/products/${this.productId}`);
    // Who sells it helps to trust, but a page without him is better than none.
    const host = await api.peek<Host>(`/hosts/${product.host.hostId}`).catch(() => undefined);
    return {product, host};
  });

  readonly #offers = new OffersHere(this, () => this.#load.value?.product.hostId ?? "");
  readonly #clips = new Load<Page<Clip>>(this, () => api.peek(`/products/${this.productId}/sourcing`));

  protected override watched() {
    return [waits as Cell<unknown>];
  }

  protected override render() {
    return html`<div class="page">
      ${this.#load.view((shown) => this.#product(shown as Shown), () => skeletons(3, "9rem"))}
    </div><lt-buy></lt-buy>`;
  }

  #product({product, host}: Shown) {
    const offers = this.#offers.value;
    const left = unitsOfProduct(product, offers);
    const isGone = left === 0 || !product.isListed;
    const main = product.pictures[this.shown] ?? product.pictures[0];
    return html`<article class="product" data-test="product">
      <div class="product-pictures">
        <div class="product-main">${picture(main?.url, product.title, 960)}</div>
        ${product.pictures.length > 1 ? html`<div class="row product-thumbs">
          ${product.pictures.map((each, index) => html`<button class="product-thumb"
            aria-label=${say("goods.pictureNumber", {number: index + 1})} aria-pressed=${index === this.shown}
            @click=${() => (this.shown = index)}>${picture(each.url, "", 160)}</button>`)}</div>` : nothing}
      </div>
      <div class="stack">
        <span class="product-price">${cardPrice(product, offers, false)}</span>
        ${flashLine(product, offers)}
        <h1 class="title">${product.title}</h1>
        <lt-stars .productId=${product.productId}></lt-stars>
        ${isGone ? html`<p class="notice">${icon("notice")}
          <span>${say(product.isListed ? "goods.soldOutDetail" : "goods.delisted")}</span></p>` : nothing}
        <p class="story">${product.story}</p>
        <section class="stack tight"><h2 class="label">${say("goods.sku")}</h2>
          <ul class="sku-list">${product.skus.map((sku) => html`<li class="row between">
            <span>${sku.name}</span>
            <span class="row wrap">${unitsOf(sku, offers) > 0 || !product.isListed
              ? html`<span class="faint">${say(unitsOf(sku, offers) > 0 ? "goods.left" : "goods.soldOut",
                {count: unitsOf(sku, offers)})}</span>`
              : html`<lt-wait .skuId=${sku.skuId} .name=${sku.name}></lt-wait>`}
              ${skuPrice(sku, offers)}</span></li>`)}</ul></section>
        <lt-coupons .hostId=${product.hostId}></lt-coupons>
        ${this.#sourcing()}
        ${host ? this.#seller(host) : nothing}
        <div class="product-foot">
          ${host?.isLive ? html`<a class="button large" href="/room/${host.roomId}" data-channel="SEARCH"
            data-test="to-room">${icon("camera")}${say("goods.seeLive")}</a>` : nothing}
          <button class="button primary large grow" ?disabled=${isGone} data-test="buy"
            @click=${() => this.buySheet.open(product)}>${say(isGone ? "goods.soldOut"
              : "trade.buy")}</button>
        </div>
      </div>
    </article>
    <lt-product-reviews .productId=${product.productId}></lt-product-reviews>`;
  }

  /** Where it comes from, told by those who make it. */
  #sourcing() {
    const clips = this.#clips.value?.items ?? [];
    return clips.length === 0 ? nothing : html`<section class="stack tight" data-test="sourcing">
      <h2 class="label">${say("goods.sourcing")}</h2>
      <div class="clip-row">${clips.map((clip) => clipTile(clip, {channel: "SEARCH"}))}</div>
    </section>`;
  }

  /** Noted once for each visit: whether somebody came with this product in mind is told by the link. */
  override connectedCallback(): void {
    super.connectedCallback();
    const isFromOutside = !cameFromInside();
    api.open(`/products/${this.productId}/opens`, {isFromOutside})
      .catch((thrown: unknown) => console.warn("the visit was not noted", thrown));
  }

  #seller(host: Host) {
    return html`<a class="row card padded" href="/host/${host.hostId}" data-test="seller">
      ${avatar(host.name, host.avatarUrl, "3.25rem", host.isLive)}
      <span class="grow"><strong>${host.name}</strong>
        <span class="quiet clip-1">${host.tagline}</span>
        <span class="faint">${say("people.since",
          {year: String(host.sinceYear)})} · ${host.goodsFrom}</span></span>
      ${icon("next")}
    </a>`;
  }
}

function skuPrice(sku: Sku, offers: Offers) {
  const special = specialOf(sku, offers, false);
  return html`${special ? struck(special.list) : nothing}<span class="price">${money(special?.price
    ?? sku.price)}</span>`;
}

customElements.define("lt-product", ProductScreen);
