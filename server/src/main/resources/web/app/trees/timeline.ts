import {type TemplateResult, html, nothing, svg} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Rows, csvButton} from "../growth/save-csv";
import {dayWords} from "../growth/seen";
import {ticks} from "./ticks";
import {brief, money, number, percent, say} from "../words/words";

type By = "week" | "month";

interface Period {
  start: string;
  followers: number;
  gained: number;
  lost: number;
  orders: number;
  gmvMinor: number;
  buyers: number;
  returning: number;
  rate?: number;
  low?: number;
  high?: number;
}

interface TimelineSeen {
  periods: Period[];
  marks: Array<{milestone: string; at: string}>;
  currency: string;
  today: string;
  isSimulated: boolean;
}

const WIDTH = 1000;
const HEIGHT = 120;
const DAY_MS = 86_400_000;

/** A host since his first day (成长时间线): followers, GMV and who came back, with the firsts marked. */
export class GrowthTimeline extends LightElement {
  @property() hostId = "";
  @state() by: By = "week";
  @state() at: number | undefined;
  readonly seen = new Load<TimelineSeen>(this, () =>
    api.get<TimelineSeen>(`/hosts/${this.hostId}/timeline`, {by: this.by}));

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("hostId") && changed.get("hostId")) {
      void this.seen.run();
    }
  }

  protected override render() {
    return html`<section class="card padded stack" data-test="growth-timeline">
      <header class="row between wrap"><h2 class="subheading"><lt-explain .label=${say("trees.timeline")}
        .detail=${say("trees.timelineDetail")}></lt-explain></h2>
        <span class="row wrap"><span class="segments small" role="group" aria-label=${say("trees.period")}>
          ${(["week", "month"] as By[]).map((by) => html`<button aria-pressed=${by === this.by}
            data-test="timeline-${by}" @click=${() => this.#choose(by)}>${say(`trees.by.${by}`)}</button>`)}</span>
          ${csvButton("timeline", () => this.#table(), `timeline-${this.by}`)}</span></header>
      ${this.seen.view((seen) => seen.periods.length === 0
        ? html`<p class="quiet" data-test="timeline-empty">${say("trees.timelineEmpty")}</p>`
        : this.#lines(seen), () => html`<div class="skeleton" style="height:16rem" aria-busy="true"></div>`)}
    </section>`;
  }

  #lines(seen: TimelineSeen): TemplateResult {
    const chosen = seen.periods[this.at ?? seen.periods.length - 1]!;
    return html`<p class="chart-now" aria-live="polite"><strong>${this.#name(chosen)}</strong>
        <span><i class="key people"></i>${say("trees.followersCount", {count: chosen.followers})}</span>
        <span><i class="key money"></i>${money({minor: chosen.gmvMinor, currency: seen.currency})}</span>
        <span>${chosen.rate === undefined ? say("trees.returningFew", {buyers: chosen.buyers})
          : say("trees.returningRate", {rate: percent(chosen.rate), part: chosen.returning,
            whole: chosen.buyers})}</span></p>
      <div class="plots timeline-plots" tabindex="0" role="group" aria-label=${say("trees.timelineKeys")}
        @pointermove=${this.#point} @pointerdown=${this.#point} @keydown=${this.#onKey}
        @pointerleave=${() => (this.at = undefined)} @blur=${() => (this.at = undefined)}>
        ${this.#followers(seen)}${this.#money(seen)}${this.#returning(seen)}
        ${ticks(seen.periods.map((each) => each.start))}
      </div>
      <ol class="timeline-marks">${seen.marks.map((mark, index) => html`<li data-test="mark-${mark.milestone}">
        <b class="timeline-number" aria-hidden="true">${index + 1}</b>
        <span>${say(`trees.mark.${mark.milestone}`)}</span>
        <span class="faint tabular nowrap">${dayWords(mark.at.slice(0, 10), true)}</span></li>`)}</ol>
      ${seen.isSimulated ? html`<p><span class="badge warn">${say("growth.simulated")}</span></p>` : nothing}`;
  }

  #followers(seen: TimelineSeen): TemplateResult {
    const top = Math.max(1, ...seen.periods.map((each) => each.followers));
    const step = WIDTH / seen.periods.length;
    const points = seen.periods.map((each, place) =>
      `${(place + 0.5) * step} ${HEIGHT - (each.followers / top) * (HEIGHT - 4)}`);
    return this.#plot("people", say("trees.followers"), brief(top), svg`
      <path class="timeline-area" d="M${0.5 * step} ${HEIGHT}L${points.join("L")}L${
        (seen.periods.length - 0.5) * step} ${HEIGHT}Z"></path>
      <path class="timeline-line" d="M${points.join("L")}"></path>`, seen);
  }

  #money(seen: TimelineSeen): TemplateResult {
    const top = Math.max(1, ...seen.periods.map((each) => each.gmvMinor));
    const step = WIDTH / seen.periods.length;
    return this.#plot("money", say("growth.gmv"), money({minor: Math.round(top / 100) * 100,
      currency: seen.currency}), svg`${seen.periods.map((each, place) => {
      const high = each.gmvMinor <= 0 ? 0 : Math.max(1.5, (each.gmvMinor / top) * (HEIGHT - 4));
      return svg`<rect class=${this.at !== undefined && this.at !== place ? "bar dim" : "bar"}
        x=${place * step + step * 0.12} y=${HEIGHT - high} width=${step * 0.76} height=${high}></rect>`;
    })}`, seen);
  }

  /** Only where there are enough buyers; the band is the 95 % interval. */
  #returning(seen: TimelineSeen): TemplateResult {
    const step = WIDTH / seen.periods.length;
    const top = Math.max(0.1, ...seen.periods.map((each) => each.high ?? 0));
    const y = (share: number) => HEIGHT - (share / top) * (HEIGHT - 4);
    return this.#plot("returning", say("trees.returning"), percent(top, 0), svg`${seen.periods.map((each, place) =>
      each.rate === undefined ? nothing : svg`
        <line class="timeline-band" x1=${(place + 0.5) * step} x2=${(place + 0.5) * step}
          y1=${y(each.low!)} y2=${y(each.high!)}></line>
        <line class="timeline-dot" x1=${(place + 0.15) * step} x2=${(place + 0.85) * step}
          y1=${y(each.rate)} y2=${y(each.rate)}></line>`)}`, seen);
  }

  #plot(kind: string, label: string, top: string, drawing: unknown, seen: TimelineSeen): TemplateResult {
    const isFirst = kind === "people";
    return html`<div class="plot ${kind} timeline-plot"><span class="plot-label">${label}</span>
      <span class="plot-top tabular">${top}</span>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        <line class="rule floor" x1="0" x2=${WIDTH} y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}></line>
        ${seen.marks.map((mark) => svg`<line class="timeline-mark" x1=${this.#place(mark.at, seen)}
          x2=${this.#place(mark.at, seen)} y1="0" y2=${HEIGHT}></line>`)}
        ${drawing}</svg>
      ${isFirst ? html`<span class="timeline-numbers" aria-hidden="true">${numbered(seen, (at) =>
        this.#place(at, seen)).map(([left, words]) => html`<b class="timeline-number"
          style="left:${left / 10}%">${words}</b>`)}</span>` : nothing}</div>`;
  }

  /** Where an instant lies in the drawing. */
  #place(at: string, seen: TimelineSeen): number {
    const starts = seen.periods.map((each) => Date.parse(each.start));
    const length = this.by === "week" ? 7 * DAY_MS : 30.4 * DAY_MS;
    const found = starts.findLastIndex((start) => start <= Date.parse(at));
    const place = Math.max(0, found);
    const into = Math.min(1, Math.max(0, (Date.parse(at) - starts[place]!) / length));
    return ((place + into) * WIDTH) / seen.periods.length;
  }

  #name(period: Period): string {
    return this.by === "month" ? period.start.slice(0, 7)
      : say("trees.weekOf", {day: dayWords(period.start, true)});
  }

  #choose(by: By): void {
    this.by = by;
    this.at = undefined;
    void this.seen.run();
  }

  #table(): Rows {
    const rows = this.seen.value?.periods ?? [];
    return [["start", "followers", "gained", "lost", "orders", "gmv_minor", "buyers", "returning"],
      ...rows.map((each) => [each.start, each.followers, each.gained, each.lost, each.orders, each.gmvMinor,
        each.buyers, each.returning])];
  }

  readonly #point = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const last = (this.seen.value?.periods.length ?? 1) - 1;
    const place = Math.floor(((event.clientX - box.left) / box.width) * (last + 1));
    this.at = Math.min(last, Math.max(0, place));
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const last = (this.seen.value?.periods.length ?? 1) - 1;
    const at = this.at ?? last;
    const next: Record<string, number> = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last};
    const wanted = next[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      this.at = Math.min(last, Math.max(0, wanted));
    }
  };
}

customElements.define("lt-growth-timeline", GrowthTimeline);

/** Marks that would lie on each other share one place: "2–4". */
function numbered(seen: TimelineSeen, place: (at: string) => number): Array<[number, string]> {
  const together: Array<{left: number; from: number; to: number}> = [];
  seen.marks.forEach((mark, index) => {
    const left = place(mark.at);
    const last = together.at(-1);
    if (last && left - last.left < WIDTH * 0.05) {
      last.to = index + 1;
    } else {
      together.push({left, from: index + 1, to: index + 1});
    }
  });
  return together.map(({left, from, to}) => [left, from === to ? number(from) : `${from}–${to}`]);
}
