import {type TemplateResult, html, svg} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {brief, money, number, percent, say} from "../words/words";
import type {Quarter} from "./relation-types";

/** The largest circle, in units of a drawing 100 wide. */
const RADIUS_MAX = 47;
const POOLS = ["PUBLIC", "PRIVATE"] as const;
const KINDS = ["STRANGER", "KNOWN"] as const;

/**
 * Public and private by stranger and known: in each quarter a ring as large as its share of views and a
 * disc as large as its share of GMV. Where the disc fills the ring, trust sells.
 */
export class Quarters extends LightElement {
  @property({attribute: false}) quarters: Quarter[] = [];
  @property() currency = "CNY";

  protected override render() {
    return html`<div class="quarters" data-test="quarters" role="table" aria-label=${say("growth.quarters")}>
      <div class="quarters-head" role="row"><span role="columnheader" class="unseen">${say(
        "growth.pool")}</span>${KINDS.map((kind) => html`<span role="columnheader"><lt-explain
          .label=${say(`growth.quarter.${kind}`)} .detail=${say(`growth.quarterDetail.${kind}`)}>
          </lt-explain></span>`)}</div>
      ${POOLS.map((pool) => html`<div class="quarters-row" role="row">
        <span role="rowheader" class="quarters-pool"><lt-explain .label=${say(`growth.pool.${pool}`)}
          .detail=${say(`growth.poolDetail.${pool}`)}></lt-explain></span>
        ${KINDS.map((kind) => this.#cell(pool, kind))}</div>`)}
      <p class="quarters-keys faint" aria-hidden="true">
        <span><i class="key ring"></i>${say("growth.shareOfViews")}</span>
        <span><i class="key disc"></i>${say("growth.shareOfGmv")}</span></p>
    </div>`;
  }

  #cell(pool: string, kind: string): TemplateResult {
    const seen = this.quarters.find((each) => each.pool === pool && each.quarter === kind);
    if (!seen) {
      return html`<div role="cell"></div>`;
    }
    return html`<div class="quarter" role="cell" data-test="quarter-${pool}-${kind}"
        data-orders=${seen.orders}>
      ${this.#picture(seen)}
      <p class="quarter-rate"><b class="tabular">${
        seen.orderRate === undefined ? "—" : percent(seen.orderRate)}</b>
        <span class="faint">${say("growth.orderRate")}</span></p>
      <dl>
        <div><dt>${say("growth.views")}</dt><dd class="tabular">${brief(seen.views)}</dd></div>
        <div><dt>${say("growth.orders")}</dt><dd class="tabular">${number(seen.orders)}</dd></div>
        <div><dt>${say("growth.gmv")}</dt><dd class="tabular">${this.#cash(seen.gmvMinor)}</dd></div>
      </dl>
    </div>`;
  }

  #cash(minor: number): string {
    return money({minor: Math.round(minor / 100) * 100, currency: this.currency});
  }

  #picture(seen: Quarter): TemplateResult {
    const views = this.#share(seen, "views");
    const cash = this.#share(seen, "gmvMinor");
    const shares = this.quarters.flatMap((each) =>
      [this.#share(each, "views"), this.#share(each, "gmvMinor")]);
    const scale = RADIUS_MAX / Math.sqrt(Math.max(...shares, 0.01));
    const words = say("growth.quarterShares", {views: percent(views, 0), gmv: percent(cash, 0)});
    return html`<svg class="quarter-picture" viewBox="0 0 100 100" role="img" aria-label=${words}>
      <title>${words}</title>
      ${svg`<circle class="disc" cx="50" cy="50" r=${Math.sqrt(cash) * scale}></circle>
        <circle class="ring" cx="50" cy="50" r=${Math.sqrt(views) * scale}></circle>`}
    </svg>`;
  }

  #share(seen: Quarter, of: "views" | "gmvMinor"): number {
    const all = this.quarters.reduce((sum, each) => sum + each[of], 0);
    return all === 0 ? 0 : seen[of] / all;
  }
}

customElements.define("lt-quarters", Quarters);
