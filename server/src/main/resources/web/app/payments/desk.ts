import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {ago, money, moment, number, say} from "../words/words";
import {methodName} from "./methods";
import type {Desk, Gateway, OwedBack, Run, Silent} from "./types";
import "./findings";

/** For operators: gateways, payments that stay silent, refunds that wait, and whether the books agree. */
export class PaymentsDesk extends LightElement {
  @state() busy = "";
  @state() open?: Run;
  readonly #load = new Load<Desk>(this, () => api.get<Desk>("/operator/payments"));

  protected override render() {
    return html`<div class="stack loose" data-test="payments-desk">
      ${this.#load.view((desk) => this.#desk(desk as Desk), () => skeletons(4, "6rem"))}</div>`;
  }

  #desk(desk: Desk): TemplateResult {
    return html`
      <section class="stack tight"><header class="row between"><h2 class="subheading">${say("payments.gateways")}</h2>
        <button class="button small ghost" @click=${() => this.#load.run()}>${icon("again")}
          ${say("payments.refresh")}</button></header>
        <ul class="gateways">${desk.gateways.map((each) => this.#gateway(each))}</ul></section>
      ${this.#part("silent", desk.silent.length, html`${desk.silent.map((each) => this.#silent(each))}`)}
      ${this.#part("refunds", desk.refunds.length, html`${desk.refunds.map((each) => this.#refund(each))}`)}
      ${this.#part("days", desk.days.length, html`${desk.days.map((each) => this.#day(each))}`)}`;
  }

  #part(name: string, count: number, rows: TemplateResult): TemplateResult {
    return html`<section class="stack tight" data-test="payments-${name}">
      <h2 class="subheading">${say(`payments.${name}`)}${count ? html` <span
        class="faint tabular">${number(count)}</span>` : nothing}</h2>
      ${count ? html`<ul class="card">${rows}</ul>` : html`<p class="faint">${say(`payments.${name}None`)}</p>`}
    </section>`;
  }

  #gateway(gateway: Gateway): TemplateResult {
    const kind = gateway.isOffered ? "good" : gateway.isConfigured ? "warn" : "";
    const words = gateway.isOffered ? "offered" : gateway.isConfigured ? "notOffered" : "noKeys";
    return html`<li class="card padded stack tight" data-test="gateway" data-method=${gateway.method}>
      <div class="row between"><strong>${methodName(gateway.method)}</strong>
        <span class="badge ${kind}">${say(`payments.${words}`)}</span></div>
      ${gateway.hasStatements && gateway.lastDay ? html`<button class="button small" data-test="reconcile"
        ?disabled=${this.busy !== ""} @click=${() => this.#reconcile(gateway.method, gateway.lastDay!)}>
        ${this.busy === gateway.method ? spinner() : icon("again")}
        ${say("payments.reconcile", {day: gateway.lastDay})}</button>`
        : html`<p class="faint">${say(gateway.isConfigured ? "payments.noStatements" : "payments.keysWhere",
          {method: gateway.method})}</p>`}
    </li>`;
  }

  #silent(each: Silent): TemplateResult {
    return html`<li class="payment-row" data-test="silent" data-payment=${each.paymentId}>
      <span class="stack tight grow"><span><strong class="tabular">${money(each.amount)}</strong>
        ${methodName(each.method)} · ${ago(each.startedAt)}</span>
        <span class="code faint">${each.paymentId}</span>
        <span class="faint">${each.askAt ? say("payments.asked", {count: each.asked, time: moment(each.askAt)})
          : say("payments.givenUp", {count: each.asked})}${this.#error(each.lastError)}</span></span>
      ${this.#button(each.paymentId, "payments.askNow", `/operator/payments/${each.paymentId}/questions`)}
    </li>`;
  }

  #refund(each: OwedBack): TemplateResult {
    return html`<li class="payment-row" data-test="refund-waits" data-refund=${each.refundId}>
      <span class="stack tight grow"><span><strong class="tabular">${money(each.amount)}</strong>
        ${methodName(each.method)} · ${ago(each.owedAt)}</span>
        <span class="code faint">${each.orderId}</span>
        <span class="faint">${each.nextTryAt ? say("payments.tried",
          {count: each.attempts, time: moment(each.nextTryAt)})
          : say("payments.givenUp", {count: each.attempts})}${this.#error(each.lastError)}</span></span>
      ${this.#button(each.refundId, "payments.tryNow", `/operator/payments/refunds/${each.refundId}/tries`)}
    </li>`;
  }

  #error(error: string) {
    return error ? html` · <span class="bad-words">${error}</span>` : nothing;
  }

  #button(id: string, words: string, path: string): TemplateResult {
    return html`<button class="button small" ?disabled=${this.busy !== ""}
      @click=${() => this.#do(id, path)}>${this.busy === id ? spinner() : say(words)}</button>`;
  }

  #day(run: Run): TemplateResult {
    const isOpen = this.open?.method === run.method && this.open.day === run.day;
    const kind = run.fault ? "warn" : run.differences ? "bad" : "good";
    return html`<li class="stack tight payment-day" data-test="day" data-day=${run.day} data-method=${run.method}>
      <div class="payment-row">
        <span class="stack tight grow"><span><strong class="tabular">${run.day}</strong>
          ${methodName(run.method)}</span>
          <span class="faint">${run.fault ? html`<span class="bad-words">${run.fault}</span>`
            : say("payments.matched", {count: number(run.matched)})}</span></span>
        <span class="badge ${kind}">${run.fault ? say("payments.unread")
          : say("payments.differences", {count: number(run.differences)})}</span>
        <button class="button small ghost icon-only" aria-expanded=${isOpen} aria-label=${say("payments.look")}
          data-test="look" @click=${() => (this.open = isOpen ? undefined : run)}>
          ${icon(isOpen ? "up" : "down")}</button>
      </div>
      ${isOpen ? html`<lt-findings .run=${run} @again=${() => this.#reconcile(run.method, run.day)}></lt-findings>`
        : nothing}
    </li>`;
  }

  async #do(id: string, path: string): Promise<void> {
    this.busy = id;
    try {
      await api.post(path);
      toast(say("payments.underway"));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busy = "";
      await this.#load.run();
    }
  }

  async #reconcile(method: string, day: string): Promise<void> {
    this.busy = method;
    try {
      this.open = await api.post<Run>("/operator/payments/reconciliations", {method, day});
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busy = "";
      await this.#load.run();
    }
  }
}

customElements.define("lt-payments-desk", PaymentsDesk);
