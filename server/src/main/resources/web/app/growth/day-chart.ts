import {type TemplateResult, html, nothing, svg} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {brief, money, number, say} from "../words/words";
import {type Rows, csvButton} from "./save-csv";
import {type Day, dayWords} from "./seen";

/** Units of the drawing; it is stretched to the width of the page. */
const WIDTH = 1000;
const HEIGHT = 150;

/** GMV and viewers by day: two small charts over one line of days, so that no two scales are mixed. */
export class DayChart extends LightElement {
  @property({attribute: false}) days: Day[] = [];
  @property() currency = "CNY";
  @property({type: Boolean}) isSimulated = false;
  @state() at: number | undefined;
  @state() isTable = false;

  protected override render() {
    if (this.days.length === 0 || this.days.every((day) => day.uv === 0 && day.gmvMinor === 0)) {
      return html`<p class="quiet chart-none" data-test="day-chart-empty">${icon("chart")}
        ${say("growth.noDays")}</p>`;
    }
    const seen = this.at === undefined ? undefined : this.days[this.at];
    return html`<figure class="chart" data-test="day-chart">
      <figcaption class="row between wrap">
        <span class="chart-now" aria-live="polite">${seen ? this.#reading(seen) : this.#total()}</span>
        <span class="row chart-tools">
          ${this.isSimulated
            ? html`<span class="badge warn">${say("growth.simulated")}</span>` : nothing}
          <button class="button ghost small" aria-pressed=${this.isTable} data-test="chart-table"
            @click=${() => (this.isTable = !this.isTable)}>
            ${say(this.isTable ? "growth.asChart" : "growth.asTable")}</button>
          ${csvButton("days", () => this.#rows())}
        </span>
      </figcaption>
      ${this.isTable ? this.#table() : this.#plots()}
    </figure>`;
  }

  #plots(): TemplateResult {
    const cash = (minor: number) => money({minor: Math.round(minor / 100) * 100, currency: this.currency});
    return html`<div class="plots" tabindex="0" role="group" aria-label=${say("growth.chartKeys")}
        @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${() => (this.at = undefined)}
        @blur=${() => (this.at = undefined)} @keydown=${this.#onKey}>
      ${this.#plot("money", say("growth.gmv"), this.days.map((day) => day.gmvMinor), cash)}
      ${this.#plot("people", say("growth.uv"), this.days.map((day) => day.uv), brief)}
      <div class="chart-days" aria-hidden="true">${this.#ticks()}</div>
    </div>`;
  }

  #plot(kind: string, label: string, values: number[], show: (value: number) => string): TemplateResult {
    const top = niceTop(Math.max(...values, 1), kind === "money" ? 100 : 1);
    const step = WIDTH / values.length;
    const wide = Math.max(step * 0.72, Math.min(step, 2));
    return html`<div class="plot ${kind}">
      <span class="plot-label">${label}</span>
      <span class="plot-top tabular">${show(top)}</span>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        <line class="rule" x1="0" x2=${WIDTH} y1="0.5" y2="0.5"></line>
        <line class="rule" x1="0" x2=${WIDTH} y1=${HEIGHT / 2} y2=${HEIGHT / 2}></line>
        <line class="rule floor" x1="0" x2=${WIDTH} y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}></line>
        ${values.map((value, index) => {
          const high = value <= 0 ? 0 : Math.max(1.5, (value / top) * (HEIGHT - 2));
          const isDim = this.at !== undefined && this.at !== index;
          return svg`<rect class=${isDim ? "bar dim" : "bar"} x=${index * step + (step - wide) / 2}
            y=${HEIGHT - high} width=${wide} height=${high}></rect>`;
        })}
      </svg>
    </div>`;
  }

  #ticks(): TemplateResult[] {
    const last = this.days.length - 1;
    const count = Math.min(4, last);
    const places = count < 1 ? [0]
      : Array.from({length: count + 1}, (_, at) => Math.round((at * last) / count));
    return places.map((place) => html`<span style="left:${((place + 0.5) / this.days.length) * 100}%">
      ${dayWords(this.days[place]!.day)}</span>`);
  }

  #reading(day: Day): TemplateResult {
    return html`<strong>${dayWords(day.day, true)}</strong>
      <span><i class="key money"></i>${money({minor: day.gmvMinor, currency: this.currency})}</span>
      <span><i class="key people"></i>${say("growth.people", {count: day.uv})}</span>
      ${day.orders === undefined ? nothing
        : html`<span class="quiet">${say("growth.ordersCount", {count: day.orders})}</span>`}`;
  }

  /** People are not added up over days: one person may come every day. */
  #total(): TemplateResult {
    const minor = this.days.reduce((sum, day) => sum + day.gmvMinor, 0);
    return html`<strong>${say("growth.days", {count: this.days.length})}</strong>
      <span><i class="key money"></i>${money({minor, currency: this.currency})}</span>
      <span class="quiet">${say("growth.pointAtDay")}</span>`;
  }

  #table(): TemplateResult {
    return html`<div class="chart-table" tabindex="0"><table>
      <thead><tr><th scope="col">${say("growth.day")}</th><th scope="col">${say("growth.gmv")}</th>
        <th scope="col">${say("growth.uv")}</th><th scope="col">${say("growth.buyers")}</th>
        <th scope="col">${say("growth.orders")}</th></tr></thead>
      <tbody>${[...this.days].reverse().map((day) => html`<tr>
        <th scope="row">${dayWords(day.day)}</th>
        <td>${money({minor: day.gmvMinor, currency: this.currency})}</td><td>${number(day.uv)}</td>
        <td>${day.buyers === undefined ? "—" : number(day.buyers)}</td>
        <td>${day.orders === undefined ? "—" : number(day.orders)}</td></tr>`)}</tbody>
    </table></div>`;
  }

  readonly #point = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * this.days.length);
    this.at = Math.min(this.days.length - 1, Math.max(0, place));
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const last = this.days.length - 1;
    const at = this.at ?? last + 1;
    const next: Record<string, number> = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last};
    const wanted = next[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      this.at = Math.min(last, Math.max(0, wanted));
    }
  };

  #rows(): Rows {
    return [["day", "uv", "buyers", "orders", "gmv_minor", "currency"], ...this.days.map((day) =>
      [day.day, day.uv, day.buyers, day.orders, day.gmvMinor, this.currency])];
  }
}

customElements.define("lt-day-chart", DayChart);

/** The next round number above a value, so that the top of a scale reads well. */
function niceTop(value: number, unit: number): number {
  const scaled = value / unit;
  const power = 10 ** Math.floor(Math.log10(scaled));
  const step = [1, 2, 4, 5, 10].find((each) => each * power >= scaled) ?? 10;
  return Math.max(2, step * power) * unit;
}
