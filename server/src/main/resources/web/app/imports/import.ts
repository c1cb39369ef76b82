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
import {number, percent, say} from "../words/words";
import {BADGES, type Import, type Outcome, count} from "./types";

const LOOK_EVERY_MS = 1_000;
const LOOK_SELDOM_MS = 15_000;
const BEFORE: Outcome[] = ["NEW", "CHANGES", "SAME", "REFUSED"];
const AFTER: Outcome[] = ["CREATED", "CHANGED", "UNCHANGED", "REFUSED"];

/** One import: what the table would bring, how it is read, how far it is, what became of it. */
export class ImportPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @property() importId = "";
  @state() table: Import | undefined;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  /** Counts the readings, so that samples and issues are fetched anew after each. */
  @state() reading = 0;
  readonly looks = new Every(
    this, () => (this.#isAtWork() ? LOOK_EVERY_MS : LOOK_SELDOM_MS), () => this.#look());

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  protected override render() {
    if (!this.table) {
      return this.problem ? failed(this.problem, () => void this.#look()) : skeletons(4, "6rem");
    }
    const {table} = this;
    return html`<div class="stack loose" data-test="import-page" data-status=${table.status}>
      <header class="row"><a class="icon-button" href="/studio/imports" aria-label=${say("shell.back")}>
        ${icon("back")}</a>
        <h1 class="title grow import-title">${table.fileName}</h1>
        <span class="badge ${BADGES[table.status]}">${say(`imports.status.${table.status}`)}</span></header>
      ${this.#body(table)}
    </div>`;
  }

  #body(table: Import): TemplateResult {
    switch (table.status) {
      case "READING": return this.#progress(say("imports.reading", {count: table.counts.rows}));
      case "PREVIEW": return this.#preview(table);
      case "UNREADABLE": return this.#unreadable(table);
      case "APPLYING": return this.#applying(table);
      default: return this.#ended(table);
    }
  }

  #preview(table: Import): TemplateResult {
    const {products, pictures} = table.counts;
    const ready = count(products, "NEW", "CHANGES");
    const isMapped = table.settings.places.TITLE !== undefined || table.settings.places.HANDLE !== undefined;
    return html`${this.#tiles(table, BEFORE)}
      ${pictures > 0 ? html`<p class="notice" data-test="import-pictures">${icon("picture")}
        <span>${say("imports.picturesLater", {count: pictures})}</span></p>` : nothing}
      <details class="card import-details" ?open=${!isMapped}>
        <summary>${say("imports.howRead")}</summary>
        <lt-import-mapping .table=${table} @changed=${this.#onChanged}></lt-import-mapping>
      </details>
      ${keyed(this.reading, html`
        <lt-import-issues .importId=${table.importId} .count=${table.counts.issues}></lt-import-issues>
        <lt-import-samples .importId=${table.importId}></lt-import-samples>`)}
      <div class="row wrap ${ready > 0 ? "edit-foot" : ""}">
        <button class="button" ?disabled=${this.isBusy} data-test="import-cancel" @click=${this.#cancel}>
          ${say("imports.cancel")}</button>
        <button class="button primary large grow" data-test="import-start" @click=${this.#start}
          ?disabled=${this.isBusy || ready === 0}>
          ${this.isBusy ? spinner() : ready === 0 ? say("imports.nothing")
            : say("imports.start", {count: ready})}</button>
      </div>`;
  }

  #unreadable(table: Import): TemplateResult {
    return html`<p class="notice bad" role="alert">${icon("notice")}
        <span>${say("imports.unreadable")}</span></p>
      ${keyed(this.reading, html`
        <lt-import-issues .importId=${table.importId} .count=${table.counts.issues}></lt-import-issues>`)}
      <details class="card import-details"><summary>${say("imports.howRead")}</summary>
        <lt-import-mapping .table=${table} @changed=${this.#onChanged}></lt-import-mapping></details>
      <a class="button primary" href="/studio/imports">${say("imports.another")}</a>`;
  }

  #applying(table: Import): TemplateResult {
    const done = count(table.counts.products, "CREATED", "CHANGED", "UNCHANGED");
    const left = count(table.counts.products, "NEW", "CHANGES", "SAME");
    const share = done + left === 0 ? 1 : done / (done + left);
    return html`${this.#progress(say("imports.applying", {done: number(done), all: number(done + left)}), share)}
      ${this.#tiles(table, AFTER)}
      <p class="faint">${say("imports.mayLeave")}</p>
      <button class="button" ?disabled=${this.isBusy} data-test="import-cancel" @click=${this.#cancel}>
        ${say("imports.stop")}</button>`;
  }

  #ended(table: Import): TemplateResult {
    const created = count(table.counts.products, "CREATED");
    return html`<p class="notice ${table.status === "DONE" ? "good" : ""}" role="status">
        ${icon(table.status === "DONE" ? "check" : "notice")}
        <span>${say(table.status === "DONE" ? "imports.done" : "imports.cancelled")}</span></p>
      ${this.#tiles(table, AFTER)}
      ${created > 0 ? html`<p class="notice">${icon("picture")}<span>${say("imports.nowPictures")}</span></p>`
        : nothing}
      ${keyed(this.reading, html`
        <lt-import-issues .importId=${table.importId} .count=${table.counts.issues}></lt-import-issues>
        <lt-import-result .table=${table}></lt-import-result>`)}
      <div class="row wrap"><a class="button primary" href="/studio/goods" data-test="import-to-goods">
          ${say("imports.toGoods")}</a>
        <a class="button" href="/studio/imports">${say("imports.another")}</a></div>`;
  }

  #tiles(table: Import, outcomes: Outcome[]): TemplateResult {
    return html`<dl class="import-tiles">${outcomes.map((each) => html`<div data-test="import-count-${each}"
        class=${each === "REFUSED" && table.counts.products.REFUSED ? "bad" : ""}>
      <dt>${say(`imports.outcome.${each}`)}</dt>
      <dd class="tabular">${number(table.counts.products[each] ?? 0)}</dd></div>`)}</dl>`;
  }

  #progress(words: string, share?: number): TemplateResult {
    return html`<div class="card padded stack tight" data-test="import-progress">
      <div class="row between"><span role="status">${words}</span>
        ${share === undefined ? spinner() : html`<b class="tabular">${percent(share, 0)}</b>`}</div>
      ${share === undefined ? nothing : html`<div class="import-bar" role="progressbar" aria-valuemin="0"
        aria-valuemax="100" aria-valuenow=${Math.round(share * 100)} aria-label=${words}>
        <span style="width:${share * 100}%"></span></div>`}
    </div>`;
  }

  #isAtWork(): boolean {
    return this.table === undefined || this.table.status === "READING" || this.table.status === "APPLYING";
  }

  async #look(): Promise<void> {
    try {
      this.#show(await api.get<Import>(`/product-imports/${this.importId}`));
      this.problem = undefined;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  #show(table: Import): void {
    if (table.status !== this.table?.status) {
      this.reading++;
    }
    this.table = table;
  }

  readonly #onChanged = (event: CustomEvent<Import>) => {
    this.#show(event.detail);
    this.looks.again();
  };

  readonly #start = () => this.#do(() => api.post<Import>(`/product-imports/${this.importId}/start`));

  readonly #cancel = () => this.#do(() => api.delete<Import>(`/product-imports/${this.importId}`));

  async #do(call: () => Promise<Import>): Promise<void> {
    this.isBusy = true;
    try {
      this.#show(await call());
      this.looks.again();
    } catch (thrown) {
      toastProblem(thrown);
      await this.#look();
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-import-page", ImportPage);
