import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Address, Order, OrderStatus} from "../http/types";
import {say} from "../words/words";
import type {Desk} from "./desk";
import {orderHead, orderLines} from "./order-parts";

const FILTERS: Array<OrderStatus | ""> =
  ["PAID", "PACKED", "PLACED", "SHIPPED", "DELIVERED", "CLOSED", "REFUNDED", "EXPIRED", "CANCELLED", ""];

/** The host's orders: what is to be sent first, to whom, and where it is. */
export class HostOrders extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() status: OrderStatus | "" = "PAID";
  @state() addresses = new Map<string, Address>();
  @state() shipping: Order | undefined;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  @state() revealingId = "";
  readonly orders = new Pages<Order>(this, () => `/hosts/${this.desk.hostId}/orders`,
    () => ({status: this.status || undefined, limit: 20}));

  protected override render() {
    return html`<div class="stack" data-test="host-orders">
      <header class="row between wrap"><h1 class="title">${say("studio.place.orders")}</h1>
        <button class="button small ghost" @click=${() => this.orders.restart()} data-test="orders-again">
          ${icon("again")}${say("studio.refresh")}</button></header>
      <fieldset class="choices scroll" aria-label=${say("studio.filterOrders")}>
        ${FILTERS.map((status) => html`<label class="choice"><input type="radio" name="status" value=${status}
          .checked=${status === this.status} data-test="filter-${status || "ALL"}"
          @change=${() => this.#filter(status)}>
          <span>${say(`studio.filter.${status || "ALL"}`)}</span></label>`)}
      </fieldset>
      ${this.#list()}
      ${this.#sheet()}
    </div>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.orders;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.orders.restart());
    }
    if (!isLoaded || (isWaiting && items.length === 0)) {
      return skeletons(4, "9rem");
    }
    if (items.length === 0) {
      return empty("truck", say(this.status === "PAID" ? "studio.nothingToShip" : "studio.noOrders"),
        say(this.status === "PAID" ? "studio.nothingToShipDetail" : "studio.noOrdersDetail"));
    }
    return html`<ul class="stack order-list ${isWaiting ? "waiting" : ""}">
        ${items.map((order) => this.#order(order))}</ul>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} data-test="orders-more"
        @click=${() => this.orders.more()}>${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #order(order: Order): TemplateResult {
    return html`<li class="card padded order" data-test="host-order" data-order=${order.orderId}
        data-status=${order.status}>
      ${orderHead(order)}
      ${orderLines(order)}
      ${this.#address(order)}
      ${order.status === "PAID" || order.status === "PACKED" ? html`<div class="row order-foot wrap">
        <span class="faint grow">${say("studio.shipHint")}</span>
        ${order.status === "PAID" ? html`<button class="button" data-test="order-pack"
            ?disabled=${this.isBusy} @click=${() => this.#pack(order)}>${say("studio.pack")}</button>`
          : nothing}
        <button class="button primary" data-test="order-ship" @click=${() => this.#begin(order)}>
          ${icon("truck")}${say("studio.ship")}</button></div>` : nothing}
      ${order.trackingNumber ? html`<p class="row order-foot" data-test="order-tracking">${icon("truck")}
        <span class="grow">${order.carrier} <span class="code">${order.trackingNumber}</span></span>
        ${order.status === "SHIPPED" ? html`<button class="button small ghost" data-test="order-correct"
          @click=${() => this.#begin(order)}>${icon("edit")}${say("studio.correctNumber")}</button>` : nothing}
        </p>` : nothing}
    </li>`;
  }

  #address(order: Order): TemplateResult | typeof nothing {
    const shown = this.addresses.get(order.orderId);
    const address = shown ?? order.address;
    if (!address) {
      return nothing;
    }
    return html`<div class="order-address" data-test="order-address" data-shown=${shown !== undefined}>
      ${icon("pin")}
      <p class="grow"><b>${address.name}</b> <span class="tabular">${address.phone}</span><br>
        ${address.region} ${address.street}</p>
      ${shown ? html`<button class="button small ghost" data-test="address-hide" @click=${() =>
          this.#hide(order)}>${say("studio.hide")}</button>`
        : html`<button class="button small" data-test="address-show" title=${say("studio.revealLogged")}
            ?disabled=${this.revealingId !== ""} @click=${() => this.#reveal(order)}>
            ${this.revealingId === order.orderId ? spinner() : say("studio.reveal")}</button>`}
      ${shown ? html`<p class="faint address-note">${say("studio.revealLogged")}</p>` : nothing}
    </div>`;
  }

  #sheet(): TemplateResult {
    const order = this.shipping;
    return html`<lt-sheet .open=${order !== undefined} .label=${this.#shipWords("studio.ship")} test="ship-sheet"
      @closed=${() => (this.shipping = undefined)}
      .content=${() => order ? html`<form class="stack" @submit=${this.#ship} novalidate
        data-test="ship-form">
        <p class="quiet">${say("studio.shipTo", {name: order.address.name, region: order.address.region})}</p>
        ${field("carrier", say("studio.carrier"), {
          isRequired: true, maxLength: 40, wrong: this.problem?.field("carrier"),
          value: order.carrier ?? lastCarrier(),
        })}
        <div class="choices">${say("studio.carriers").split("|").map((carrier) => html`<button type="button"
          class="button small"
          @click=${this.#useCarrier}>${carrier}</button>`)}</div>
        ${field("trackingNumber", say("studio.trackingNumber"), {
          isRequired: true, maxLength: 60, wrong: this.problem?.field("trackingNumber"),
          value: order.trackingNumber ?? "",
        })}
        ${this.problem && this.problem.errors.length === 0
          ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
        <button class="button primary large wide" data-test="ship-confirm" ?disabled=${this.isBusy}>
          ${this.isBusy ? spinner() : this.#shipWords("studio.shipDone")}</button>
      </form>` : html``}></lt-sheet>`;
  }

  /** An order that left already is only given another number. */
  #shipWords(first: string): string {
    return say(this.shipping?.trackingNumber ? "studio.correctNumber" : first);
  }

  #filter(status: OrderStatus | ""): void {
    this.status = status;
    this.orders.items = [];
    void this.orders.restart();
  }

  #begin(order: Order): void {
    this.problem = undefined;
    this.shipping = order;
  }

  #show(next: Order): void {
    this.orders.items = this.orders.items.map((each) => (each.orderId === next.orderId ? next : each));
  }

  async #pack(order: Order): Promise<void> {
    this.isBusy = true;
    try {
      this.#show(await api.post<Order>(`/orders/${order.orderId}/life/packed`));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  #hide(order: Order): void {
    const left = new Map(this.addresses);
    left.delete(order.orderId);
    this.addresses = left;
  }

  async #reveal(order: Order): Promise<void> {
    this.revealingId = order.orderId;
    try {
      const address = await api.get<Address>(`/orders/${order.orderId}/address`);
      this.addresses = new Map([...this.addresses, [order.orderId, address]]);
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.revealingId = "";
    }
  }

  readonly #useCarrier = (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const field = button.closest("form")!.querySelector<HTMLInputElement>('[name="carrier"]')!;
    field.value = button.textContent!.trim();
  };

  readonly #ship = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const order = this.shipping;
    if (!order || this.isBusy || !form.reportValidity()) {
      return;
    }
    const {carrier = "", trackingNumber = ""} = formValues(form);
    this.isBusy = true;
    this.problem = undefined;
    try {
      const shipped = await api.post<Order | undefined>(`/orders/${order.orderId}/shipment`,
        {carrier, trackingNumber});
      sessionStorage.setItem(CARRIER_KEY, carrier);
      const next = shipped?.orderId ? shipped
        : {...order, status: "SHIPPED" as const, carrier, trackingNumber};
      this.#show(next);
      this.shipping = undefined;
      toast(say(order.trackingNumber ? "studio.numberCorrected" : "studio.shipped"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-host-orders", HostOrders);

const CARRIER_KEY = "laotie.carrier";

/** Most hosts send with one carrier all day. */
function lastCarrier(): string {
  return sessionStorage.getItem(CARRIER_KEY) ?? "";
}
