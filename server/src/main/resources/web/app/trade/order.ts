import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {ask} from "../design/sheet";
import {skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Address, Order, OrderStatus} from "../http/types";
import {explainOrder} from "../prices/explain";
import {money, say} from "../words/words";
import {addressLine} from "./address-form";
import {trackingUrl} from "./carriers";
import {orderLines, statusBadge} from "./orders";
import {returnCard} from "./return-parts";
import type {Return} from "./return-types";

/** How far along the shown steps each state is. */
const REACHED: Partial<Record<OrderStatus, number>> = {
  PAID: 1, PACKED: 1, SHIPPED: 2, DELIVERED: 3, CLOSED: 3,
};

const RETURNABLE: OrderStatus[] = ["PAID", "PACKED", "SHIPPED", "DELIVERED"];

/** One unit that has not left is cancelled: there is no part of it to give back. */
function isReturnable({status, lines}: Order): boolean {
  const isUnsent = status === "PAID" || status === "PACKED";
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return RETURNABLE.includes(status) && !(isUnsent && units === 1);
}

/** One order: where it stands, what, where to, and paying or cancelling while it is held. */
export class OrderScreen extends LightElement {
  @property() orderId = "";
  /** In clear, once asked for; the order itself brings it masked. */
  @state() address: Address | undefined;
  @state() isRevealing = false;
  readonly #load = new Load<Order>(this, () => api.get<Order>(`/orders/${this.orderId}`));
  readonly #returns = new Load<Return[]>(this, () => api.get<Return[]>(`/orders/${this.orderId}/returns`));

  protected override render() {
    return html`<div class="page narrow stack">
      <a class="row tight quiet" href="/orders">${icon("back")}${say("trade.myOrders")}</a>
      ${this.#load.view((order) => this.#order(order as Order), () => skeletons(3, "8rem"))}
    </div>`;
  }

  #order(order: Order) {
    // From a gateway's page: the cashier says what came of it, and leads back to the room.
    const isBack = new URLSearchParams(location.search).has("paid");
    return html`
      <header class="row between">
        <h1 class="title">${say(`trade.statusTitle.${order.status}`)}</h1>${statusBadge(order.status)}
      </header>
      ${this.#steps(order)}
      ${order.status === "PLACED" || isBack ? html`<section class="card padded">
        <lt-cashier .order=${order} @order=${(event: CustomEvent<Order>) => this.#load.set(event.detail)}
          @finished=${() => void this.#load.run()}></lt-cashier></section>` : nothing}
      ${order.trackingNumber ? html`<section class="card padded row" data-test="tracking">${icon("truck")}
        <span class="grow">${order.carrier}<br><span
          class="code">${order.trackingNumber}</span>${this.#follow(order)}</span>
        ${order.status === "SHIPPED" ? html`<button class="button primary" data-test="confirm-delivery"
          @click=${this.#delivered}>${say("trade.confirmDelivery")}</button>` : nothing}</section>`
        : nothing}
      <section class="card padded stack">
        <a class="row between"
          href="/host/${order.host.hostId}"><strong>${order.host.name}</strong>${icon("next")}</a>
        ${orderLines(order)}
        ${explainOrder(order)}
        <div class="row between"><span class="quiet">${say("trade.total")}</span>
          <span class="price total" data-test="order-amount">${money(order.amount)}</span></div>
        ${order.refunded.minor > 0 ? html`<div class="row between"><span class="quiet">${say("trade.refunded")}</span>
          <span class="tabular" data-test="order-refunded">${money(order.refunded)}</span></div>` : nothing}
      </section>
      ${this.#address(order)}
      <section class="card padded stack" aria-label=${say("trade.timeline")}>
        <lt-timeline .orderId=${order.orderId}
          .version=${`${order.status} ${order.trackingNumber}`}></lt-timeline>
      </section>
      ${["DELIVERED", "CLOSED"].includes(order.status)
        ? html`<lt-order-reviews .orderId=${order.orderId}></lt-order-reviews>` : nothing}
      <dl class="card padded facts">
        <div><dt>${say("trade.number")}</dt><dd class="code">${order.orderId}</dd></div>
        <div><dt>${say("trade.sequence")}</dt>
          <dd class="code" data-test="sequence">#${order.sequence}</dd></div>
      </dl>
      ${this.#returns.value?.map((one) => returnCard(one, say("trade.returnTitle")))}
      ${order.missing?.length ? html`<section class="notice warn stack tight" data-test="missing">
        <strong>${say("trade.missing")}</strong>
        ${order.missing.map((one) => html`<span>${one.title} ${one.skuName} ${say("trade.missingOf",
          {wanted: one.wanted, got: one.got})}</span>`)}</section>` : nothing}
      ${isReturnable(order) ? html`<lt-return-ask .order=${order}></lt-return-ask>` : nothing}
      ${["PLACED", "PAID", "PACKED"].includes(order.status)
        ? html`<button class="button danger" data-test="cancel-order"
          @click=${() => this.#cancel(order)}>${say("trade.cancelOrder")}</button>` : nothing}`;
  }

  /** Where the parcel can be followed: the carrier's page, which learns nothing of ours. */
  #follow(order: Order) {
    const url = trackingUrl(order.carrier ?? "", order.trackingNumber ?? "");
    return url ? html`<br><a class="link" href=${url} target="_blank" rel="noopener noreferrer"
      data-test="tracking-link">${say("trade.followParcel")}</a>` : nothing;
  }

  #address(order: Order) {
    const shown = this.address;
    return html`<section class="card padded order-place" data-test="order-address"
        data-shown=${shown !== undefined}>
      ${icon("pin")}${addressLine(shown ?? order.address)}
      ${shown ? html`<button class="button small ghost" data-test="address-hide"
          @click=${() => (this.address = undefined)}>${say("trade.hideAddress")}</button>`
        : html`<button class="button small" data-test="address-show" ?disabled=${this.isRevealing}
          @click=${this.#reveal}>${this.isRevealing ? spinner() : say("trade.showAddress")}</button>`}
      ${shown ? html`<p class="faint">${say("trade.addressLogged")}</p>` : nothing}
    </section>`;
  }

  #steps(order: Order) {
    if (["EXPIRED", "CANCELLED", "REFUNDED"].includes(order.status)) {
      return html`<p class="notice">${icon("notice")}<span>${say(`trade.over.${order.status}`)}</span></p>`;
    }
    const reached = REACHED[order.status] ?? 0;
    return html`<ol class="steps">${["PLACED", "PAID", "SHIPPED", "DELIVERED"].map((status, index) => html`
      <li class=${index <= reached ? "is-done" : ""} aria-current=${index === reached ? "step" : "false"}>
        ${say(`trade.step.${status}`)}</li>`)}</ol>`;
  }

  readonly #reveal = async () => {
    this.isRevealing = true;
    try {
      this.address = await api.get<Address>(`/orders/${this.orderId}/address`);
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isRevealing = false;
    }
  };

  readonly #delivered = async () => {
    if (await ask({title: say("trade.deliveredAsk"), detail: say("trade.deliveredDetail"),
      yes: say("trade.confirmDelivery")})) {
      try {
        this.#load.set(await api.post<Order>(`/orders/${this.orderId}/life/delivered`));
      } catch (thrown) {
        toastProblem(thrown);
        void this.#load.run();
      }
    }
  };

  async #cancel(order: Order): Promise<void> {
    const detail = order.status === "PLACED" ? say("trade.cancelDetail")
      : say("trade.cancelPaidDetail", {amount: money(order.amount)});
    if (await ask({title: say("trade.cancelAsk"), detail, yes: say("trade.cancelOrder"), isDanger: true})) {
      try {
        await api.delete(`/orders/${this.orderId}`);
      } catch (thrown) {
        toastProblem(thrown);
      }
      void this.#load.run();
    }
  }
}

customElements.define("lt-order", OrderScreen);
