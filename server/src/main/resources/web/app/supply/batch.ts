import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {ask} from "../design/sheet";
import {empty, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import type {Desk} from "../studio/desk";
import {locale, moment, number, say} from "../words/words";
import {backTo, warehouseName} from "./parts";
import type {Batch, Parcel, PickLine, PickList, Warehouse} from "./types";

interface Shown {
  list: PickList;
  warehouses: Warehouse[];
}

/** One batch: what to fetch from where, what goes into which parcel, and the list for the carrier. */
export class BatchPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @property() batchId = "";
  @state() isBusy = false;
  @state() side: "picks" | "parcels" = "picks";
  readonly shown = new Load<Shown>(this, async () => ({
    list: await api.get<PickList>(`${this.#path()}/picks`),
    warehouses: (await api.get<{items: Warehouse[]}>(`/hosts/${this.desk.hostId}/warehouses`)).items,
  }));
  readonly parcels = new Pages<Parcel>(this, () => `${this.#path()}/parcels`, () => ({limit: 100}));

  protected override render() {
    return html`<div class="stack" data-test="batch-page">
      ${this.shown.view((shown) => this.#page(shown as Shown), () => skeletons(3, "7rem"))}</div>`;
  }

  #page({list, warehouses}: Shown): TemplateResult {
    const {batch} = list;
    const isOpen = batch.closedAt === undefined && batch.waiting > 0;
    return html`<header class="row">
        ${backTo("/studio/dispatch", say("supply.batchNumber", {number: String(batch.number)}))}</header>
      <p class="quiet">${moment(batch.madeAt)} · ${say("supply.ordersOf", {count: batch.orders})} ·
        ${say("supply.waiting", {count: batch.waiting})}</p>
      ${isOpen ? this.#actions(batch) : html`<p class="notice good no-print">${icon("check")}
        <span>${say(batch.closedAt ? "supply.batchClosed" : "supply.allGone")}</span></p>`}
      <div class="choices no-print" role="group" aria-label=${say("supply.show")}>
        ${(["picks", "parcels"] as const).map((side) => html`<button class="button small"
          aria-pressed=${this.side === side} data-test="side-${side}" @click=${() => (this.side = side)}>
          ${say(`supply.side.${side}`)}</button>`)}
        <button class="button small ghost" data-test="print" @click=${() => window.print()}>
          ${icon("orders")}${say("supply.print")}</button></div>
      ${this.side === "picks" ? this.#picks(list.lines, warehouses) : this.#parcels(warehouses)}`;
  }

  #actions(batch: Batch): TemplateResult {
    const base = `/api/v1${this.#path()}/waybills.csv?language=${locale.value === "en" ? "en" : "zh"}`;
    return html`<section class="card padded stack no-print">
      <h2 class="subheading">${say("supply.listOut")}</h2>
      <p class="faint">${say("supply.listOutWhy")}</p>
      <div class="row wrap">
        <a class="button primary" download href="${base}&encoding=utf-8-bom" data-test="list-utf8">
          ${icon("download")}${say("supply.listUtf8")}</a>
        <a class="button" download href="${base}&encoding=gbk" data-test="list-gbk">
          ${icon("download")}${say("supply.listGbk")}</a></div>
      <div class="row wrap">
        <button class="button" ?disabled=${this.isBusy} data-test="batch-packed" @click=${this.#pack}>
          ${this.isBusy ? spinner() : icon("check")}${say("supply.allPacked", {count: batch.waiting})}</button>
        <button class="button ghost" ?disabled=${this.isBusy} data-test="batch-close" @click=${this.#close}>
          ${say("supply.closeBatch")}</button></div>
    </section>`;
  }

  #picks(lines: PickLine[], warehouses: Warehouse[]): TemplateResult {
    const places = [...new Set(lines.map((line) => line.warehouseId))];
    return lines.length === 0 ? empty("check", say("supply.nothingToPick"))
      : html`${places.map((place) => html`<section class="stack tight supply-sheet" data-test="pick-place">
        <h2 class="subheading">${warehouseName(warehouses, place)}</h2>
        <table class="supply-table"><thead><tr><th scope="col">${say("supply.shelf")}</th>
            <th scope="col">${say("supply.variant")}</th><th scope="col" class="end">${say("supply.pieces")}</th>
            <th scope="col" class="end">${say("supply.inOrders")}</th></tr></thead>
          <tbody>${lines.filter((line) => line.warehouseId === place).map((line) => html`<tr data-test="pick-line">
            <td>${line.shelf || "–"}</td><td>${line.title} <span class="quiet">${line.skuName}</span></td>
            <td class="end tabular"><b>${number(line.units)}</b></td>
            <td class="end tabular">${number(line.orders)}</td></tr>`)}</tbody></table></section>`)}`;
  }

  #parcels(warehouses: Warehouse[]): TemplateResult {
    const {items, isLoaded, isWaiting, hasMore} = this.parcels;
    if (!isLoaded) {
      return skeletons(3, "4rem");
    }
    return items.length === 0 ? empty("check", say("supply.nothingToPick"))
      : html`<ul class="stack tight supply-parcels">${items.map((one) => html`<li class="card padded stack tight"
          data-test="parcel"><span class="row between wrap"><b class="code">#${one.sequence}</b>
          <span class="faint code">${one.orderId}</span></span>
        ${one.lines.map((line) => html`<span class="row between"><span>${line.title}
          <span class="quiet">${line.skuName} · ${warehouseName(warehouses, line.warehouseId)}</span></span>
          <b class="tabular">×${line.units}</b></span>`)}</li>`)}</ul>
        ${hasMore ? html`<button class="button wide no-print" ?disabled=${isWaiting}
          @click=${() => this.parcels.more()}>${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #path(): string {
    return `/hosts/${this.desk.hostId}/pick-batches/${this.batchId}`;
  }

  readonly #pack = () => this.#do(async () => {
    const {packed} = await api.post<{packed: number}>(`${this.#path()}/packed`);
    toast(say("supply.packed", {count: packed}), "good");
  });

  readonly #close = async () => {
    if (await ask({title: say("supply.closeAsk"), detail: say("supply.closeDetail"),
      yes: say("supply.closeBatch")})) {
      await this.#do(() => api.delete(this.#path()));
    }
  };

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    try {
      await work();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      await this.shown.run();
      this.isBusy = false;
    }
  }
}

customElements.define("lt-batch", BatchPage);
