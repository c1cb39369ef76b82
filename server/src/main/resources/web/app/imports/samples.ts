import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {picture} from "../design/parts";
import {skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {money, number, say} from "../words/words";
import type {Outcome, Sample} from "./types";

const TINTS: Partial<Record<Outcome, string>> = {NEW: "good", CHANGES: "accent", REFUSED: "bad"};
const ITEMS_MAX = 4;

/** The first products of a table as they would stand on the shelf. */
export class ImportSamples extends LightElement {
  @property() importId = "";
  readonly samples = new Load<{items: Sample[]}>(
    this, () => api.get(`/product-imports/${this.importId}/samples`));

  protected override render() {
    return html`<section class="stack" data-test="import-samples">
      <h2 class="subheading">${say("imports.samples")}</h2>
      ${this.samples.view((found) => html`<ul class="import-samples">
        ${(found as {items: Sample[]}).items.map((each) => this.#sample(each))}</ul>`,
      () => skeletons(2, "6rem"))}
    </section>`;
  }

  #sample(sample: Sample): TemplateResult {
    const more = sample.items.length - ITEMS_MAX;
    return html`<li class="card padded import-sample" data-test="import-sample" data-outcome=${sample.outcome}>
      ${picture(undefined, "")}
      <div class="stack tight">
        <b class="clip-2">${sample.title || sample.handle}</b>
        <span class="row wrap"><span class="badge ${TINTS[sample.outcome] ?? ""}">
            ${say(`imports.outcome.${sample.outcome}`)}</span>
          ${sample.category ? html`<span class="faint">${sample.category}</span>` : nothing}
          ${sample.isListed === false ? html`<span class="badge">${say("imports.offShelf")}</span>` : nothing}
          ${sample.pictureUrls.length > 0 ? html`<span class="faint">
            ${say("imports.pictureCount", {count: sample.pictureUrls.length})}</span>` : nothing}</span>
        ${sample.story ? html`<p class="quiet import-story">${sample.story}</p>` : nothing}
        <ul class="import-items">${sample.items.slice(0, ITEMS_MAX).map((item) => html`<li>
          <span class="grow">${item.name}</span>
          ${item.price ? html`<span class="price">${money(item.price)}</span>` : nothing}
          <span class="faint tabular">${item.stock === undefined ? "–" : number(item.stock)}</span></li>`)}
        </ul>
        ${more > 0 ? html`<span class="faint">${say("imports.moreItems", {count: more})}</span>` : nothing}
      </div>
    </li>`;
  }
}

customElements.define("lt-import-samples", ImportSamples);
