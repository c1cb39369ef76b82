import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, skeletons, spinner} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Page} from "../http/types";
import {go} from "../shell/router";
import {readAmount} from "../studio/amounts";
import type {Desk} from "../studio/desk";
import {say} from "../words/words";
import {backTo} from "./parts";
import type {Consignment, Stocked, Supplier} from "./types";

const CURRENCY = "CNY";
const NOTE_MAX = 200;
const NAME_MAX = 60;
const LINES_MAX = 500;
const NEW: Supplier = {supplierId: "", name: "", contact: ""};

interface Choices {
  suppliers: Supplier[];
  skus: Stocked[];
}

/** A new consignment: from whom, and which variants, how many at what cost. */
export class Announce extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() lines = [0];
  @state() problem: Problem | undefined;
  @state() wrong = "";
  @state() isBusy = false;
  @state() isNewSupplier = false;
  #nextLine = 1;
  /** The supplier that was written down before something else was wrong: not written down twice. */
  #written = new Map<string, string>();
  readonly choices = new Load<Choices>(this, () => this.#fetch());

  protected override render() {
    return html`<div class="stack" data-test="announce-page">
      <header class="row">${backTo("/studio/supply", say("supply.announce"))}</header>
      ${this.choices.view((choices) => this.#form(choices as Choices), () => skeletons(3, "6rem"))}
    </div>`;
  }

  #form({suppliers, skus}: Choices): TemplateResult {
    if (skus.length === 0) {
      return empty("bag", say("supply.noGoods"), say("supply.noGoodsDetail"),
        html`<a class="button primary" href="/studio/goods/new">${say("supply.addGoods")}</a>`);
    }
    return html`<form class="stack" novalidate data-test="announce-form" @submit=${this.#announce}>
      <section class="card padded stack">
        ${suppliers.length > 0 ? html`<label class="field"><span class="label">${say("supply.supplier")}</span>
          <select class="input" name="supplierId" data-test="announce-supplier" @change=${(event: Event) => {
            this.isNewSupplier = (event.target as HTMLSelectElement).value === "";
          }}>
            ${[...suppliers, NEW].map((one, index) => html`<option value=${one.supplierId} ?selected=${index === 0}>
              ${one.name || say("supply.newSupplier")}</option>`)}</select></label>` : nothing}
        ${this.isNewSupplier || suppliers.length === 0 ? html`<label class="field">
          <span class="label">${say("supply.newSupplier")}</span>
          <input class="input" name="newSupplier" maxlength=${NAME_MAX} data-test="announce-new-supplier"
            placeholder=${say("supply.newSupplierHint")}></label>` : nothing}
        <label class="field"><span class="label">${say("supply.note")}</span>
          <input class="input" name="note" maxlength=${NOTE_MAX}></label>
      </section>
      ${this.lines.map((id, index) => this.#line(id, index, skus))}
      <button type="button" class="button wide" data-test="announce-line" ?disabled=${this.lines.length >= LINES_MAX}
        @click=${() => (this.lines = [...this.lines, this.#nextLine++])}>
        ${icon("plus")}${say("supply.addLine")}</button>
      ${this.wrong || this.problem ? html`<p class="notice bad" role="alert">
        ${this.wrong || this.problem?.words()}</p>` : nothing}
      <button class="button primary large wide" data-test="announce-save" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say("supply.announceDone")}</button>
    </form>`;
  }

  #line(id: number, index: number, skus: Stocked[]): TemplateResult {
    return html`<fieldset class="card padded supply-line" data-test="announce-row">
      <legend class="unseen">${say("supply.lineNumber", {number: index + 1})}</legend>
      <label class="field supply-wide"><span class="label">${say("supply.variant")}</span>
        <select class="input" name="sku-${id}" data-test="announce-sku">
          ${skus.map((sku, at) => html`<option value=${sku.skuId} ?selected=${at === index}>
            ${sku.name} · ${sku.title}</option>`)}</select></label>
      <label class="field"><span class="label">${say("supply.unitsLabel")}</span>
        <input class="input tabular" name="units-${id}" inputmode="numeric" required pattern="[0-9]{1,7}"
          data-test="announce-units"></label>
      <label class="field"><span class="label">${say("supply.cost")}</span>
        <input class="input tabular" name="cost-${id}" inputmode="decimal" required
          data-test="announce-cost"></label>
      ${this.lines.length > 1 ? html`<button type="button" class="icon-button" aria-label=${say("supply.dropLine")}
        @click=${() => (this.lines = this.lines.filter((each) => each !== id))}>${icon("trash")}</button>`
        : nothing}
    </fieldset>`;
  }

  async #fetch(): Promise<Choices> {
    const base = `/hosts/${this.desk.hostId}`;
    const suppliers = (await api.get<{items: Supplier[]}>(`${base}/suppliers`)).items;
    const skus: Stocked[] = [];
    let after = "";
    do {
      const page = await api.get<Page<Stocked>>(`${base}/stock`, {after, limit: 100});
      skus.push(...page.items);
      after = page.next ?? "";
    } while (after && skus.length < 1_000);
    return {suppliers, skus: skus.sort((one, other) => one.title.localeCompare(other.title))};
  }

  async #write(name: string): Promise<string> {
    const known = this.#written.get(name)
      ?? (await api.post<Supplier>(`/hosts/${this.desk.hostId}/suppliers`, {name})).supplierId;
    this.#written.set(name, known);
    return known;
  }

  readonly #announce = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const lines = this.lines.map((id) => ({
      skuId: text(`sku-${id}`), units: Number(text(`units-${id}`)),
      unitCost: readAmount(text(`cost-${id}`), CURRENCY),
    }));
    const newSupplier = text("newSupplier");
    this.problem = undefined;
    this.wrong = lines.some((line) => !Number.isInteger(line.units) || line.units < 1) ? say("supply.unitsWrong")
      : lines.some((line) => line.unitCost === undefined) ? say("supply.costWrong")
      : new Set(lines.map((line) => line.skuId)).size < lines.length ? say("supply.variantTwice")
      : !newSupplier && !text("supplierId") ? say("supply.supplierMissing") : "";
    if (this.wrong || this.isBusy) {
      return;
    }
    this.isBusy = true;
    try {
      const base = `/hosts/${this.desk.hostId}`;
      const supplierId = newSupplier ? await this.#write(newSupplier) : text("supplierId");
      const made = await api.post<Consignment>(`${base}/consignments`, {supplierId, note: text("note"), lines});
      go(`/studio/supply/consignments/${made.consignmentId}`);
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-announce", Announce);
