import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {asProblem} from "../http/problem";
import {go} from "../shell/router";
import type {Desk} from "../studio/desk";
import {moment, number, say} from "../words/words";
import {type Batch, type Batches, STATUS_BADGES, type WaybillImport, count} from "./types";

const BYTES_MAX = 5_000_000;
const BATCH_MAX = 10_000;
const BATCH_USUAL = 200;
const CARRIER_KEY = "laotie.carrier";

/** Goods out: what waits, the batches that are packed, and the waybills that come back. */
export class Dispatch extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() isBusy = false;
  @state() isSending = false;
  @state() isOver = false;
  @state() wrong = "";
  readonly batches = new Load<Batches>(this, () => api.get(`/hosts/${this.desk.hostId}/pick-batches`));
  readonly past = new Load<{items: WaybillImport[]}>(
    this, () => api.get(`/hosts/${this.desk.hostId}/waybill-imports`));

  protected override render() {
    return html`<div class="stack loose" data-test="dispatch">
      <h1 class="title">${say("supply.dispatchTitle")}</h1>
      ${this.batches.view((found) => this.#batches(found as Batches), () => skeletons(2, "6rem"))}
      ${this.#intake()}
    </div>`;
  }

  #batches(found: Batches): TemplateResult {
    const free = Math.max(0, Math.min(found.toShip - found.inBatches, BATCH_MAX));
    return html`<section class="card padded stack" data-test="to-ship">
        <p class="row between wrap"><span><b class="supply-big tabular" data-test="to-ship-count">
            ${found.toShip > BATCH_MAX ? `${number(BATCH_MAX)}+` : number(found.toShip)}</b>
            ${say("supply.toShip")}</span>
          ${found.inBatches > 0 ? html`<span class="quiet">${say("supply.inBatches", {count: found.inBatches})}</span>`
            : nothing}</p>
        ${free === 0 ? html`<p class="faint">${say(found.toShip === 0 ? "supply.nothingToShip"
            : "supply.allInBatches")}</p>`
          : html`<form class="row wrap supply-narrow" data-test="batch-form" @submit=${this.#make}>
            <label class="field"><span class="label">${say("supply.batchOrders")}</span>
              <input class="input tabular" name="orders" type="number" min="1" max=${BATCH_MAX} required
                .defaultValue=${String(Math.min(free, BATCH_USUAL))} data-test="batch-orders"></label>
            <button class="button primary large grow" ?disabled=${this.isBusy} data-test="batch-make">
              ${this.isBusy ? spinner() : icon("plus")}${say("supply.makeBatch")}</button></form>
            <p class="faint">${say("supply.batchWhy")}</p>`}
      </section>
      <section class="stack"><h2 class="subheading">${say("supply.batches")}</h2>
        ${found.items.length === 0 ? html`<p class="faint">${say("supply.noBatches")}</p>`
          : html`<ul class="stack tight">${found.items.map((one) => this.#batch(one))}</ul>`}</section>`;
  }

  #batch(one: Batch): TemplateResult {
    const isOver = one.closedAt !== undefined || one.waiting === 0;
    return html`<li><a class="card padded row between wrap" href="/studio/dispatch/batches/${one.batchId}"
        data-test="batch-row"><span><b>${say("supply.batchNumber", {number: String(one.number)})}</b>
        <span class="faint">${moment(one.madeAt)} · ${say("supply.ordersOf", {count: one.orders})}</span></span>
      <span class="badge ${isOver ? "good" : "accent"}">${one.closedAt ? say("supply.batchClosed")
        : one.waiting === 0 ? say("supply.allGone") : say("supply.waiting", {count: one.waiting})}</span></a></li>`;
  }

  #intake(): TemplateResult {
    return html`<section class="stack" data-test="waybill-intake">
      <h2 class="subheading">${say("supply.waybillsBack")}</h2>
      <p class="quiet">${say("supply.waybillsLead")}</p>
      <label class="field supply-narrow"><span class="label">${say("supply.carrierForAll")}</span>
        <input class="input" name="carrier" maxlength="60" data-test="waybill-carrier"
          .defaultValue=${sessionStorage.getItem(CARRIER_KEY) ?? ""}></label>
      <label class="import-drop ${this.isOver ? "over" : ""}" @dragover=${this.#onOver} @drop=${this.#onDrop}
          @dragleave=${() => (this.isOver = false)} aria-busy=${this.isSending ? "true" : "false"}>
        ${this.isSending ? spinner() : icon("upload")}
        <span><b>${say(this.isSending ? "supply.sending" : "supply.chooseFile")}</b>
          <span class="quiet">${say("supply.chooseHint")}</span></span>
        <input class="unseen" type="file" accept=".csv,.tsv,.txt,text/csv" data-test="waybill-file"
          ?disabled=${this.isSending} @change=${this.#onChoose}></label>
      ${this.wrong ? html`<p class="notice bad" role="alert" data-test="waybill-wrong">${icon("notice")}
        <span>${this.wrong}</span></p>` : nothing}
      ${this.past.view((past) => this.#past((past as {items: WaybillImport[]}).items),
        () => skeletons(1, "4rem"))}
    </section>`;
  }

  #past(items: WaybillImport[]): TemplateResult {
    return items.length === 0 ? empty("orders", say("supply.noWaybills"))
      : html`<ul class="stack tight">${items.map((one) => html`<li>
        <a class="card padded row between wrap" href="/studio/dispatch/waybills/${one.importId}"
          data-test="waybill-import"><span class="supply-title"><b>${one.fileName}</b>
          <span class="faint">${moment(one.createdAt)} · ${say("supply.rows", {count: one.rows})}
            ${count(one.outcomes, "REFUSED") > 0
              ? html`· ${say("supply.refusedRows", {count: count(one.outcomes, "REFUSED")})}` : nothing}</span></span>
          <span class="badge ${STATUS_BADGES[one.status]}">${say(`supply.status.${one.status}`)}</span>
        </a></li>`)}</ul>`;
  }

  readonly #make = async (event: SubmitEvent) => {
    event.preventDefault();
    const orders = Number(new FormData(event.target as HTMLFormElement).get("orders"));
    this.isBusy = true;
    try {
      const made = await api.post<Batch>(`/hosts/${this.desk.hostId}/pick-batches`, {orders});
      go(`/studio/dispatch/batches/${made.batchId}`);
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  readonly #onOver = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = false;
    void this.#send(event.dataTransfer?.files[0]);
  };

  readonly #onChoose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file may be chosen again once it was mended.
    input.value = "";
    void this.#send(file);
  };

  async #send(file: File | undefined): Promise<void> {
    if (!file || this.isSending) {
      return;
    }
    this.wrong = file.size > BYTES_MAX ? say("supply.tooLarge") : "";
    if (this.wrong) {
      return;
    }
    const carrier = this.querySelector<HTMLInputElement>('[name="carrier"]')?.value.trim() ?? "";
    sessionStorage.setItem(CARRIER_KEY, carrier);
    this.isSending = true;
    try {
      const query = new URLSearchParams({name: file.name.slice(-120), carrier});
      const made = await api.upload<WaybillImport>(
        `/hosts/${this.desk.hostId}/waybill-imports.csv?${query.toString()}`, new Blob([file], {type: "text/csv"}));
      go(`/studio/dispatch/waybills/${made.importId}`);
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.wrong = problem.is("BODY_TOO_LARGE") ? say("supply.tooLarge") : problem.words();
    } finally {
      this.isSending = false;
    }
  }
}

customElements.define("lt-dispatch", Dispatch);
