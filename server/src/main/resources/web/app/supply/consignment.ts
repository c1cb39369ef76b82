import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {ask} from "../design/sheet";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Desk} from "../studio/desk";
import {moment, money, number, say} from "../words/words";
import {backTo, differences, warehouseName} from "./parts";
import {type Consignment, type ConsignmentLine, STATE_BADGES, type Warehouse} from "./types";

const NAME_MAX = 40;
const NEW: Warehouse = {warehouseId: "", name: ""};

interface Shown {
  one: Consignment;
  warehouses: Warehouse[];
}

/** One consignment: count what came, see how it differs, take it into a warehouse. */
export class ConsignmentPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @property() consignmentId = "";
  @state() isBusy = false;
  @state() isNewWarehouse = false;
  readonly shown = new Load<Shown>(this, async () => ({
    one: await api.get<Consignment>(this.#path()),
    warehouses: (await api.get<{items: Warehouse[]}>(`/hosts/${this.desk.hostId}/warehouses`)).items,
  }));

  protected override render() {
    return html`<div class="stack" data-test="consignment-page">
      ${this.shown.view((shown) => this.#page(shown as Shown), () => skeletons(3, "7rem"))}</div>`;
  }

  #page({one, warehouses}: Shown): TemplateResult {
    const isOpen = one.state === "ANNOUNCED" || one.state === "COUNTED";
    return html`<header class="row">${backTo("/studio/supply", one.supplierName)}
        <span class="badge ${STATE_BADGES[one.state]}" data-test="consignment-state" data-state=${one.state}>
          ${say(`supply.state.${one.state}`)}</span></header>
      <p class="quiet">${say("supply.announcedAt", {when: moment(one.announcedAt)})}
        ${one.note ? html`· ${one.note}` : nothing}</p>
      <dl class="supply-tiles">
        <div><dt>${say("supply.announced")}</dt><dd class="tabular">${number(one.announced)}</dd></div>
        <div><dt>${say("supply.good")}</dt>
          <dd class="tabular">${one.state === "ANNOUNCED" ? "–" : number(one.good)}</dd></div></dl>
      <p class="row wrap">${differences(one.difference)}
        ${one.state === "ACCEPTED" ? html`<span class="badge good">${icon("check")}
          ${warehouseName(warehouses, one.warehouseId)}</span>` : nothing}</p>
      <form class="stack" data-test="count-form" @submit=${this.#count} novalidate>
        <ul class="stack">${one.lines.map((line) => this.#line(line, isOpen))}</ul>
        ${isOpen ? html`<button class="button large wide ${one.state === "ANNOUNCED" ? "primary" : ""}"
          data-test="count-save" ?disabled=${this.isBusy}>
          ${this.isBusy ? spinner() : say(one.state === "COUNTED" ? "supply.recount" : "supply.saveCount")}
          </button>` : nothing}
      </form>
      ${one.state === "COUNTED" && this.desk.isOwner ? this.#acceptance(warehouses) : nothing}
      ${isOpen && this.desk.isOwner ? html`<button class="button ghost" data-test="withdraw"
        @click=${this.#withdraw} ?disabled=${this.isBusy}>${say("supply.withdraw")}</button>` : nothing}`;
  }

  #line(line: ConsignmentLine, isOpen: boolean): TemplateResult {
    return html`<li class="card padded supply-line" data-test="consignment-line" data-sku=${line.skuId}>
      <div class="supply-wide row between wrap"><span><b>${line.title}</b> <span class="quiet">${line.name}</span></span>
        <span class="row wrap">${differences(line.difference)}</span></div>
      <div class="supply-wide faint">${say("supply.announcedUnits", {count: line.announced})}
        ${line.unitCost ? html` · ${say("supply.costEach", {cost: money(line.unitCost)})}` : nothing}</div>
      ${isOpen ? html`
        <label class="field"><span class="label">${say("supply.goodUnits")}</span>
          <input class="input tabular" inputmode="numeric" name="good ${line.skuId}" pattern="[0-9]{1,7}"
            data-test="count-good" .value=${line.count ? String(line.count.good) : ""}
            placeholder=${String(line.announced)}></label>
        <label class="field"><span class="label">${say("supply.damagedUnits")}</span>
          <input class="input tabular" inputmode="numeric" name="damaged ${line.skuId}" pattern="[0-9]{1,7}"
            data-test="count-damaged" .value=${line.count ? String(line.count.damaged) : ""}
            placeholder="0"></label>`
        : line.count ? html`<span class="supply-wide">${say("supply.counted",
            {good: line.count.good, damaged: line.count.damaged})}</span>` : nothing}
    </li>`;
  }

  #acceptance(warehouses: Warehouse[]): TemplateResult {
    return html`<form class="card padded stack" data-test="accept-form" @submit=${this.#accept}>
      <h2 class="subheading">${say("supply.acceptTitle")}</h2>
      <p class="faint">${say("supply.acceptWhy")}</p>
      ${warehouses.length > 0 ? html`<label class="field"><span class="label">${say("supply.warehouse")}</span>
        <select class="input" name="warehouseId" @change=${(event: Event) => {
          this.isNewWarehouse = (event.target as HTMLSelectElement).value === "";
        }}>${[...warehouses, NEW].map((one, index) => html`
          <option value=${one.warehouseId} ?selected=${index === 0}>
            ${one.name || say("supply.newWarehouse")}</option>`)}</select></label>` : nothing}
      ${this.isNewWarehouse || warehouses.length === 0 ? html`<label class="field">
        <span class="label">${say("supply.newWarehouse")}</span>
        <input class="input" name="newWarehouse" maxlength=${NAME_MAX} required
          data-test="accept-new-warehouse"></label>` : nothing}
      <button class="button primary large wide" data-test="accept" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say("supply.accept")}</button></form>`;
  }

  #path(): string {
    return `/hosts/${this.desk.hostId}/consignments/${this.consignmentId}`;
  }

  readonly #count = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const units = (name: string, absent: number) => {
      const text = String(form.get(name) ?? "").trim();
      return text === "" ? absent : Number(text);
    };
    // What is left blank came as it was announced: the usual case needs no typing.
    const counts = this.shown.value!.one.lines.map((line) => ({
      skuId: line.skuId, damaged: units(`damaged ${line.skuId}`, 0),
      good: units(`good ${line.skuId}`, line.announced - units(`damaged ${line.skuId}`, 0)),
    }));
    if (counts.some(({good, damaged}) => !Number.isInteger(good) || !Number.isInteger(damaged)
        || good < 0 || damaged < 0)) {
      toast(say("supply.countWrong"), "bad");
      return;
    }
    await this.#do(() => api.put<Consignment>(`${this.#path()}/counts`, {counts}));
  };

  readonly #accept = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = String(form.get("newWarehouse") ?? "").trim();
    if (!name && !form.get("warehouseId")) {
      toast(say("supply.warehouseMissing"), "bad");
      return;
    }
    await this.#do(async () => {
      const warehouseId = name
        ? (await api.post<Warehouse>(`/hosts/${this.desk.hostId}/warehouses`, {name})).warehouseId
        : String(form.get("warehouseId") ?? "");
      return api.post<Consignment>(`${this.#path()}/acceptance`, {warehouseId});
    });
  };

  readonly #withdraw = async () => {
    if (await ask({title: say("supply.withdrawAsk"), detail: say("supply.withdrawDetail"),
      yes: say("supply.withdraw"), isDanger: true})) {
      await this.#do(() => api.delete<Consignment>(this.#path()));
    }
  };

  async #do(call: () => Promise<Consignment>): Promise<void> {
    if (this.isBusy) {
      return;
    }
    this.isBusy = true;
    try {
      await call();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      await this.shown.run();
      this.isBusy = false;
    }
  }
}

customElements.define("lt-consignment", ConsignmentPage);
