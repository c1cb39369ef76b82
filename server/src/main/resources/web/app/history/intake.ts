import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import {go} from "../shell/router";
import type {Desk} from "../studio/desk";
import {moment, say} from "../words/words";
import {BADGES, type History} from "./types";

/** Bytes as they are sent; the browser packs a table before that. */
const SENT_MAX = 10_000_000;
const FILE_MAX = 300_000_000;
const NAME_MAX = 40;
const CHANNELS = ["Shopify", "淘宝", "抖音", "快手", "拼多多", "京东", "小红书", "微信"];

/** Where a host brings his past: which channel, which file; who comes back where; the imports so far. */
export class HistoryIntake extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() isSending = false;
  @state() wrong = "";
  @state() channel = "Shopify";
  readonly past = new Load<{items: History[]}>(this, () => api.get("/history-imports"));

  protected override render() {
    return html`<div class="stack loose" data-test="history-intake">
      <header class="row"><a class="icon-button" href="/studio/customers" aria-label=${say("shell.back")}>
        ${icon("back")}</a><h1 class="title grow">${say("history.title")}</h1></header>
      <section class="stack">
        <p class="quiet">${say("history.lead")}</p>
        <label class="field history-channel"><span class="label">${say("history.channel")}</span>
          <input class="input" .value=${this.channel} maxlength=${NAME_MAX} list="history-channels"
            data-test="history-channel" @input=${this.#onChannel} autocomplete="off">
          <datalist id="history-channels">${this.#known().map((name) =>
            html`<option value=${name}></option>`)}</datalist></label>
        <lt-import-drop .label=${say("history.choose")} .hint=${say("history.chooseHint")}
          accept=".csv,.tsv,.txt,.gz,text/csv" .isSending=${this.isSending}
          @chosen=${(event: CustomEvent<File>) => void this.#send(event.detail)}></lt-import-drop>
        ${this.wrong ? html`<p class="notice bad" role="alert" data-test="history-wrong">${icon("notice")}
          <span>${this.wrong}</span></p>` : nothing}
        <ul class="import-hints faint">
          <li>${say("history.hintShopify")}</li>
          <li>${say("history.hintAny")}</li>
          <li>${say("history.hintPrivate")}</li>
          <li>${say("history.hintAgain")}</li>
        </ul>
      </section>
      <lt-channels .hostId=${this.desk.hostId}></lt-channels>
      <section class="stack">
        <h2 class="subheading">${say("history.past")}</h2>
        ${this.past.view((past) => this.#list((past as {items: History[]}).items),
          () => skeletons(2, "4.5rem"))}
      </section>
    </div>`;
  }

  #known(): string[] {
    return [...new Set([...(this.past.value?.items ?? []).map((each) => each.settings.channel), ...CHANNELS])];
  }

  #list(items: History[]): TemplateResult {
    return items.length === 0 ? empty("clock", say("history.none"), say("history.noneDetail"))
      : html`<ul class="import-list">${items.map((each) => html`<li>
        <a class="card padded row between wrap" href="/studio/history/${each.importId}"
            data-test="history-row" data-status=${each.status}>
          <span class="import-name"><b>${each.settings.channel} · ${each.fileName}</b>
            <span class="faint">${moment(each.createdAt)} · ${say("history.orders",
              {count: each.counts.orders.EFFECTIVE ?? 0})}</span></span>
          <span class="badge ${BADGES[each.status]}">${say(`history.status.${each.status}`)}</span>
        </a></li>`)}</ul>`;
  }

  readonly #onChannel = (event: Event) => {
    this.channel = (event.target as HTMLInputElement).value;
  };

  async #send(file: File): Promise<void> {
    const channel = this.channel.trim();
    this.wrong = channel === "" ? say("history.channelMissing")
      : file.size > FILE_MAX ? say("history.tooLarge") : "";
    if (this.wrong) {
      return;
    }
    this.isSending = true;
    try {
      const body = await packed(file);
      if (body.size > SENT_MAX) {
        this.wrong = say("history.tooLarge");
        return;
      }
      const query = new URLSearchParams({name: file.name.slice(-120), channel});
      const made = await api.upload<History>(`/history-imports.csv?${query.toString()}`, body);
      go(`/studio/history/${made.importId}`);
    } catch (thrown) {
      this.wrong = wordsOf(asProblem(thrown));
    } finally {
      this.isSending = false;
    }
  }
}

/** A table is a tenth of its size when it is packed: half a million rows pass over a phone. */
async function packed(file: File): Promise<Blob> {
  const isPacked = file.name.toLowerCase().endsWith(".gz");
  if (isPacked || typeof CompressionStream === "undefined") {
    return new Blob([file], {type: "text/csv"});
  }
  const stream = file.stream().pipeThrough(new CompressionStream("gzip"));
  return new Blob([await new Response(stream).arrayBuffer()], {type: "text/csv"});
}

function wordsOf(problem: Problem): string {
  return problem.is("BODY_TOO_LARGE") ? say("history.tooLarge") : problem.words();
}

customElements.define("lt-history-intake", HistoryIntake);
