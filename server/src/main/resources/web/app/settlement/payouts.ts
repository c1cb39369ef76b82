import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {ask} from "../design/sheet";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {asProblem} from "../http/problem";
import {moment, money, say} from "../words/words";
import {payoutBadge} from "./parts";
import type {Batch, BatchHead, Payout} from "./types";

const WORDS_MAX = 300;

/** Payout batches: gather what is due, take the file to the bank, say what became of it. */
export class Payouts extends LightElement {
  @state() batch?: Batch;
  @state() isWorking = false;
  /** The payout whose misfortune is being written down. */
  @state() telling = "";
  readonly batches = new Pages<BatchHead>(this, () => "/operator/payout-batches", () => ({limit: 10}));

  protected override render() {
    const {items, isLoaded, problem} = this.batches;
    return html`<section class="card padded stack" data-test="payouts">
      <header class="row between wrap"><h2 class="subheading">${say("settlement.payouts")}</h2>
        <button class="button primary small" ?disabled=${this.isWorking} data-test="gather"
          @click=${() => void this.#gather()}>${this.isWorking ? spinner() : icon("plus")}
          ${say("settlement.gather")}</button></header>
      <p class="faint">${say("settlement.gatherWhy")}</p>
      ${problem ? html`<p class="notice bad">${problem.words()}</p>` : nothing}
      ${!isLoaded ? skeletons(2, "3rem") : items.length === 0
        ? html`<p class="faint" data-test="no-batches">${say("settlement.noBatches")}</p>`
        : html`<ul class="money-rows">${items.map((head) => this.#row(head))}</ul>`}
      ${this.batches.hasMore ? html`<button class="button wide" @click=${() => this.batches.more()}>
        ${say("shell.more")}</button>` : nothing}
      <lt-sheet .open=${this.batch !== undefined} large test="batch" .label=${say("settlement.batch")}
        .content=${() => this.batch ? this.#open(this.batch) : html``} @closed=${() => {
          this.batch = undefined;
        }}></lt-sheet>
    </section>`;
  }

  #row(head: BatchHead): TemplateResult {
    return html`<li><button class="money-row" data-test="batch-row" @click=${() => void this.#show(head.batchId)}>
      <span class="grow"><b>${say("settlement.batchNumber", {number: String(head.number)})}</b>
        <span class="faint">${moment(head.openedAt)} · ${say("settlement.payees", {count: head.payouts})}</span>
      </span>
      ${head.open > 0 ? html`<span class="badge warn">${say("settlement.openCount", {count: head.open})}</span>`
        : html`<span class="badge good">${say("settlement.done")}</span>`}${icon("next")}</button></li>`;
  }

  #open(batch: Batch): TemplateResult {
    const isOpen = batch.payouts.some((payout) => payout.state === "OPEN");
    return html`<div class="stack">
      <div class="row wrap">
        <a class="button small" download data-test="bank-file"
          href="/api/v1/operator/payout-batches/${batch.batchId}.csv">${icon("download")}${say("settlement.bankFile")}</a>
        ${isOpen ? html`<button class="button primary small" ?disabled=${this.isWorking} data-test="batch-paid"
          @click=${() => void this.#paid(batch)}>${icon("check")}${say("settlement.markPaid")}</button>` : nothing}
      </div>
      <p class="faint">${say("settlement.bankFileWhy")}</p>
      <ul class="money-rows">${batch.payouts.map((payout) => this.#payout(payout))}</ul>
    </div>`;
  }

  #payout(payout: Payout): TemplateResult {
    const canFail = payout.state === "OPEN";
    const canBounce = payout.state === "PAID";
    return html`<li data-test="payout" data-payee=${payout.payeeId}>
      <span class="grow"><b>${payout.name || payout.payeeId}</b> ${payoutBadge(payout.state)}
        ${payout.hasAccount === false ? html`<span class="badge bad" data-test="no-account">${
          say("settlement.noAccount")}</span>` : nothing}
        <span class="faint">${payout.words}</span>
        ${this.telling === payout.payoutId ? this.#tell(payout) : nothing}</span>
      <b class="tabular">${money(payout.amount)}</b>
      ${canFail || canBounce ? html`<button class="button small ghost" data-test="payout-trouble"
        aria-expanded=${this.telling === payout.payoutId} @click=${() => {
          this.telling = this.telling === payout.payoutId ? "" : payout.payoutId;
        }}>${say(canFail ? "settlement.failed" : "settlement.bounced")}</button>` : nothing}</li>`;
  }

  #tell(payout: Payout): TemplateResult {
    return html`<form class="row wrap" @submit=${(event: SubmitEvent) => void this.#trouble(event, payout)}>
      <input class="input grow" name="words" required maxlength=${WORDS_MAX}
        aria-label=${say("settlement.troubleWords")} placeholder=${say("settlement.troubleWords")}>
      <button class="button small">${say("settlement.save")}</button></form>`;
  }

  async #gather(): Promise<void> {
    await this.#work(async () => {
      this.batch = await api.post<Batch>("/operator/payout-batches");
      await this.batches.restart();
    });
  }

  async #show(batchId: string): Promise<void> {
    await this.#work(async () => {
      this.batch = await api.get<Batch>(`/operator/payout-batches/${batchId}`);
    });
  }

  async #paid(batch: Batch): Promise<void> {
    const open = batch.payouts.filter(({state}) => state === "OPEN");
    const homeless = open.filter(({hasAccount}) => hasAccount === false).length;
    const isSure = await ask({title: say("settlement.paidAsk"), yes: say("settlement.markPaid"),
      detail: `${say("settlement.paidAskDetail", {count: open.length})}${
        homeless > 0 ? ` ${say("settlement.paidAskHomeless", {count: homeless})}` : ""}`});
    if (!isSure) {
      return;
    }
    await this.#work(async () => {
      this.batch = await api.post<Batch>(`/operator/payout-batches/${batch.batchId}/paid`);
      toast(say("settlement.paidDone"), "good");
      await this.batches.restart();
    });
  }

  async #trouble(event: SubmitEvent, payout: Payout): Promise<void> {
    event.preventDefault();
    const words = String(new FormData(event.target as HTMLFormElement).get("words") ?? "");
    const what = payout.state === "OPEN" ? "failed" : "bounced";
    await this.#work(async () => {
      await api.post(`/operator/payouts/${payout.payoutId}/${what}`, {words});
      this.telling = "";
      if (this.batch) {
        this.batch = await api.get<Batch>(`/operator/payout-batches/${this.batch.batchId}`);
      }
      await this.batches.restart();
    });
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.isWorking = true;
    try {
      await work();
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.is("NOTHING_TO_PAY_OUT")) {
        toast(problem.words());
      } else {
        toastProblem(thrown);
      }
    } finally {
      this.isWorking = false;
    }
  }
}

customElements.define("lt-payouts", Payouts);
