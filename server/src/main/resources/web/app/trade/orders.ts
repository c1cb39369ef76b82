import {type TemplateResult, html, nothing} from "lit";
import {LightElement} from "../design/light";
import {picture} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {Pages} from "../http/load";
import type {Order, OrderStatus} from "../http/types";
import {specials} from "../prices/explain";
import {money, moment, say} from "../words/words";

const TONES: Record<OrderStatus, string> = {
  PLACED: "warn", PAID: "good", PACKED: "good", SHIPPED: "accent", DELIVERED: "good", CLOSED: "",
  EXPIRED: "", CANCELLED: "", REFUNDED: "",
};

/** The state of an order in one word. */
export function statusBadge(status: OrderStatus): TemplateResult {
  return html`<span class="badge ${TONES[status]}" data-test="order-status" data-status=${status}>
    ${say(`trade.status.${status}`)}</span>`;
}

/** What was bought, in the state it was sold in. */
export function orderLines(order: Order): TemplateResult {
  return html`<ul class="stack tight">${order.lines.map((line) => html`<li class="row order-line">
    ${picture(line.pictureUrl, "", 240)}
    <span class="grow"><strong class="clip-2">${line.title}</strong>
      <span class="faint">${line.skuName} × ${line.quantity}</span>
      ${specials(line.steps)}</span>
    <span class="tabular">${line.steps.length > 1
      ? html`<s class="faint">${money(line.steps[0]!.amount)}</s> ` : nothing}${money(line.net)}</span>
  </li>`)}</ul>`;
}

/** My orders, the newest first. */
export class Orders extends LightElement {
  readonly #orders = new Pages<Order>(this, () => "/orders");

  protected override render() {
    return html`<div class="page narrow stack">
      <header class="row between"><h1 class="title">${say("trade.myOrders")}</h1>
        <a class="button small ghost" href="/returns"
          data-test="to-returns">${say("trade.returns")}</a></header>
      ${this.#body()}
    </div>`;
  }

  #body() {
    const {items, problem, isLoaded, hasMore, isWaiting} = this.#orders;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#orders.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "9rem");
    }
    if (items.length === 0) {
      return empty("orders", say("trade.noOrders"), say("trade.noOrdersDetail"),
        html`<a class="button primary" href="/">${say("feed.lookAround")}</a>`);
    }
    return html`${items.map((order) => html`
      <a class="card padded stack tight order-card" href="/orders/${order.orderId}" data-test="order">
        <span class="row between"><strong class="clip-1">${order.host.name}</strong>
          ${statusBadge(order.status)}</span>
        ${orderLines(order)}
        <span class="row between"><span class="faint">${moment(order.placedAt)}</span>
          <span>${say("trade.total")} <span class="price">${money(order.amount)}</span></span></span>
      </a>`)}
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting}
        @click=${() => void this.#orders.more()}>${isWaiting ? spinner() : say("shell.more")}</button>`
          : nothing}`;
  }
}

customElements.define("lt-orders", Orders);
