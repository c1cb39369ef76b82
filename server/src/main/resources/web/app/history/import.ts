import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {keyed} from "lit/directives/keyed.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {failed, skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {dayWords} from "../growth/seen";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Desk} from "../studio/desk";
import {Every} from "../studio/every";
import {number, percent, say} from "../words/words";
import {BADGES, type Fate, type History, type Outcome, isAtWork} from "./types";

const LOOK_EVERY_MS = 1_000;
const LOOK_SELDOM_MS = 15_000;
const OUTCOMES: Outcome[] = ["NEW", "CHANGED", "GONE", "SAME"];
/** Orders that are read and do not count, each with its reason. */
const LEFT_OUT: Fate[] = ["UNPAID", "WITHOUT_BUYER", "UNDONE", "OTHER_CURRENCY", "REFUSED"];

/** One history: what the table would tell, how it is read, how far it is, what became of it. */
export class HistoryPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @property() importId = "";
  @state() history: History | undefined;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  /** Counts the readings, so that rows, issues and numbers are fetched anew after each. */
  @state() reading = 0;
  readonly looks = new Every(this, () =>
    (this.history === undefined || isAtWork(this.history) ? LOOK_EVERY_MS : LOOK_SELDOM_MS), () => this.#look());

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  protected override render() {
    const {history} = this;
    if (!history) {
      return this.problem ? failed(this.problem, () => void this.#look()) : skeletons(4, "6rem");
    }
    return html`<div class="stack loose" data-test="history-page" data-status=${history.status}
        ?data-counted=${history.isCounted}>
      <header class="row"><a class="icon-button" href="/studio/history" aria-label=${say("shell.back")}>
        ${icon("back")}</a>
        <h1 class="title grow import-title">${history.settings.channel} · ${history.fileName}</h1>
        <span class="badge ${BADGES[history.status]}">${say(`history.status.${history.status}`)}</span></header>
      ${this.#body(history)}
    </div>`;
  }

  #body(history: History): TemplateResult {
    const {counts} = history;
    switch (history.status) {
      case "READING": return html`${this.#progress(say("history.reading", {count: counts.rows}))}
        ${this.#cancelButton("history.cancel")}`;
      case "PREVIEW": return this.#preview(history);
      case "UNREADABLE": return this.#unreadable(history);
      case "APPLYING": return html`${this.#progress(say("history.applying",
          {done: number(counts.done), all: number(counts.kept)}), share(history))}
        <p class="faint">${say("imports.mayLeave")}</p>${this.#cancelButton("history.stop")}`;
      case "TAKING_BACK": return this.#progress(say("history.takingBack"), share(history));
      case "DONE": return this.#done(history);
      default: return html`<p class="notice" role="status">${icon("notice")}
          <span>${say(`history.ended.${history.status}`)}</span></p>
        <a class="button primary" href="/studio/history">${say("history.another")}</a>`;
    }
  }

  #preview(history: History): TemplateResult {
    const {outcomes} = history.counts;
    const ready = (outcomes.NEW ?? 0) + (outcomes.CHANGED ?? 0) + (outcomes.GONE ?? 0);
    const isMapped = history.missing.length === 0;
    return html`${isMapped ? html`${this.#tiles(history)}${this.#span(history)}${this.#leftOut(history)}`
        : nothing}
      <details class="card import-details" ?open=${!isMapped}>
        <summary data-test="history-how">${say("imports.howRead")}</summary>
        ${keyed(this.reading, html`<lt-history-mapping .history=${history} @changed=${this.#onChanged}
          ></lt-history-mapping>`)}
      </details>
      ${keyed(this.reading, html`
        <lt-history-issues .importId=${history.importId} .count=${history.counts.issues}></lt-history-issues>
        <lt-history-samples .history=${history}></lt-history-samples>`)}
      <div class="row wrap ${ready > 0 ? "edit-foot" : ""}">
        ${this.#cancelButton("history.cancel")}
        <button class="button primary large grow" data-test="history-start" @click=${this.#start}
          ?disabled=${this.isBusy || ready === 0 || !isMapped}>
          ${this.isBusy ? spinner() : !isMapped ? say("history.unmapped") : ready === 0 ? say("history.nothing")
            : say("history.start", {count: ready})}</button>
      </div>`;
  }

  #unreadable(history: History): TemplateResult {
    return html`<p class="notice bad" role="alert">${icon("notice")}
        <span>${say("history.unreadable")}</span></p>
      ${keyed(this.reading, html`<lt-history-issues .importId=${history.importId}
        .count=${history.counts.issues}></lt-history-issues>`)}
      ${history.columns.length === 0 ? nothing : html`<details class="card import-details">
        <summary>${say("imports.howRead")}</summary>
        <lt-history-mapping .history=${history} @changed=${this.#onChanged}></lt-history-mapping></details>`}
      <a class="button primary" href="/studio/history">${say("history.another")}</a>`;
  }

  #done(history: History): TemplateResult {
    return html`<p class="notice ${history.isCounted ? "good" : ""}" role="status">
        ${history.isCounted ? icon("check") : spinner()}
        <span>${say(history.isCounted ? "history.done" : "history.counting")}</span></p>
      ${this.#tiles(history)}${this.#span(history)}${this.#leftOut(history)}
      ${history.isCounted
        ? keyed(this.reading, html`<lt-channels .hostId=${this.desk.hostId}></lt-channels>`) : nothing}
      ${keyed(this.reading, html`<lt-history-issues .importId=${history.importId}
        .count=${history.counts.issues}></lt-history-issues>`)}
      <section class="card padded stack tight"><h2 class="subheading">${say("history.takeBack")}</h2>
        <p class="quiet">${say("history.takeBackDetail")}</p>
        <div><lt-sure .label=${say("history.takeBack")} .question=${say("history.takeBackSure")}
          test="history-take-back" ?disabled=${this.isBusy} @sure=${this.#takeBack}></lt-sure></div></section>
      <div class="row wrap"><a class="button primary" href="/studio/customers">${say("history.toCustomers")}</a>
        <a class="button" href="/studio/history">${say("history.another")}</a></div>`;
  }

  #tiles({counts}: History): TemplateResult {
    return html`<dl class="import-tiles">${OUTCOMES.map((each) => html`<div data-test="history-count-${each}">
      <dt>${say(`history.outcome.${each}`)}</dt>
      <dd class="tabular">${number(counts.outcomes[each] ?? 0)}</dd></div>`)}</dl>`;
  }

  #span({settings, firstDay, lastDay, counts}: History): TemplateResult {
    return html`<p class="quiet" data-test="history-span">${firstDay && lastDay
      ? say("history.span", {count: counts.orders.EFFECTIVE ?? 0, from: dayWords(firstDay, true),
        to: dayWords(lastDay, true), currency: settings.currency, zone: settings.zone})
      : say("history.noSpan")}</p>`;
  }

  #leftOut({counts}: History): TemplateResult | typeof nothing {
    const shown = LEFT_OUT.filter((each) => (counts.orders[each] ?? 0) > 0);
    return shown.length === 0 ? nothing : html`<ul class="history-left faint">${shown.map((each) =>
      html`<li data-test="history-fate-${each}">${say(`history.fate.${each}`)}
        <b class="tabular">${number(counts.orders[each]!)}</b></li>`)}</ul>`;
  }

  #progress(words: string, part?: number): TemplateResult {
    return html`<div class="card padded stack tight" data-test="history-progress">
      <div class="row between"><span role="status">${words}</span>
        ${part === undefined ? spinner() : html`<b class="tabular">${percent(part, 0)}</b>`}</div>
      ${part === undefined ? nothing : html`<div class="import-bar" role="progressbar" aria-valuemin="0"
        aria-valuemax="100" aria-valuenow=${Math.round(part * 100)} aria-label=${words}>
        <span style="width:${part * 100}%"></span></div>`}
    </div>`;
  }

  #cancelButton(words: "history.cancel" | "history.stop"): TemplateResult {
    return html`<button class="button" ?disabled=${this.isBusy} data-test="history-cancel" @click=${this.#cancel}>
      ${say(words)}</button>`;
  }

  async #look(): Promise<void> {
    try {
      this.#show(await api.get<History>(`/history-imports/${this.importId}`));
      this.problem = undefined;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  #show(history: History): void {
    if (history.status !== this.history?.status || history.isCounted !== this.history.isCounted) {
      this.reading++;
    }
    this.history = history;
  }

  readonly #onChanged = (event: CustomEvent<History>) => {
    this.#show(event.detail);
    this.looks.again();
  };

  readonly #start = () => this.#do(() => api.post<History>(`/history-imports/${this.importId}/start`));

  readonly #takeBack = () => this.#do(() => api.post<History>(`/history-imports/${this.importId}/take-back`));

  readonly #cancel = () => this.#do(() => api.delete<History>(`/history-imports/${this.importId}`));

  async #do(call: () => Promise<History>): Promise<void> {
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

function share({counts}: History): number {
  return counts.kept === 0 ? 1 : Math.min(1, counts.done / counts.kept);
}

customElements.define("lt-history-page", HistoryPage);
