import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {Pages} from "../http/load";
import {wrongWords} from "../http/problem";
import {number, say} from "../words/words";
import type {Issue} from "./types";

/** What is wrong with the rows of a table, and the same as a file. */
export class ImportIssues extends LightElement {
  @property() importId = "";
  @property({type: Number}) count = 0;
  readonly issues = new Pages<Issue>(
    this, () => `/product-imports/${this.importId}/issues`, () => ({limit: 20}));

  protected override render() {
    if (this.count === 0) {
      return nothing;
    }
    const {items, problem, hasMore, isWaiting} = this.issues;
    const file = `/api/v1/product-imports/${this.importId}/issues.csv`;
    return html`<section class="stack" data-test="import-issues">
      <div class="row between wrap"><h2 class="subheading">${say("imports.issues")}
          <span class="badge">${number(this.count)}</span></h2>
        <a class="button small" href=${file} download="import-issues.csv" data-test="import-issues-file">
          ${icon("download")}CSV</a></div>
      ${problem ? html`<p class="notice bad">${problem.words()}</p>` : nothing}
      <ul class="import-issues">${items.map((issue) => html`<li data-test="import-issue">
        <span class="badge ${issue.isError ? "bad" : "warn"}">
          ${say(issue.isError ? "imports.error" : "imports.warning")}</span>
        <span>${wrongWords(issue)}${issue.handle ? html` <span class="faint">${issue.handle}</span>`
          : nothing}</span></li>`)}</ul>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.issues.more()}>
        ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}
    </section>`;
  }
}

customElements.define("lt-import-issues", ImportIssues);
