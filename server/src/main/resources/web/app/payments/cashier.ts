import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {api, newKey} from "../http/api";
import {serverNow} from "../http/clock";
import {type Problem, asProblem} from "../http/problem";
import type {Order} from "../http/types";
import {go} from "../shell/router";
import {ago, countdown, money, moment, say} from "../words/words";
import {bestWay, cameFrom, leaveFor, methodName} from "./methods";
import type {CashierView, Method, Payment} from "./types";

type Outcome = "success" | "decline" | "timeout";
type Step = "ready" | "asking" | "waiting" | "declined";

const PRETENDING = "mock";
const POLL_EVERY_MS = 1_000;

/** After so long without a word the cashier says so, and goes on listening. */
const SILENT_AFTER_MS = 6_000;

/** How young a payment of another tab is worth a word. */
const ELSEWHERE_MS = 600_000;

/**
 * The cashier of one order: how long the goods are held, what may be chosen, the code to scan or the way to a
 * page, and what came of it. Fires `order` with each newer order and `finished` when the person is done.
 */
export class Cashier extends LightElement {
  @property({attribute: false}) order!: Order;
  @state() view?: CashierView;
  @state() chosen = "";
  @state() step: Step = "ready";
  @state() mine?: Payment;
  @state() waitsSince = 0;
  @state() problem?: Problem;
  @state() now = serverNow();
  #ticker?: ReturnType<typeof setInterval>;
  #isAsked = false;
  #isListening = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticker = setInterval(() => this.#tick(), 1_000);
    if (this.order.status === "PLACED") {
      void this.#open();
    }
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

  /** Whoever comes back from a gateway's page waits for its word at once. */
  async #open(): Promise<void> {
    await this.#look();
    const back = new URLSearchParams(location.search).get("paid");
    const pending = this.view?.payments.filter((one) => one.status === "PENDING" && one.method === back);
    if (back && pending?.length) {
      this.mine = pending.at(-1);
      await this.#listen();
    }
  }

  protected override render() {
    switch (this.order.status) {
      case "PLACED":
        return this.#toPay();
      case "EXPIRED":
      case "CANCELLED":
      case "REFUNDED":
        return this.#over();
      default:
        return this.#paid();
    }
  }

  #toPay() {
    const {amount, heldUntil, lines} = this.order;
    const left = Date.parse(heldUntil) - this.now;
    return html`<div class="stack cashier" data-test="cashier" data-step=${this.step}>
      <div class="cashier-amount">
        ${lines.map((line) => html`<span class="faint">${line.title} · ${line.skuName} × ${line.quantity}</span>`)}
        <span class="price" data-test="amount">${money(amount)}</span>
        <span class="badge ${left < 60_000 ? "bad" : "warn"} tabular" role="timer" data-test="hold">
          ${icon("clock")}${say("payments.heldFor", {time: countdown(left)})}</span>
      </div>
      ${this.#answer()}
      ${this.step === "waiting" ? this.#waiting() : html`${this.#elsewhere()}${this.#choices()}`}
    </div>`;
  }

  #answer() {
    if (this.problem) {
      return html`<p class="notice bad" role="alert" data-test="pay-problem">${icon("notice")}
        <span>${this.problem.words()}</span></p>`;
    }
    return this.step === "declined"
      ? html`<p class="notice bad" role="alert" data-test="pay-declined">${icon("notice")}
          <span>${say("payments.declined")}</span></p>` : nothing;
  }

  #waiting(): TemplateResult {
    const next = this.mine?.next;
    const isSilent = this.now - this.waitsSince > SILENT_AFTER_MS;
    return html`<div class="stack waiting" role="status" data-test="pay-waiting">
      ${next?.kind === "SCAN" ? html`<img class="pay-code" src=${next.url} width="220" height="220"
          alt=${say("payments.code")} data-test="pay-code">
        <p>${say("payments.scan", {name: methodName(this.mine!.method)})}</p>`
        : html`<p class="row tight">${spinner()}<span>${say("payments.asking")}</span></p>`}
      ${isSilent && next?.kind !== "SCAN" ? html`<p class="notice warn" data-test="pay-silent">${icon("clock")}
        <span>${say("payments.noAnswer", {time: moment(this.order.heldUntil)})}</span></p>` : nothing}
      <div class="row wrap center">
        ${next?.kind === "VISIT" ? html`<button class="button" data-test="pay-page"
          @click=${() => leaveFor(next.url)}>${say("payments.toPage")}</button>` : nothing}
        <button class="button ghost" data-test="pay-other" @click=${this.#again}>${say("payments.other")}</button>
      </div>
    </div>`;
  }

  /** A payment that another tab, or this one before a reload, began. */
  #elsewhere() {
    const other = this.view?.payments.filter((one) => one.status === "PENDING" && one.method !== PRETENDING
      && this.now - Date.parse(one.startedAt) < ELSEWHERE_MS).at(-1);
    if (!other || this.step === "asking") {
      return nothing;
    }
    return html`<div class="notice warn" data-test="pay-elsewhere">${icon("notice")}
      <span class="stack tight"><span>${say("payments.elsewhere",
        {name: methodName(other.method), ago: ago(other.startedAt)})}</span>
      <button class="button small" data-test="pay-continue"
        @click=${() => this.#resume(other)}>${say("payments.continue")}</button></span></div>`;
  }

  #choices() {
    const methods = this.view?.methods;
    if (!methods) {
      return this.problem ? html`<button class="button wide" @click=${this.#retry}>${say("payments.retry")}</button>`
        : html`<div class="skeleton" style="height:6rem" aria-busy="true"></div>`;
    }
    const real = methods.filter(({method}) => method !== PRETENDING);
    return html`
      ${real.length > 0 ? this.#real(real) : nothing}
      ${methods.length > real.length ? this.#mock(real.length > 0) : nothing}
      ${methods.length === 0 ? html`<p class="notice warn" data-test="pay-none">${icon("notice")}
        <span>${say("payments.none")}</span></p>` : nothing}`;
  }

  #real(methods: Method[]): TemplateResult {
    const chosen = methods.find(({method}) => method === this.chosen) ?? methods[0]!;
    return html`<fieldset class="choices pay-methods" data-test="pay-methods">
        <legend class="label">${say("payments.payBy")}</legend>
        ${methods.map((each) => html`<label class="choice"><input type="radio" name="pay-method"
          value=${each.method} .checked=${each === chosen} data-test="method-${each.method}"
          @change=${() => (this.chosen = each.method)}><span>${methodName(each.method)}</span></label>`)}
      </fieldset>
      <button class="button primary large wide" data-test="pay" ?disabled=${this.step === "asking"}
        @click=${() => this.#pay({method: chosen.method, way: bestWay(chosen)})}>
        ${this.step === "asking" ? spinner() : nothing}
        ${say("payments.payNow", {amount: money(this.order.amount)})}</button>`;
  }

  #mock(isBeside: boolean): TemplateResult {
    const pay = (outcome: Outcome) => this.#pay({method: PRETENDING, way: "NOW", outcome});
    const isAsking = this.step === "asking";
    return html`<div class="stack tight" role="group" aria-label=${say("payments.mockCashier")}>
      <p class="faint">${say("payments.mockCashier")}</p>
      <button class="button ${isBeside ? "" : "primary large"} wide" data-test="pay-success" ?disabled=${isAsking}
        @click=${() => pay("success")}>${isAsking ? spinner() : nothing}
        ${say(isAsking ? "payments.asking" : "payments.payNow", {amount: money(this.order.amount)})}</button>
      <div class="row">
        <button class="button small grow" data-test="pay-decline" ?disabled=${isAsking}
          @click=${() => pay("decline")}>${say("payments.tryDecline")}</button>
        <button class="button small grow" data-test="pay-timeout" ?disabled=${isAsking}
          @click=${() => pay("timeout")}>${say("payments.tryTimeout")}</button>
      </div>
    </div>`;
  }

  #paid() {
    const twice = this.view?.payments.some((one) => one.status === "RETURNED");
    return html`<div class="state paid" role="status" data-test="paid">
      <span class="paid-mark">${icon("check")}</span>
      <h2>${say("payments.paidTitle")}</h2>
      <p>${say("payments.paidDetail", {name: this.order.host.name})}</p>
      ${twice ? html`<p class="notice" data-test="paid-twice">${icon("notice")}
        <span>${say("payments.paidTwice")}</span></p>` : nothing}
      <p class="faint tabular">${say("payments.orderNumber",
        {number: this.order.orderId})} · ${money(this.order.amount)}</p>
      <div class="row wrap">
        <button class="button primary" data-test="finish" @click=${this.#finish}>${say("payments.goOn")}</button>
        <a class="button" href="/orders/${this.order.orderId}"
          data-test="see-order">${say("payments.seeOrder")}</a>
      </div>
    </div>`;
  }

  #over() {
    return html`<div class="state" data-test="order-over">
      ${icon("clock")}
      <h2>${say(`trade.status.${this.order.status}`)}</h2>
      <p>${say(`trade.over.${this.order.status}`)}</p>
      <button class="button" @click=${this.#finish}>${say("payments.goOn")}</button>
    </div>`;
  }

  readonly #finish = () => {
    this.dispatchEvent(new CustomEvent("finished"));
    const isBack = new URLSearchParams(location.search).has("paid");
    const room = cameFrom();
    if (isBack) {
      go(room ?? location.pathname, {replaces: true});
    }
  };

  readonly #again = () => {
    this.step = "ready";
    this.mine = undefined;
    void this.#look();
  };

  readonly #retry = () => {
    this.problem = undefined;
    void this.#look();
  };

  async #pay(wish: {method: string; way: string; outcome?: Outcome}): Promise<void> {
    if (this.step === "asking") {
      // The second tap of a double tap: one payment is on its way.
      return;
    }
    this.step = "asking";
    this.problem = undefined;
    try {
      this.mine = await api.post<Payment>(`/orders/${this.order.orderId}/payments`, wish, newKey());
      await this.#follow(this.mine);
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.step = "ready";
      await this.#refresh();
      await this.#look();
    }
  }

  async #resume(payment: Payment): Promise<void> {
    this.mine = payment;
    await this.#follow(payment);
  }

  async #follow(payment: Payment): Promise<void> {
    if (payment.next.kind === "VISIT") {
      leaveFor(payment.next.url);
    }
    await this.#listen();
  }

  /** Asks until the payment is settled, the order is over, or somebody turns away. */
  async #listen(): Promise<void> {
    this.step = "waiting";
    this.waitsSince = serverNow();
    if (this.#isListening) {
      return;
    }
    this.#isListening = true;
    try {
      while (this.isConnected && this.step === "waiting") {
        await this.#look();
        const mine = this.view?.payments.find((one) => one.paymentId === this.mine?.paymentId);
        if (this.view?.orderStatus !== "PLACED") {
          await this.#refresh();
          this.step = "ready";
        } else if (mine?.status === "DECLINED") {
          this.step = "declined";
        } else {
          await new Promise((wake) => setTimeout(wake, POLL_EVERY_MS));
        }
      }
    } finally {
      this.#isListening = false;
    }
  }

  /** How the payments stand; while one waits, a lost connection is not worth a word. */
  async #look(): Promise<void> {
    try {
      this.view = await api.get<CashierView>(`/orders/${this.order.orderId}/payments`);
    } catch (thrown) {
      if (this.step !== "waiting") {
        this.problem = asProblem(thrown);
      }
    }
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
