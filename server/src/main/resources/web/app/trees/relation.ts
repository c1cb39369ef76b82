import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {csvButton} from "../growth/save-csv";
import {type Change, figure} from "../growth/seen";
import {money, number, percent, say} from "../words/words";
import {mixLine} from "./branches";
import {moved} from "../growth/moved";
import type {Cohort, Relation, TreeSeen} from "./types";

/** Cohorts that are shown before somebody asks for all. */
const COHORTS_SHOWN = 6;

/** New and known customers: G = new buyers x G each + the cohorts, each multiplied out. */
export class TreeRelation extends LightElement {
  @property({attribute: false}) seen!: TreeSeen;
  @state() isAll = false;

  protected override render() {
    const now = this.seen.relation;
    const all = now.newMinor + now.knownMinor;
    return html`<section class="card padded stack" data-test="tree-relation" data-new=${now.newMinor}
        data-known=${now.knownMinor}>
      <header class="row between"><h2 class="subheading"><lt-explain .label=${say("trees.relation")}
        .detail=${say("trees.relationDetail")}></lt-explain></h2>
        ${csvButton("tree-cohorts", () => rows(now))}
      </header>
      ${all === 0 ? html`<p class="quiet">${say("trees.nothingSold")}</p>` : html`
        <span class="sources-bar" aria-hidden="true">
          <span data-source="NEW" style="width:${(now.newMinor / all) * 100}%"></span>
          <span data-source="KNOWN" style="width:${(now.knownMinor / all) * 100}%"></span></span>
        <div class="tree-pair">${this.#fresh(now, all)}${this.#known(now, all)}</div>
        ${this.#why()}
        ${this.#cohorts(now)}`}
    </section>`;
  }

  #fresh(now: Relation, all: number): TemplateResult {
    const before = this.seen.relationBefore;
    return html`<div class="tree-side"><h3><i class="key" data-source="NEW"></i><lt-explain
        .label=${say("trees.newBuyers")} .detail=${say("trees.newBuyersDetail")}></lt-explain></h3>
      <p class="tree-amount tabular">${this.#cash(now.newMinor)} <span class="faint">${
        percent(now.newMinor / all, 0)}</span> ${moved(now.newMinor, before?.newMinor)}</p>
      <p class="tree-product tabular">${number(now.newBuyers)} × ${
        now.gmvMinorPerNewBuyer === undefined ? "—" : this.#cash(Math.round(now.gmvMinorPerNewBuyer))}</p>
    </div>`;
  }

  #known(now: Relation, all: number): TemplateResult {
    const whole = now.cohorts.reduce((sum, each) => ({size: sum.size + each.size,
      active: sum.active + each.active, orders: sum.orders + each.orders}), {size: 0, active: 0, orders: 0});
    const before = this.seen.relationBefore;
    return html`<div class="tree-side"><h3><i class="key" data-source="KNOWN"></i><lt-explain
        .label=${say("trees.known")} .detail=${say("trees.knownDetail")}></lt-explain></h3>
      <p class="tree-amount tabular">${this.#cash(now.knownMinor)} <span class="faint">${
        percent(now.knownMinor / all, 0)}</span> ${moved(now.knownMinor, before?.knownMinor)}</p>
      <p class="tree-product tabular">${whole.active === 0 ? number(whole.size)
        : `${number(whole.size)} × ${percent(whole.active / whole.size)} × ${
          figure(whole.orders / whole.active)} × ${this.#cash(Math.round(now.knownMinor / whole.orders))}`}</p>
    </div>`;
  }

  #why(): TemplateResult | typeof nothing {
    const {relationChange: change, relationBefore: before, relation: now} = this.seen;
    if (!change || !before) {
      return nothing;
    }
    return html`<details class="tree-more"><summary>${say("trees.whyRelation")}</summary>
      <div class="tree-pair">
        ${this.#waterfall(say("trees.newBuyers"), change.fresh, before.newMinor, now.newMinor)}
        ${this.#waterfall(say("trees.known"), change.known, before.knownMinor, now.knownMinor)}
      </div>
      ${change.activeMix ? mixLine("active", change.activeMix, (value) => percent(value, 1)) : nothing}
    </details>`;
  }

  #waterfall(label: string, change: Change, before: number, now: number): TemplateResult {
    const previous = {...this.seen.previous, factors: {gmvMinor: before, currency: this.seen.currency}};
    return html`<lt-waterfall .label=${label} .change=${change} .previous=${previous} .nowMinor=${now}>
    </lt-waterfall>`;
  }

  #cohorts(now: Relation): TemplateResult | typeof nothing {
    if (now.cohorts.length === 0) {
      return nothing;
    }
    const newest = [...now.cohorts].reverse();
    const shown = this.isAll ? newest : newest.slice(0, COHORTS_SHOWN);
    const top = Math.max(0.0001, ...newest.map((each) => each.activeShare ?? 0));
    return html`<div class="stack tight"><h3 class="label"><lt-explain .label=${say("trees.cohorts")}
        .detail=${say("trees.cohortsDetail")}></lt-explain></h3>
      <ol class="tree-cohorts">${shown.map((each) => this.#cohort(each, top))}</ol>
      ${newest.length > COHORTS_SHOWN ? html`<button class="button ghost small" aria-expanded=${this.isAll}
        @click=${() => (this.isAll = !this.isAll)}>${this.isAll ? say("trees.fewer")
          : say("trees.allCohorts", {count: newest.length})}</button>` : nothing}
    </div>`;
  }

  #cohort(each: Cohort, top: number): TemplateResult {
    return html`<li data-test="cohort" data-month=${each.month}>
      <b class="tabular">${each.month}</b>
      <span class="tree-bar" aria-hidden="true"><i style="width:${((each.activeShare ?? 0) / top) * 100}%"></i></span>
      <span class="tabular tree-cohort-sum">${this.#cash(each.gmvMinor)}</span>
      <span class="faint tabular tree-product">${each.active === 0
        ? say("trees.cohortQuiet", {count: each.size})
        : `${number(each.size)} × ${percent(each.activeShare!)} × ${figure(each.ordersPerActive!)} × ${
          this.#cash(Math.round(each.gmvMinorPerOrder!))}`}</span></li>`;
  }

  #cash(minor: number): string {
    const isLarge = Math.abs(minor) >= 100_000;
    return money({minor: isLarge ? Math.round(minor / 100) * 100 : minor, currency: this.seen.currency});
  }
}

customElements.define("lt-tree-relation", TreeRelation);

function rows(relation: Relation): Array<Array<string | number | undefined>> {
  return [["cohort", "size", "active", "orders", "gmv_minor"],
    ["new", relation.newBuyers, relation.newBuyers, relation.newOrders, relation.newMinor],
    ...relation.cohorts.map((each) => [each.month, each.size, each.active, each.orders, each.gmvMinor])];
}
