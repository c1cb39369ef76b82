import {type TemplateResult, html} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {here} from "../shell/router";
import {say} from "../words/words";
import {placeHere} from "./place";

/** A host's growth: the trees of what he does; at their root also the way he came. */
export class GrowthPage extends LightElement {
  @property() hostId = "";

  protected override watched() {
    return [here] as never[];
  }

  protected override render() {
    const place = placeHere();
    const isRoot = !place.show && !place.clip && !place.source && !place.product;
    return html`<div class="stack loose growth-page" data-test="growth-page">
      <h1 class="title">${say("trees.title")}</h1>
      <lt-tree .hostId=${this.hostId}></lt-tree>
      ${isRoot ? html`<lt-growth-timeline .hostId=${this.hostId}></lt-growth-timeline>
        ${costOf(this.hostId)}` : ""}
    </div>`;
  }
}

customElements.define("lt-growth-page", GrowthPage);

/** What his new customers cost, and whether he feeds the square with traffic. */
function costOf(hostId: string): TemplateResult {
  return html`<laotie-new-customer-cost .base=${`/hosts/${hostId}`}></laotie-new-customer-cost>
    <laotie-traffic-balance .hostId=${hostId}></laotie-traffic-balance>`;
}

/** The operator's growth: the tree of the whole square, and who comes every day. */
export class SquareGrowth extends LightElement {
  protected override watched() {
    return [here] as never[];
  }

  protected override render() {
    const place = placeHere();
    return html`<div class="page stack loose growth-page" data-test="square-growth">
      <h1 class="title">${say("trees.title")}</h1>
      <lt-tree></lt-tree>
      ${place.host ? html`<lt-growth-timeline .hostId=${place.host}></lt-growth-timeline>
          ${costOf(place.host)}`
        : html`<lt-active-days .days=${place.days}></lt-active-days>
          <laotie-new-customer-cost base="/operator"></laotie-new-customer-cost>
          <laotie-traffic-balances></laotie-traffic-balances>`}
    </div>`;
  }
}

customElements.define("lt-square-growth", SquareGrowth);
