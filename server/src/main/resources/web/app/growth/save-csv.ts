import {type TemplateResult, html} from "lit";
import {icon} from "../design/icons";

/** Cells of a table; what is absent is an empty cell. */
export type Rows = Array<Array<string | number | boolean | undefined>>;

/**
 * The one way to take a table along: a small button with the same mark everywhere on growth's screens. The
 * file bears `file`, such as the name with its window, or else the name.
 */
export function csvButton(name: string, rows: () => Rows, file = name): TemplateResult {
  return html`<button type="button" class="button ghost small csv" data-test="csv-${name}"
    @click=${() => saveCsv(file, rows())}>${icon("download")}CSV</button>`;
}

/** The same for a table that the server writes, because it is longer than the screen or holds names. */
export function csvLink(name: string, href: string): TemplateResult {
  return html`<a class="button ghost small csv" download href=${href} data-test="csv-${name}"
    >${icon("download")}CSV</a>`;
}

/** Hands a table to the person as a file. */
function saveCsv(name: string, rows: Rows): void {
  const text = rows.map((row) => row.map(written).join(",")).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"}));
  link.download = `laotie-${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Titles are written by people: quoted where they must be, and nothing a spreadsheet would count. */
function written(cell: Rows[number][number]): string {
  if (typeof cell !== "string") {
    return String(cell ?? "");
  }
  const text = /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
