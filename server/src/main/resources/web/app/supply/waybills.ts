import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {keyed} from "lit/directives/keyed.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {failed, skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Desk} from "../studio/desk";
import {Every} from "../studio/every";
import {number, say} from "../words/words";
import {backTo, progress} from "./parts";
import {type Outcome, STATUS_BADGES, type WaybillImport, count} from "./types";

const LOOK_EVERY_MS = 700;
const LOOK_SELDOM_MS = 15_000;
const BEFORE: Outcome[] = ["READY", "CHANGES", "SAME", "LEFT_OUT", "REFUSED"];
const AFTER: Outcome[] = ["SHIPPED", "CORRECTED", "SAME", "LEFT_OUT", "REFUSED"];

/** A table of waybills: what it would do, how far it is, what became of each row. */
export class WaybillPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @property() importId = "";
  @state() table: WaybillImport | undefined;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  readonly looks = new Every(
    this, () => (this.#isAtWork() ? LOOK_EVERY_MS : LOOK_SELDOM_MS), () => this.#look());

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  protected override render() {
    if (!this.table) {
      return this.problem ? failed(this.problem, () => void this.#look()) : skeletons(3, "6rem");
    }
    const {table} = this;
    return html`<div class="stack" data-test="waybill-page" data-status=${table.status}>
      <header class="row">${backTo("/studio/dispatch", table.fileName)}
        <span class="badge ${STATUS_BADGES[table.status]}">${say(`supply.status.${table.status}`)}</span></header>
      ${this.#body(table)}
      ${this.#isAtWork() ? nothing : keyed(table.status, html`<lt-waybill-rows .desk=${this.desk}
        .table=${table}></lt-waybill-rows>`)}
    </div>`;
  }

  #body(table: WaybillImport): TemplateResult {
    const ready = count(table.outcomes, "READY", "CHANGES");
    const done = count(table.outcomes, "SHIPPED", "CORRECTED");
    switch (table.status) {
      case "CHECKING":
        return progress(say("supply.checking"), table.rows - count(table.outcomes, "WAITING"), table.rows);
      case "PREVIEW":
        return html`${this.#tiles(table, BEFORE)}
          <p class="faint">${say("supply.previewWhy")}</p>
          <div class="row wrap"><button class="button" ?disabled=${this.isBusy} @click=${this.#cancel}
              data-test="waybill-cancel">${say("supply.cancel")}</button>
            <button class="button primary large grow" ?disabled=${this.isBusy || ready === 0}
              @click=${this.#start} data-test="waybill-start">${this.isBusy ? spinner()
              : ready === 0 ? say("supply.nothingReady") : say("supply.shipAll", {count: ready})}</button></div>`;
      case "APPLYING":
        return html`${progress(say("supply.shipping"), done, done + ready)}
          <p class="faint">${say("supply.mayLeave")}</p>
          <button class="button" ?disabled=${this.isBusy} @click=${this.#cancel} data-test="waybill-cancel">
            ${say("supply.stop")}</button>`;
      default:
        return html`<p class="notice ${table.status === "DONE" ? "good" : ""}" role="status">
            ${icon(table.status === "DONE" ? "check" : "notice")}
            <span>${say(table.status === "DONE" ? "supply.waybillsDone" : "supply.waybillsCancelled",
              {count: done})}</span></p>${this.#tiles(table, AFTER)}`;
    }
  }

  #tiles(table: WaybillImport, outcomes: Outcome[]): TemplateResult {
    return html`<dl class="supply-tiles">${outcomes.map((each) => html`<div data-test="waybill-count-${each}"
        class=${each === "REFUSED" && table.outcomes.REFUSED ? "bad" : ""}>
      <dt>${say(`supply.outcome.${each}`)}</dt>
      <dd class="tabular">${number(table.outcomes[each] ?? 0)}</dd></div>`)}</dl>`;
  }

  #isAtWork(): boolean {
    return this.table === undefined || this.table.status === "CHECKING" || this.table.status === "APPLYING";
  }

  #path(): string {
    return `/hosts/${this.desk.hostId}/waybill-imports/${this.importId}`;
  }

  async #look(): Promise<void> {
    try {
      this.table = await api.get<WaybillImport>(this.#path());
      this.problem = undefined;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  readonly #start = () => this.#do(() => api.post<WaybillImport>(`${this.#path()}/start`));

  readonly #cancel = () => this.#do(() => api.delete<WaybillImport>(this.#path()));

  async #do(call: () => Promise<WaybillImport>): Promise<void> {
    this.isBusy = true;
    try {
      this.table = await call();
      this.looks.again();
    } catch (thrown) {
      toastProblem(thrown);
      await this.#look();
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-waybill-page", WaybillPage);
