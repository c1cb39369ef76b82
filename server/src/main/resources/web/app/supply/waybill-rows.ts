import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {Pages} from "../http/load";
import type {Desk} from "../studio/desk";
import {say} from "../words/words";
import type {Outcome, WaybillImport, WaybillRow} from "./types";

const SHOWN: Outcome[] = ["REFUSED", "CHANGES", "READY", "SHIPPED", "CORRECTED", "LEFT_OUT", "SAME"];

/** The rows of a table by what became of them; the wrong ones first, and to take along. */
export class WaybillRows extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @property({attribute: false}) table!: WaybillImport;
  @state() outcome: Outcome = "READY";
  readonly rows = new Pages<WaybillRow>(this,
    () => `/hosts/${this.desk.hostId}/waybill-imports/${this.table.importId}/rows`,
    () => ({outcome: this.outcome, limit: 30}));

  override connectedCallback(): void {
    this.outcome = SHOWN.find((each) => (this.table.outcomes[each] ?? 0) > 0) ?? "READY";
    super.connectedCallback();
  }

  protected override render() {
    const shown = SHOWN.filter((each) => (this.table.outcomes[each] ?? 0) > 0);
    const {items, problem, hasMore, isWaiting} = this.rows;
    return shown.length === 0 ? nothing : html`<section class="stack" data-test="waybill-rows">
      <fieldset class="choices"><legend class="unseen">${say("supply.rowsOf")}</legend>
        ${shown.map((each) => html`<label class="choice"><input type="radio" name="outcome" value=${each}
          ?checked=${each === this.outcome} @change=${() => this.#choose(each)}><span>
          ${say(`supply.outcome.${each}`)} <b class="tabular">${this.table.outcomes[each]}</b></span></label>`)}
      </fieldset>
      ${problem ? html`<p class="notice bad">${problem.words()}</p>` : nothing}
      ${this.outcome === "REFUSED" ? html`<a class="button small" download data-test="refused-csv"
        href="/api/v1/hosts/${this.desk.hostId}/waybill-imports/${this.table.importId}/refused.csv">
        ${icon("download")}${say("supply.refusedCsv")}</a>` : nothing}
      <ul class="supply-rows">${items.map((row) => this.#row(row))}</ul>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.rows.more()}>
        ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}
    </section>`;
  }

  #row(row: WaybillRow): TemplateResult {
    return html`<li data-test="waybill-row"><span class="faint tabular supply-number">
        ${say("supply.inRow", {row: String(row.row)})}</span>
      <span class="grow supply-title"><span class="code">${row.orderId || "–"}</span>
        <span class="quiet">${row.carrier} <span class="code">${row.trackingNumber}</span></span>
        ${row.why ? html`<span class=${row.outcome === "REFUSED" ? "wrong" : "faint"}>
          ${say(`supply.why.${row.why}`)}</span>` : nothing}</span></li>`;
  }

  #choose(outcome: Outcome): void {
    this.outcome = outcome;
    void this.rows.restart();
  }
}

customElements.define("lt-waybill-rows", WaybillRows);
