import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {Pages} from "../http/load";
import {say} from "../words/words";
import type {Import, Outcome, ProductRow} from "./types";

const SHOWN: Outcome[] = ["CREATED", "CHANGED", "REFUSED", "UNCHANGED"];

/** What became of the products of a table, by outcome. */
export class ImportResult extends LightElement {
  @property({attribute: false}) table!: Import;
  @state() outcome: Outcome = "CREATED";
  readonly rows = new Pages<ProductRow>(this, () => `/product-imports/${this.table.importId}/products`,
    () => ({outcome: this.outcome, limit: 30}));

  override connectedCallback(): void {
    const {products} = this.table.counts;
    this.outcome = SHOWN.find((each) => (products[each] ?? 0) > 0) ?? "CREATED";
    super.connectedCallback();
  }

  protected override render() {
    const {products} = this.table.counts;
    const shown = SHOWN.filter((each) => (products[each] ?? 0) > 0);
    const {items, problem, hasMore, isWaiting} = this.rows;
    return shown.length === 0 ? nothing : html`<section class="stack" data-test="import-result">
      <fieldset class="choices"><legend class="unseen">${say("imports.resultOf")}</legend>
        ${shown.map((each) => html`<label class="choice"><input type="radio" name="outcome" value=${each}
          ?checked=${each === this.outcome} @change=${() => this.#choose(each)}><span>
            ${say(`imports.outcome.${each}`)} <b class="tabular">${products[each]}</b></span></label>`)}
      </fieldset>
      ${problem ? html`<p class="notice bad">${problem.words()}</p>` : nothing}
      <ul class="import-rows">${items.map((each) => this.#row(each))}</ul>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.rows.more()}>
        ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}
    </section>`;
  }

  #row(row: ProductRow): TemplateResult {
    const words = html`<b class="clip-2">${row.title || row.handle}</b>
      <span class="faint">${say("imports.inRow", {row: String(row.row)})}</span>`;
    return html`<li>${row.productId
      ? html`<a class="row between" href="/studio/goods/${row.productId}" data-test="import-product">${words}</a>`
      : html`<span class="row between">${words}</span>`}</li>`;
  }

  #choose(outcome: Outcome): void {
    this.outcome = outcome;
    void this.rows.restart();
  }
}

customElements.define("lt-import-result", ImportResult);
