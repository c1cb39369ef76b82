import {type TemplateResult, html} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {figure} from "../growth/seen";
import {money, number, say} from "../words/words";
import {moved} from "../growth/moved";
import type {Node} from "./types";

/** Yesterday's identity, beside today's: viewers x orders per viewer x order value. */
export class ThreeFactors extends LightElement {
  @property({attribute: false}) now!: Node;
  @property({attribute: false}) was?: Node;

  protected override render() {
    const now = this.now.factors;
    const then = this.was?.factors;
    const cash = (minor: number) => money({minor: Math.round(minor), currency: now.currency});
    return html`<dl class="equation" data-test="equation-yesterday" aria-label=${say("trees.yesterday")}>
      ${this.#term("uv", number(now.uv), moved(now.uv, then?.uv))}
      <span class="sign" aria-hidden="true">×</span>
      ${this.#term("ordersPerUv", this.now.ordersPerUv === undefined ? "—" : figure(this.now.ordersPerUv),
        moved(this.now.ordersPerUv, this.was?.ordersPerUv))}
      <span class="sign" aria-hidden="true">×</span>
      ${this.#term("basket", now.gmvMinorPerOrder === undefined ? "—" : cash(now.gmvMinorPerOrder),
        moved(now.gmvMinorPerOrder, then?.gmvMinorPerOrder))}
      <span class="sign equals" aria-hidden="true">=</span>
      <div class="term sum"><dt>${say("growth.gmv")}</dt>
        <dd class="tabular">${money({minor: now.gmvMinor, currency: now.currency})}</dd>
        <span class="term-note">${this.now.isYesterdayExact && now.gmvMinor > 0
          ? html`<span class="proof" title=${say("growth.proofDetail")}>${say("growth.proof")}</span>`
          : ""}</span></div>
    </dl>`;
  }

  #term(name: string, shown: string, change: TemplateResult | ""): TemplateResult {
    const area = name === "ordersPerUv" ? "trees" : "growth";
    return html`<div class="term"><dt><lt-explain .label=${say(`${area}.${name}`)}
      .detail=${say(`${area}.${name}Detail`)}></lt-explain></dt>
      <dd class="tabular" data-test="three-${name}">${shown}</dd>
      <span class="term-note">${change}</span></div>`;
  }
}

customElements.define("lt-three-factors", ThreeFactors);
