import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {picture, priceFrom} from "../design/parts";
import {empty, failed, skeletons} from "../design/states";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Page, Product} from "../http/types";
import {say} from "../words/words";

const SHOWN_MAX = 100;

/** A sheet with what a host sells, to point at one. Fires `picked` with the product, and `closed`. */
export class PickProduct extends LightElement {
  @property() hostId = "";
  @property() label = "";
  /** What is being answered, above the list. */
  @property() about = "";
  @property({type: Boolean}) open = false;
  /** True offers "none of mine" too: fires `picked` with nothing. */
  @property({type: Boolean}) allowsNone = false;
  @state() products: Product[] | undefined;
  @state() problem: Problem | undefined;
  @state() filter = "";

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("open") && this.open) {
      this.filter = "";
      void this.#learn();
    }
  }

  protected override render() {
    return html`<lt-sheet .open=${this.open} .label=${this.label} test="pick-product"
      .content=${() => this.#content()} @closed=${() => this.dispatchEvent(new CustomEvent("closed"))}></lt-sheet>`;
  }

  #content(): TemplateResult {
    if (this.problem) {
      return failed(this.problem, () => void this.#learn());
    }
    const all = this.products;
    if (!all) {
      return skeletons(3, "4rem");
    }
    const sought = this.filter.trim().toLowerCase();
    const shown = all.filter((product) => product.title.toLowerCase().includes(sought));
    return html`<div class="stack tight">
      ${this.about ? html`<p class="notice clip-2">${this.about}</p>` : nothing}
      ${all.length > 6 ? html`<input class="input" type="search" .value=${this.filter}
        aria-label=${say("intents.findProduct")} placeholder=${say("intents.findProduct")}
        data-test="pick-filter"
        @input=${(event: Event) => (this.filter = (event.target as HTMLInputElement).value)}>` : nothing}
      ${this.allowsNone ? html`<button class="button wide" data-test="pick-none"
        @click=${() => this.#pick(undefined)}>${say("intents.noProduct")}</button>` : nothing}
      ${shown.length === 0 ? empty("bag", say("intents.noGoods"), say("intents.noGoodsDetail")) : nothing}
      ${shown.map((product) => html`<button class="pick-row" data-test="pick-row"
          data-product=${product.productId} @click=${() => this.#pick(product)}>
        ${picture(product.pictures[0]?.url, "", 160)}
        <span class="grow clip-2">${product.title}</span>${priceFrom(product.skus)}</button>`)}
    </div>`;
  }

  async #learn(): Promise<void> {
    this.problem = undefined;
    try {
      const page = await api.get<Page<Product>>("/products", {hostId: this.hostId, limit: SHOWN_MAX});
      this.products = page.items.filter((product) => product.isListed);
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  #pick(product: Product | undefined): void {
    this.dispatchEvent(new CustomEvent("picked", {detail: product}));
  }
}

customElements.define("lt-pick-product", PickProduct);
