import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, skeletons} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Desk} from "../studio/desk";
import {type Money, moment, money, percent, say} from "../words/words";
import {accountForm, payoutBadge} from "./parts";
import type {HostMoney, PayoutAccount, Statement, StatementLine} from "./types";

const NOTHING: Money = {minor: 0, currency: "CNY"};
const LINES = 20;
const MONTHS = 24;

/** A host's money: held, due, paid out, and a statement of how it came about. */
export class HostMoneyPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() isEditing = false;
  @state() isSaving = false;
  @state() lines: StatementLine[] = [];
  @state() next = "";
  /** Such as 2026-11; empty for all. */
  @state() month = "";
  readonly money = new Load<HostMoney>(this, () => api.get<HostMoney>(`/hosts/${this.desk.hostId}/money`));
  readonly statement = new Load<Statement>(this, async () => {
    const first = await this.#page("");
    this.lines = first.lines.items;
    this.next = first.lines.next;
    return first;
  });

  protected override render() {
    return html`<div class="stack loose" data-test="host-money">
      <h1 class="title">${say("settlement.money")}</h1>
      ${this.money.view((seen) => this.#purses(seen), () => skeletons(1, "9rem"))}
      ${this.statement.view((seen) => this.#statement(seen), () => skeletons(4, "3.5rem"))}
    </div>`;
  }

  #purses(seen: HostMoney): TemplateResult {
    const held = seen.held[0] ?? NOTHING;
    const due = seen.due[0] ?? NOTHING;
    return html`
      <dl class="purses">
        <div class="card padded"><dt>${say("settlement.held")}</dt>
          <dd class="tabular" data-test="money-held">${money(held)}</dd>
          <p class="faint">${seen.waiting > 0 && seen.firstDueAt
            ? say("settlement.nextDue", {count: seen.waiting, when: moment(seen.firstDueAt)})
            : say("settlement.heldWhy", {count: seen.terms.afterDays})}</p></div>
        <div class="card padded ${due.minor < 0 ? "is-debt" : ""}"><dt>${say("settlement.due")}</dt>
          <dd class="tabular" data-test="money-due">${money(due)}</dd>
          <p class="faint">${say(due.minor < 0 ? "settlement.debtWhy" : "settlement.dueWhy")}</p></div>
        <div class="card padded"><dt>${say("settlement.commission")}</dt>
          <dd class="tabular">${percent(seen.terms.commissionBasisPoints / 10_000, 2)}</dd>
          <p class="faint">${say("settlement.commissionWhy")}</p></div>
      </dl>
      ${seen.holds.map((hold) => html`<p class="notice warn" data-test="money-hold">${icon("shield")}<span>
        ${say(hold.amountMinor === 0 ? "settlement.holdAll" : "settlement.holdSome", {
          amount: money({minor: hold.amountMinor, currency: due.currency}), case: hold.caseId,
          when: moment(hold.endsAt)})} ${hold.reason}</span></p>`)}
      <section class="card padded stack">
        <header class="row between wrap"><h2 class="subheading">${say("settlement.payouts")}</h2>
          ${this.#account(seen)}</header>
        ${this.isEditing || !seen.account ? this.#accountForm() : nothing}
        ${seen.payouts.length === 0 ? html`<p class="faint">${say("settlement.noPayouts")}</p>`
          : html`<ul class="money-rows">${seen.payouts.map((payout) => html`<li data-test="host-payout">
            <span class="grow">${payoutBadge(payout.state)} <span class="faint">${
              payout.movedAt ? moment(payout.movedAt) : ""} ${payout.words}</span></span>
            <b class="tabular">${money(payout.amount)}</b></li>`)}</ul>`}
      </section>`;
  }

  #account(seen: HostMoney): TemplateResult | typeof nothing {
    return seen.account ? html`<span class="row">
      <span class="faint" data-test="payout-account">${seen.account.bank} ${seen.account.number}</span>
      <button class="button small ghost" data-test="edit-account" aria-expanded=${this.isEditing}
        @click=${() => {
          this.isEditing = !this.isEditing;
        }}>${icon("edit")}${say("settlement.editAccount")}</button></span>` : nothing;
  }

  #accountForm(): TemplateResult {
    return accountForm(say("settlement.accountWhy"), this.isSaving, (event) => void this.#save(event));
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as unknown as PayoutAccount;
    this.isSaving = true;
    try {
      await api.put<PayoutAccount>(`/hosts/${this.desk.hostId}/payout-account`, body);
      this.isEditing = false;
      toast(say("settlement.accountSaved"), "good");
      await this.money.run();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isSaving = false;
    }
  }

  #statement(seen: Statement): TemplateResult {
    const closing = seen.closing[0] ?? NOTHING;
    const table = new URLSearchParams(daysOf(this.month)).toString();
    return html`<section class="card padded stack" data-test="statement">
      <header class="row between wrap"><h2 class="subheading">${say("settlement.statement")}</h2>
        <span class="row tight"><label><span class="unseen">${say("settlement.month")}</span>
            <select class="input" data-test="statement-month" @change=${this.#chooseMonth}>
              <option value="">${say("settlement.allTime")}</option>
              ${monthsUntilNow().map((month) => html`<option value=${month} ?selected=${month === this.month}>
                ${month}</option>`)}</select></label>
          <a class="button small ghost" download
            href="/api/v1/hosts/${this.desk.hostId}/statement.csv?${table}">${icon("download")}CSV</a></span>
      </header>
      <p class="faint">${say("settlement.statementWhy")}</p>
      ${this.month ? html`<p class="row between"><span>${say("settlement.opening")}</span>
        <b class="tabular" data-test="statement-opening">${money(seen.opening[0] ?? NOTHING)}</b></p>` : nothing}
      ${this.lines.length === 0 ? empty("orders", say("settlement.noLines"), say("settlement.noLinesDetail"))
        : html`<ul class="money-rows">${this.lines.map((line) => this.#line(line))}</ul>`}
      ${this.next ? html`<button class="button wide" data-test="statement-more"
        @click=${() => void this.#more()}>${say("shell.more")}</button>` : nothing}
      <p class="row between statement-foot"><span>${say("settlement.closing")}</span>
        <b class="tabular" data-test="statement-closing">${money(closing)}</b></p>
    </section>`;
  }

  #line(line: StatementLine): TemplateResult {
    const parts = ([["gross", line.gross], ["subsidy", line.subsidy], ["commissionTaken", line.commission],
      ["supplies", line.supplies]] as const).filter(([, part]) => part.minor !== 0);
    return html`<li data-test="statement-line" data-kind=${line.kind}>
      <span class="grow"><b>${say(`settlement.kind.${line.kind}`)}</b>
        <span class="faint">${moment(line.at)}${line.orderId
          ? html` · <a class="link" href="/orders/${line.orderId}">${say("settlement.order")}</a>` : nothing}
        ${parts.map(([name, part]) => html` · ${say(`settlement.part.${name}`)} ${money(part)}`)}</span></span>
      <b class="tabular ${line.amount.minor < 0 ? "is-minus" : ""}">${money(line.amount)}</b></li>`;
  }

  #page(after: string): Promise<Statement> {
    return api.get<Statement>(`/hosts/${this.desk.hostId}/statement`,
      {...daysOf(this.month), after, limit: LINES});
  }

  readonly #chooseMonth = (event: Event) => {
    this.month = (event.target as HTMLSelectElement).value;
    void this.statement.run();
  };

  async #more(): Promise<void> {
    try {
      const page = await this.#page(this.next);
      this.lines = [...this.lines, ...page.lines.items];
      this.next = page.lines.next;
    } catch (thrown) {
      toastProblem(thrown);
    }
  }
}

customElements.define("lt-host-money", HostMoneyPage);

/** This month and those before it, newest first. */
function monthsUntilNow(): string[] {
  const now = new Date();
  return Array.from({length: MONTHS}, (_, back) => {
    const month = new Date(Date.UTC(now.getFullYear(), now.getMonth() - back, 1));
    return month.toISOString().slice(0, 7);
  });
}

/** The first and the last business day of a month; no bounds for all time. */
function daysOf(month: string): {from: string; to: string} {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return month === "" ? {from: "", to: ""}
    : {from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)};
}
