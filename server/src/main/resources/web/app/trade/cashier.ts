import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {api, newKey} from "../http/api";
import {serverNow} from "../http/clock";
import {type Problem, asProblem} from "../http/problem";
import type {Order, Payment} from "../http/types";
import {countdown, money, moment, say} from "../words/words";

type Outcome = "success" | "decline" | "timeout";
type Step = "ready" | "asking" | "declined" | "silent";

const POLL_EVERY_MS = 700;
const POLLS_MAX = 20;
const POLLS_MAX_TIMEOUT = 6;

/**
 * The cashier of one order: the time the goods are still held, the mock gateway's three outcomes, and what
 * came
 * of it. Fires `order` with each newer order and `finished` when the person is done.
 */
export class Cashier extends LightElement {
  @property({attribute: false}) order!: Order;
  @state() step: Step = "ready";
  @state() problem?: Problem;
  @state() now = serverNow();
  #ticker?: ReturnType<typeof setInterval>;
  #isAsked = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticker = setInterval(() => this.#tick(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticker);
  }

  #tick(): void {
    this.now = serverNow();
    const isOver = this.order.status === "PLACED" && Date.parse(this.order.heldUntil) < this.now;
    if (isOver && !this.#isAsked) {
      // The server's clock decides, not ours.
      this.#isAsked = true;
      void this.#refresh().finally(() => setTimeout(() => (this.#isAsked = false), 3_000));
    }
  }

  protected override render() {
    switch (this.order.status) {
      case "PLACED":
        return this.#toPay();
      case "PAID":
      case "PACKED":
      case "SHIPPED":
      case "DELIVERED":
      case "CLOSED":
        return this.#paid();
      case "EXPIRED":
      case "CANCELLED":
      case "REFUNDED":
        return this.#over();
    }
  }

  #toPay() {
    const {amount, heldUntil, lines} = this.order;
    const left = Date.parse(heldUntil) - this.now;
    const isAsking = this.step === "asking";
    return html`<div class="stack cashier" data-test="cashier">
      <div class="cashier-amount">
        ${lines.map((line) => html`<span class="faint">${line.title} · ${line.skuName} × ${line.quantity}</span>`)}
        <span class="price" data-test="amount">${money(amount)}</span>
        <span class="badge ${left < 60_000 ? "bad" : "warn"} tabular" role="timer" data-test="hold">
          ${icon("clock")}${say("trade.heldFor", {time: countdown(left)})}</span>
      </div>
      ${this.#answer()}
      <div class="stack tight" role="group" aria-label=${say("trade.mockCashier")}>
        <p class="faint">${say("trade.mockCashier")}</p>
        <button class="button primary large wide" data-test="pay-success" ?disabled=${isAsking}
          @click=${() => this.#pay("success")}>${isAsking ? spinner() : nothing}
          ${say(isAsking ? "trade.asking" : "trade.payNow", {amount: money(amount)})}</button>
        <div class="row">
          <button class="button small grow" data-test="pay-decline" ?disabled=${isAsking}
            @click=${() => this.#pay("decline")}>${say("trade.tryDecline")}</button>
          <button class="button small grow" data-test="pay-timeout" ?disabled=${isAsking}
            @click=${() => this.#pay("timeout")}>${say("trade.tryTimeout")}</button>
        </div>
      </div>
    </div>`;
  }

  #answer() {
    if (this.problem) {
      return html`<p class="notice bad" role="alert" data-test="pay-problem">${icon("notice")}
        <span>${this.problem.words()}</span></p>`;
    }
    switch (this.step) {
      case "declined":
        return html`<p class="notice bad" role="alert" data-test="pay-declined">${icon("notice")}
          <span>${say("trade.declined")}</span></p>`;
      case "silent":
        return html`<p class="notice warn" role="alert" data-test="pay-silent">${icon("clock")}
          <span>${say("trade.silent", {time: moment(this.order.heldUntil)})}</span></p>`;
      default:
        return nothing;
    }
  }

  #paid() {
    return html`<div class="state paid" role="status" data-test="paid">
      <span class="paid-mark">${icon("check")}</span>
      <h2>${say("trade.paidTitle")}</h2>
      <p>${say("trade.paidDetail", {name: this.order.host.name})}</p>
      <p class="faint tabular">${say("trade.orderNumber",
        {number: this.order.orderId})} · ${money(this.order.amount)}</p>
      <div class="row wrap">
        <button class="button primary" data-test="finish" @click=${this.#finish}>${say("trade.goOn")}</button>
        <a class="button" href="/orders/${this.order.orderId}"
          data-test="see-order">${say("trade.seeOrder")}</a>
      </div>
    </div>`;
  }

  #over() {
    return html`<div class="state" data-test="order-over">
      ${icon("clock")}
      <h2>${say(`trade.status.${this.order.status}`)}</h2>
      <p>${say(`trade.over.${this.order.status}`)}</p>
      <button class="button" @click=${this.#finish}>${say("trade.goOn")}</button>
    </div>`;
  }

  readonly #finish = () => {
    this.dispatchEvent(new CustomEvent("finished"));
  };

  async #pay(outcome: Outcome): Promise<void> {
    this.step = "asking";
    this.problem = undefined;
    try {
      const key = newKey();
      // The same key again starts nothing: it answers with how that payment stands.
      const standing = async () => (await api.post<Payment>(`/orders/${this.order.orderId}/payments`,
        {method: "mock", outcome}, key)).status;
      const polls = outcome === "timeout" ? POLLS_MAX_TIMEOUT : POLLS_MAX;
      this.step = await this.#await(standing, polls);
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.step = "ready";
      await this.#refresh();
    }
  }

  /** Asks until the gateway answered, or long enough. */
  async #await(standing: () => Promise<Payment["status"]>, polls: number): Promise<Step> {
    for (let count = 0; count < polls && this.isConnected; count++) {
      const status = await standing();
      if (status === "DECLINED") {
        return "declined";
      }
      await this.#refresh();
      if (this.order.status !== "PLACED") {
        return "ready";
      }
      await new Promise((wake) => setTimeout(wake, POLL_EVERY_MS));
    }
    return "silent";
  }

  async #refresh(): Promise<void> {
    try {
      this.order = await api.get<Order>(`/orders/${this.order.orderId}`);
      this.dispatchEvent(new CustomEvent<Order>("order", {detail: this.order}));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }
}

customElements.define("lt-cashier", Cashier);
