import {type TemplateResult, html} from "lit";
import {icon} from "../design/icons";

/** Cells of a table; what is absent is an empty cell. */
export type Rows = Array<Array<string | number | boolean | undefined>>;

/** The one way to take a table along: a small button with the same mark everywhere on growth's screens. */
export function csvButton(name: string, rows: () => Rows): TemplateResult {
  return html`<button class="button ghost small csv" data-test="csv-${name}"
    @click=${() => saveCsv(name, rows())}>${icon("download")}CSV</button>`;
}

/** The same for a table that the server writes, because it is longer than the screen or holds names. */
export function csvLink(name: string, href: string): TemplateResult {
  return html`<a class="button ghost small csv" download href=${href} data-test="csv-${name}"
    >${icon("download")}CSV</a>`;
}

/** Hands a table to the person as a file; texts are ours, so nothing in them is a formula. */
export function saveCsv(name: string, rows: Rows): void {
  const text = rows.map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"}));
  link.download = `laotie-${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
