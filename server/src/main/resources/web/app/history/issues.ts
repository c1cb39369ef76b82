import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {Pages} from "../http/load";
import {number, say} from "../words/words";
import {FIELDS, type Field, type Issue} from "./types";

/** What is wrong with the rows of a history, and the same as a file. */
export class HistoryIssues extends LightElement {
  @property() importId = "";
  @property({type: Number}) count = 0;
  readonly issues = new Pages<Issue>(
    this, () => `/history-imports/${this.importId}/issues`, () => ({limit: 20}));

  protected override render() {
    if (this.count === 0) {
      return nothing;
    }
    const {items, problem, hasMore, isWaiting} = this.issues;
    const file = `/api/v1/history-imports/${this.importId}/issues.csv`;
    return html`<section class="stack" data-test="history-issues">
      <div class="row between wrap"><h2 class="subheading">${say("history.issues")}
          <span class="badge">${number(this.count)}</span></h2>
        <a class="button small" href=${file} download="history-issues.csv" data-test="history-issues-file">
          ${icon("download")}CSV</a></div>
      ${problem ? html`<p class="notice bad">${problem.words()}</p>` : nothing}
      <ul class="import-issues">${items.map((issue) => html`<li data-test="history-issue">
        <span class="badge bad">${issue.row > 0 ? say("history.row", {row: String(issue.row)})
          : say("history.wholeFile")}</span>
        <span>${words(issue)}</span></li>`)}</ul>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.issues.more()}>
        ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}
    </section>`;
  }
}

/** A fault of the table itself has words of its own; one of a cell names its column. */
function words(issue: Issue): string {
  if (issue.kind.includes(".")) {
    return say(issue.kind, {max: Number(issue.cell) || issue.cell});
  }
  const reason = say(`history.issue.${issue.kind}`);
  const field = FIELDS.includes(issue.field as Field) ? say(`history.field.${issue.field}`) : "";
  return issue.cell === "" ? `${field}: ${reason}` : `${field} “${issue.cell}”: ${reason}`;
}

customElements.define("lt-history-issues", HistoryIssues);
