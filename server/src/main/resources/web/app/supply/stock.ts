import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import type {Desk} from "../studio/desk";
import {number, say} from "../words/words";
import {tabs, warehouseName} from "./parts";
import type {Place, Stocked, Warehouse} from "./types";

const SHELF_MAX = 20;

/** Where the units of each variant are, and whether all places together are what the till has. */
export class StockPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  /** The place whose shelf is being written: sku and warehouse. */
  @state() editing = "";
  readonly warehouses = new Load<{items: Warehouse[]}>(
    this, () => api.get(`/hosts/${this.desk.hostId}/warehouses`));
  readonly stock = new Pages<Stocked>(this, () => `/hosts/${this.desk.hostId}/stock`, () => ({limit: 30}));

  protected override render() {
    return html`<div class="stack" data-test="supply-stock">
      <header class="row between wrap"><h1 class="title">${say("supply.stockTitle")}</h1>
        <button class="button small ghost" @click=${() => this.stock.restart()}>${icon("again")}
          ${say("supply.refresh")}</button></header>
      ${tabs("stock", this.desk.isOwner)}
      <p class="faint">${say("supply.stockWhy")}</p>
      ${this.warehouses.view((found) => this.#list((found as {items: Warehouse[]}).items),
        () => skeletons(3, "7rem"))}
    </div>`;
  }

  #list(warehouses: Warehouse[]): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.stock;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.stock.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "7rem");
    }
    return items.length === 0 ? empty("bag", say("supply.noGoods"), say("supply.noGoodsDetail"))
      : html`<ul class="stack">${together(items).map((sku) => this.#sku(sku, warehouses))}</ul>
        ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.stock.more()}>
          ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #sku(sku: Stocked, warehouses: Warehouse[]): TemplateResult {
    return html`<li class="card padded stack tight" data-test="stocked" data-sku=${sku.skuId}>
      <div class="row between wrap"><span><b>${sku.title}</b> <span class="quiet">${sku.name}</span></span>
        <span class="faint tabular">${say("supply.tillHas", {
          available: sku.available, held: sku.held, sold: sku.sold})}</span></div>
      <table class="supply-table"><thead><tr><th scope="col">${say("supply.warehouse")}</th>
          <th scope="col">${say("supply.shelf")}</th><th scope="col" class="end">${say("supply.onHand")}</th>
          <th scope="col" class="end">${say("supply.gone")}</th></tr></thead>
        <tbody>${sku.places.map((place) => html`<tr class=${place.onHand < 0 ? "is-bad" : ""}>
          <td>${warehouseName(warehouses, place.warehouseId)}</td><td>${this.#shelf(sku, place)}</td>
          <td class="end tabular">${number(place.onHand)}</td>
          <td class="end tabular">${number(place.gone)}</td></tr>`)}</tbody></table>
      ${sku.places.some((place) => place.onHand < 0)
        ? html`<p class="notice bad">${icon("notice")}<span>${say("supply.ownBelowZero")}</span></p>` : nothing}
    </li>`;
  }

  #shelf(sku: Stocked, place: Place): TemplateResult {
    const key = `${sku.skuId} ${place.warehouseId}`;
    return this.editing === key
      ? html`<form class="row tight" @submit=${(event: SubmitEvent) => void this.#save(event, sku, place)}>
        <input class="input supply-shelf" name="shelf" maxlength=${SHELF_MAX} .value=${place.shelf}
          aria-label=${say("supply.shelf")}><button class="icon-button" aria-label=${say("supply.save")}>
          ${icon("check")}</button></form>`
      : html`<button class="button small ghost" data-test="shelf" aria-label=${say("supply.shelfOf",
          {shelf: place.shelf || "–"})} @click=${() => (this.editing = key)}>${place.shelf || "–"}
          ${icon("edit")}</button>`;
  }

  async #save(event: SubmitEvent, sku: Stocked, place: Place): Promise<void> {
    event.preventDefault();
    const shelf = String(new FormData(event.target as HTMLFormElement).get("shelf") ?? "").trim();
    try {
      await api.put(`/hosts/${this.desk.hostId}/warehouses/${place.warehouseId || "own"}/shelves`,
        {skuId: sku.skuId, shelf});
      place.shelf = shelf;
      this.editing = "";
    } catch (thrown) {
      toastProblem(thrown);
    }
  }
}

customElements.define("lt-supply-stock", StockPage);

/** The variants of one product stand together; the server pages them by their ids. */
function together(items: Stocked[]): Stocked[] {
  return [...items].sort((one, other) => one.title.localeCompare(other.title));
}
