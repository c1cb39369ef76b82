import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import {say} from "../words/words";
import {FIELDS, type Field, type History, type Sample} from "./types";

/** The first rows of a table as they are written, with what each column means above it. */
export class HistorySamples extends LightElement {
  @property({attribute: false}) history!: History;
  readonly rows = new Load<{items: Sample[]}>(this, () =>
    api.get(`/history-imports/${this.history.importId}/samples`));

  protected override render() {
    const items = this.rows.value?.items ?? [];
    if (items.length === 0) {
      return nothing;
    }
    const {columns, settings} = this.history;
    const meaning = new Map<number, Field>();
    for (const each of FIELDS) {
      const place = settings.places[each];
      if (place !== undefined) {
        meaning.set(place, each);
      }
    }
    const shown = [...meaning.keys()].sort((left, right) => left - right);
    return shown.length === 0 ? nothing : html`<section class="stack" data-test="history-samples">
      <h2 class="subheading">${say("history.samples")}</h2>
      <div class="history-scroll" tabindex="0"><table class="history-table">
        <thead><tr><th scope="col">${say("history.rowHead")}</th>${shown.map((place) => html`<th scope="col">
          <b>${say(`history.field.${meaning.get(place)!}`)}</b>
          <span class="faint">${columns[place]}</span></th>`)}</tr></thead>
        <tbody>${items.map((sample) => html`<tr><th scope="row">${sample.row}</th>
          ${shown.map((place) => html`<td>${sample.cells[place] ?? ""}</td>`)}</tr>`)}</tbody>
      </table></div>
    </section>`;
  }
}

customElements.define("lt-history-samples", HistorySamples);
