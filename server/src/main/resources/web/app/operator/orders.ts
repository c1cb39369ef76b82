import {type TemplateResult, html} from "lit";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {Pages} from "../http/load";
import type {Order} from "../http/types";
import {orderHead, orderLines} from "../studio/order-parts";
import {say} from "../words/words";

/** All orders of the square, newest first; addresses stay masked. */
export class OperatorOrders extends LightElement {
  readonly orders = new Pages<Order>(this, () => "/operator/orders", () => ({limit: 20}));

  protected override render() {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.orders;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.orders.restart());
    }
    if (!isLoaded) {
      return skeletons(4, "8rem");
    }
    if (items.length === 0) {
      return empty("orders", say("operator.noOrders"));
    }
    return html`<div class="stack" data-test="operator-orders">
      <div class="row between"><p class="faint">${say("operator.ordersLead")}</p>
        <button class="button small ghost" ?disabled=${isWaiting} @click=${() => this.orders.restart()}>
          ${icon("again")}${say("studio.refresh")}</button></div>
      <ul class="operator-orders">${items.map((order) => this.#row(order))}</ul>
      ${problem ? html`<p class="notice bad">${problem.words()}</p>` : ""}
      ${hasMore ? html`<button class="button wide" data-test="operator-orders-more" ?disabled=${isWaiting}
        @click=${() => this.orders.more()}>${isWaiting ? spinner() : say("shell.more")}</button>` : ""}
    </div>`;
  }

  #row(order: Order): TemplateResult {
    return html`<li class="card padded order" data-test="operator-order" data-order=${order.orderId}>
      ${orderHead(order)}
      <p class="faint">${say("operator.soldBy")} <a class="link"
        href="/host/${order.host.hostId}">${order.host.name}</a>
        · <span class="code">${order.orderId}</span></p>
      ${orderLines(order)}
    </li>`;
  }
}

customElements.define("lt-operator-orders", OperatorOrders);
