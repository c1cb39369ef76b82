import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import type {Factors} from "../http/types";
import {money, number, say} from "../words/words";
import {moved} from "./moved";
import {type Before, duration, figure} from "./seen";

interface Term {
  name: string;
  value: number | undefined;
  shown: string;
  before: number | undefined;
  /** The sums it is made of, in words. */
  from: string;
}

/** The identity of GMV, to be read at a glance: five factors, their product, and how each moved. */
export class Equation extends LightElement {
  @property({attribute: false}) factors!: Factors;
  @property({attribute: false}) previous?: Before;

  protected override render() {
    const now = this.factors;
    const gmv = money({minor: now.gmvMinor, currency: now.currency});
    const isProven = now.isExact && now.productMinor === now.gmvMinor;
    return html`<dl class="equation" data-test="equation" aria-label=${say("growth.equation")}>
      ${this.#terms().map((term, at) => html`
        ${at > 0 ? html`<span class="sign" aria-hidden="true">×</span>` : nothing}
        ${this.#term(term)}`)}
      <span class="sign equals" aria-hidden="true">=</span>
      <div class="term sum">
        <dt><lt-explain .label=${say("growth.gmv")} .detail=${say("growth.gmvDetail")}></lt-explain></dt>
        <dd class="tabular" data-test="factor-gmv" data-minor=${now.gmvMinor}
          data-product-minor=${now.productMinor ?? nothing}>${gmv}</dd>
        <span class="term-note">${isProven && now.gmvMinor > 0
          ? html`<span class="proof" title=${say("growth.proofDetail")}>${say("growth.proof")}</span>`
          : moved(now.gmvMinor, this.previous?.factors.gmvMinor)}</span>
      </div>
    </dl>`;
  }

  #term(term: Term): TemplateResult {
    return html`<div class="term">
      <dt><lt-explain .label=${say(`growth.${term.name}`)}
        .detail=${`${say(`growth.${term.name}Detail`)} ${term.from}`}></lt-explain></dt>
      <dd class="tabular" data-test="factor-${term.name}" data-value=${term.value ?? ""}>
        ${term.value === undefined
          ? html`<span class="none" title=${say("growth.none")}>—</span>` : term.shown}</dd>
      <span class="term-note">${say(`growth.${term.name}Kind`)} ${moved(term.value, term.before)}</span>
    </div>`;
  }

  #terms(): Term[] {
    const now = this.factors;
    const before = this.previous?.factors;
    const watched = duration(now.watchSeconds);
    const gmv = money({minor: now.gmvMinor, currency: now.currency});
    const sums = {
      uv: now.uv, watched, buyers: now.buyers, orders: now.orders, gmv,
    };
    const rate = (value: number | undefined, show: (value: number) => string) =>
      value === undefined ? "" : show(value);
    return [
      {name: "uv", value: now.uv, shown: number(now.uv), before: before?.uv, from: ""},
      {
        name: "watch", value: now.watchSecondsPerUv, shown: rate(now.watchSecondsPerUv, duration),
        before: before?.watchSecondsPerUv, from: say("growth.watchFrom", sums),
      },
      {
        name: "trust", value: now.buyersPerWatchHour, shown: rate(now.buyersPerWatchHour, figure),
        before: before?.buyersPerWatchHour, from: say("growth.trustFrom", sums),
      },
      {
        name: "often", value: now.ordersPerBuyer, shown: rate(now.ordersPerBuyer, figure),
        before: before?.ordersPerBuyer, from: say("growth.oftenFrom", sums),
      },
      {
        name: "basket", value: now.gmvMinorPerOrder,
        shown: rate(now.gmvMinorPerOrder,
          (minor) => money({minor: Math.round(minor), currency: now.currency})),
        before: before?.gmvMinorPerOrder, from: say("growth.basketFrom", sums),
      },
    ];
  }
}

customElements.define("lt-equation", Equation);
