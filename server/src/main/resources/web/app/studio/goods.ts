import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture, priceFrom} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import type {Product} from "../http/types";
import {say} from "../words/words";
import type {Desk} from "./desk";
import {offerUndo} from "./undo";

/** A product as the door takes it back, unchanged and without new supply. */
export function sameAgain(product: Product): object {
  const {title, story, category, skus} = product;
  const known = skus.map(({skuId, name, price}) => ({skuId, name, price, supply: 0}));
  return {title, story, category, skus: known};
}

/** The host's goods: what is on the shelf, what is not, and what runs out. */
export class GoodsPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() busyId = "";
  readonly goods = new Pages<Product>(this, () => "/products", () => ({hostId: this.desk.hostId, limit: 30}));

  protected override render() {
    return html`<div class="stack loose" data-test="goods-page">
      <header class="row between wrap">
        <h1 class="title">${say("studio.place.goods")}</h1>
        <span class="row wrap"><a class="button" href="/studio/imports" data-test="goods-import">${icon("upload")}
            ${say("imports.title")}</a>
          <a class="button primary" href="/studio/goods/new" data-test="product-new">${icon("plus")}
            ${say("studio.newProduct")}</a></span>
      </header>
      ${this.#list()}
    </div>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.goods;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.goods.restart());
    }
    if (!isLoaded) {
      return skeletons(5, "5.5rem");
    }
    if (items.length === 0) {
      return empty("bag", say("studio.noGoods"), say("studio.noGoodsDetail"),
        html`<a class="button primary" href="/studio/goods/new">${say("studio.newProduct")}</a>`);
    }
    return html`<ul class="goods-list">${items.map((product) => this.#row(product))}</ul>
      ${problem ? html`<p class="notice bad">${problem.words()}</p>` : nothing}
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.goods.more()}
        data-test="goods-more">${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #row(product: Product): TemplateResult {
    const left = product.skus.reduce((sum, sku) => sum + sku.available, 0);
    return html`<li class="goods-row card ${product.isListed ? "" : "off"}" data-test="product-row"
        data-product=${product.productId} data-listed=${product.isListed}>
      <a class="goods-link" href="/studio/goods/${product.productId}">
        ${picture(product.pictures[0]?.url, "", 160)}
        <span class="queue-words">
          <b class="clip-2">${product.title}</b>
          <span class="row wrap queue-facts">${priceFrom(product.skus)}
            <span class="faint">${product.category}</span>
            <span class="faint">${say("studio.skuCount", {count: product.skus.length})}</span>
            ${left === 0 ? html`<span class="badge bad">${say("studio.soldOut")}</span>`
              : html`<span class="faint tabular">${say("studio.left", {count: left})}</span>`}
            ${product.isListed ? nothing : html`<span class="badge">${say("studio.delisted")}</span>`}</span>
        </span>
      </a>
      <div class="row goods-do">
        <a class="icon-button" href="/studio/goods/${product.productId}" data-test="product-edit"
          aria-label=${say("studio.editOf", {title: product.title})}>${icon("edit")}</a>
        <button class="button small ghost" ?disabled=${this.busyId !== ""} @click=${() => this.#turn(product)}
          data-test=${product.isListed ? "product-delist" : "product-list"}>
          ${this.busyId === product.productId ? spinner()
            : say(product.isListed ? "studio.delist" : "studio.relist")}</button>
      </div>
    </li>`;
  }

  /** Takes a product off the shelf, with a way back, or puts it there again. */
  async #turn(product: Product): Promise<void> {
    this.busyId = product.productId;
    try {
      if (product.isListed) {
        await api.delete(`/products/${product.productId}`);
        this.#mark(product, false);
        offerUndo(say("studio.delistedDone", {title: product.title}), () => this.#relist(product));
      } else {
        await this.#relist(product);
      }
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busyId = "";
    }
  }

  async #relist(product: Product): Promise<void> {
    await api.put(`/products/${product.productId}`, {...sameAgain(product), isListed: true});
    this.#mark(product, true);
  }

  #mark(product: Product, isListed: boolean): void {
    this.goods.items = this.goods.items.map((each) =>
      (each.productId === product.productId ? {...each, isListed} : each));
    this.requestUpdate();
  }
}

customElements.define("lt-goods-page", GoodsPage);
