import {type TemplateResult, html, nothing, svg} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import {csvButton} from "../growth/save-csv";
import {type Day, type GrowthSeen, dayWords} from "../growth/seen";
import {ticks} from "./ticks";
import {number, say} from "../words/words";

const WIDTH = 1000;
const HEIGHT = 100;

/** Who comes every day, and how long they stay: DAU and minutes per daily active viewer, by day. */
export class ActiveDays extends LightElement {
  @property() days = "30";
  @state() at: number | undefined;
  readonly growth = new Load<GrowthSeen>(this, () =>
    api.get<GrowthSeen>("/operator/growth", {days: this.days}));

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("days") && changed.get("days") !== undefined) {
      void this.growth.run();
    }
  }

  protected override render() {
    return html`<section class="card padded stack" data-test="active-days">
      ${this.growth.view((seen) => this.#days(seen), () =>
        html`<div class="skeleton" style="height:10rem" aria-busy="true"></div>`)}</section>`;
  }

  #days(seen: GrowthSeen): TemplateResult {
    const days = (seen.series ?? []) as unknown as Day[];
    const whole = days.slice(0, -1);
    const mean = (value: (day: Day) => number) =>
      whole.length === 0 ? undefined : whole.reduce((sum, day) => sum + value(day), 0) / whole.length;
    const uv = whole.reduce((sum, day) => sum + day.uv, 0);
    const watched = whole.reduce((sum, day) => sum + (day.watchSeconds ?? 0), 0);
    const chosen = this.at === undefined ? undefined : days[this.at];
    return html`<header class="row between wrap"><h2 class="subheading"><lt-explain .label=${say("trees.active")}
        .detail=${say("trees.activeDetail")}></lt-explain></h2>
        ${csvButton("active-days", () => [["day", "dau", "watch_seconds"],
          ...days.map((day) => [day.day, day.uv, day.watchSeconds])])}</header>
      <dl class="tree-measures">
        <div><dt><lt-explain .label=${say("trees.dau")} .detail=${say("trees.dauDetail")}></lt-explain></dt>
          <dd class="tabular" data-test="dau">${chosen ? number(chosen.uv) : number(Math.round(mean((day) =>
            day.uv) ?? 0))}</dd>
          <span class="term-note">${chosen ? dayWords(chosen.day, true) : say("trees.dayMean")}</span></div>
        <div><dt><lt-explain .label=${say("trees.minutes")} .detail=${say("trees.minutesDetail")}></lt-explain></dt>
          <dd class="tabular" data-test="minutes">${chosen ? minutes(chosen.watchSeconds ?? 0, chosen.uv)
            : minutes(watched, uv)}</dd>
          <span class="term-note">${say("trees.minutesUnit")}</span></div>
      </dl>
      ${days.every((day) => day.uv === 0) ? html`<p class="quiet">${say("growth.noDays")}</p>`
        : html`<div class="plots" tabindex="0" role="group" aria-label=${say("trees.activeKeys")}
            @pointermove=${this.#point} @pointerdown=${this.#point} @keydown=${this.#onKey}
            @pointerleave=${() => (this.at = undefined)} @blur=${() => (this.at = undefined)}>
          ${this.#plot("people", say("trees.dau"), days.map((day) => day.uv))}
          ${this.#plot("money", say("trees.minutes"), days.map((day) =>
            day.uv === 0 ? 0 : (day.watchSeconds ?? 0) / day.uv / 60))}
          ${ticks(days.map((day) => day.day))}</div>`}
      ${seen.isSimulated ? html`<p><span class="badge warn">${say("growth.simulated")}</span></p>` : nothing}`;
  }

  #plot(kind: string, label: string, values: number[]): TemplateResult {
    const top = Math.max(...values, 0.001);
    const step = WIDTH / values.length;
    return html`<div class="plot ${kind} active-plot"><span class="plot-label">${label}</span>
      <span class="plot-top tabular">${number(top, {maximumFractionDigits: top < 10 ? 1 : 0})}</span>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        <line class="rule floor" x1="0" x2=${WIDTH} y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}></line>
        ${values.map((value, place) => {
          const high = value <= 0 ? 0 : Math.max(1.5, (value / top) * (HEIGHT - 2));
          return svg`<rect class=${this.at !== undefined && this.at !== place ? "bar dim" : "bar"}
            x=${place * step + step * 0.14} y=${HEIGHT - high} width=${step * 0.72} height=${high}></rect>`;
        })}</svg></div>`;
  }

  readonly #point = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const last = (this.growth.value?.series?.length ?? 1) - 1;
    const place = Math.floor(((event.clientX - box.left) / box.width) * (last + 1));
    this.at = Math.min(last, Math.max(0, place));
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const last = (this.growth.value?.series?.length ?? 1) - 1;
    const at = this.at ?? last + 1;
    const next: Record<string, number> = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last};
    const wanted = next[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      this.at = Math.min(last, Math.max(0, wanted));
    }
  };
}

customElements.define("lt-active-days", ActiveDays);

/** Minutes per person, or a dash when there was nobody. */
function minutes(seconds: number, persons: number): string {
  return persons === 0 ? "—" : number(seconds / persons / 60, {maximumFractionDigits: 1});
}
