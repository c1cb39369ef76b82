import {type TemplateResult, html} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {figure} from "../growth/seen";
import {money, number, percent, say} from "../words/words";
import {moved} from "../growth/moved";
import type {Node} from "./types";

interface Measure {
  name: string;
  value: (node: Node) => number | undefined;
  show: (value: number) => string;
  from: (node: Node) => string;
}

/** GPM and its like: small tiles, each with its definition and what it was. */
export class TreeMeasures extends LightElement {
  @property({attribute: false}) now!: Node;
  @property({attribute: false}) was?: Node;
  @property({type: Boolean}) isOfProduct = false;

  protected override render() {
    return html`<dl class="tree-measures" data-test="tree-measures">
      ${this.#measures().map((measure) => this.#tile(measure))}</dl>`;
  }

  #tile(measure: Measure): TemplateResult {
    const value = measure.value(this.now);
    return html`<div><dt><lt-explain .label=${say(`trees.${measure.name}`)}
        .detail=${`${say(`trees.${measure.name}Detail`)} ${measure.from(this.now)}`}></lt-explain></dt>
      <dd class="tabular" data-test="measure-${measure.name}" data-value=${value ?? ""}>${
        value === undefined ? html`<span class="none" title=${say("growth.none")}>—</span>`
          : measure.show(value)}</dd>
      <span class="term-note">${moved(value, this.was ? measure.value(this.was) : undefined)}</span>
    </div>`;
  }

  #measures(): Measure[] {
    const cash = (minor: number) =>
      money({minor: Math.round(minor), currency: this.now.factors.currency});
    const of = (part: number, whole: number) => say("trees.of", {part, whole});
    return [
      {name: this.isOfProduct ? "productViews" : "views", value: (node) => node.views, show: (views) =>
        number(views), from: () => ""},
      {name: "gpm", value: (node) => node.gpmMinor, show: cash,
        from: (node) => of(node.factors.gmvMinor / 100, node.views)},
      {name: "gmvPerUv", value: (node) => node.gmvMinorPerUv, show: cash,
        from: (node) => of(node.factors.gmvMinor / 100, node.factors.uv)},
      {name: "ordersPerHour", value: (node) => node.ordersPerWatchHour, show: figure,
        from: (node) => of(node.factors.orders, Math.round(node.factors.watchSeconds / 36) / 100)},
      {name: "gmvPerHour", value: (node) => node.gmvMinorPerWatchHour, show: cash,
        from: (node) => of(node.factors.gmvMinor / 100, Math.round(node.factors.watchSeconds / 36) / 100)},
      {name: "intentRate", value: (node) => node.intentRate, show: (rate) => percent(rate),
        from: (node) => of(node.askedViews, node.views)},
      {name: "intentConversion", value: (node) => node.intentConversion, show: (rate) => percent(rate),
        from: (node) => `${of(node.metViews, node.ripeViews)} ${
          say("trees.notRipe", {count: node.askedViews - node.ripeViews})}`},
    ];
  }
}

customElements.define("lt-tree-measures", TreeMeasures);
