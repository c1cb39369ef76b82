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
import {moment, number, say} from "../words/words";
import {BADGES, type Import, count} from "./types";

const BYTES_MAX = 10_000_000;

/** Where a host's tables come in: choose or drop a file; below, what became of the last ones. */
export class ImportIntake extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() isSending = false;
  @state() wrong = "";
  readonly past = new Load<{items: Import[]}>(this, () => api.get("/product-imports"));

  protected override render() {
    return html`<div class="stack loose" data-test="import-intake">
      <header class="row"><a class="icon-button" href="/studio/goods" aria-label=${say("shell.back")}>
        ${icon("back")}</a><h1 class="title grow">${say("imports.title")}</h1></header>
      <section class="stack">
        <p class="quiet">${say("imports.lead")}</p>
        <lt-import-drop .label=${say("imports.choose")} .hint=${say("imports.chooseHint")}
          .isSending=${this.isSending} @chosen=${(event: CustomEvent<File>) => void this.#send(event.detail)}
          ></lt-import-drop>
        ${this.wrong ? html`<p class="notice bad" role="alert" data-test="import-wrong">${icon("notice")}
          <span>${this.wrong}</span></p>` : nothing}
        <ul class="import-hints faint">
          <li>${say("imports.hintShopify")}</li>
          <li>${say("imports.hintAny")}</li>
          <li>${say("imports.hintPictures")}</li>
          <li>${say("imports.hintAgain")}</li>
        </ul>
        <a class="button" href="/studio/history" data-test="import-history">${icon("clock")}
          ${say("imports.toHistory")}</a>
      </section>
      <section class="stack">
        <h2 class="subheading">${say("imports.past")}</h2>
        ${this.past.view((past) => this.#list((past as {items: Import[]}).items), () => skeletons(2, "4.5rem"))}
      </section>
    </div>`;
  }

  #list(items: Import[]): TemplateResult {
    return items.length === 0 ? empty("bag", say("imports.none"))
      : html`<ul class="import-list">${items.map((each) => html`<li>
        <a class="card padded row between wrap" href="/studio/imports/${each.importId}" data-test="import-row">
          <span class="import-name"><b>${each.fileName}</b>
            <span class="faint">${moment(each.createdAt)} · ${say("imports.products", {
              count: count(each.counts.products, "WAITING", "NEW", "CHANGES", "SAME", "CREATED", "CHANGED",
                "UNCHANGED", "REFUSED")})}</span></span>
          <span class="badge ${BADGES[each.status]}">${say(`imports.status.${each.status}`)}</span>
        </a></li>`)}</ul>`;
  }

  async #send(file: File): Promise<void> {
    if (this.isSending) {
      return;
    }
    this.wrong = file.size > BYTES_MAX ? say("imports.tooLarge", {size: number(file.size)}) : "";
    if (this.wrong) {
      return;
    }
    this.isSending = true;
    try {
      const query = new URLSearchParams({
        name: file.name.slice(-120), category: say("imports.defaultCategory"),
        plainName: say("imports.defaultPlainName"),
      });
      const made = await api.upload<Import>(
        `/product-imports.csv?${query.toString()}`, new Blob([file], {type: "text/csv"}));
      go(`/studio/imports/${made.importId}`);
    } catch (thrown) {
      this.wrong = wordsOf(asProblem(thrown));
    } finally {
      this.isSending = false;
    }
  }
}

function wordsOf(problem: Problem): string {
  return problem.is("BODY_TOO_LARGE") ? say("imports.tooLarge", {size: ""}) : problem.words();
}

customElements.define("lt-import-intake", ImportIntake);
