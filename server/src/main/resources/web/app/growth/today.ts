import {type TemplateResult, html, nothing} from "lit";
import {money, number, say} from "../words/words";
import type {GrowthSeen} from "./seen";

/** What today has brought so far: the last day of a series. */
export function today(seen: GrowthSeen | undefined): TemplateResult | typeof nothing {
  const day = seen?.series?.at(-1);
  if (!seen || !day) {
    return nothing;
  }
  const orders = Number(day["orders"] ?? 0);
  return html`
    <div><dt><lt-explain .label=${say("growth.todayGmv")}
      .detail=${say("growth.todayGmvDetail")}></lt-explain></dt><dd class="tabular"
      data-test="today-gmv">${money(
      {minor: day.gmvMinor, currency: seen.factors.currency})}</dd></div>
    <div><dt><lt-explain .label=${say("growth.todayOrders")}
      .detail=${say("growth.todayOrdersDetail")}></lt-explain></dt><dd class="tabular"
      data-test="today-orders">${number(orders)}</dd></div>
    <div><dt><lt-explain .label=${say("growth.todayUv")}
      .detail=${say("growth.todayUvDetail")}></lt-explain></dt><dd class="tabular"
      data-test="today-uv">${number(day.uv)}</dd></div>`;
}
