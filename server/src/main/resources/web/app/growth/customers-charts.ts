import {type TemplateResult, html, nothing, svg} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {money, number, percent, say} from "../words/words";
import type {Counted, ValueTest} from "./customers-types";
import {csvButton, csvLink} from "./save-csv";
import {dayWords, figure} from "./seen";

/** Between these a word may bring somebody back; the server's rule. */
const MAYBE_FROM = 0.1;
const MAYBE_TO = 0.6;
const ZONES = [["GONE", 0, MAYBE_FROM], ["MAYBE", MAYBE_FROM, MAYBE_TO], ["HERE", MAYBE_TO, 1]] as const;
/** A finger finds a dot that is at most so far away, in shares of the picture. */
const NEAR = 0.12;

type Dot = Counted["dots"][number];

/** Customers as dots: whether they still come, by what is expected of them. Heights are square roots. */
export class ValueMap extends LightElement {
  @property({attribute: false}) counted!: Counted;
  @property() currency = "CNY";
  @property({type: Number}) weeks = 13;
  @state() at: number | undefined;

  protected override render() {
    const {dots, customers} = this.counted;
    if (dots.length === 0) {
      return nothing;
    }
    const top = Math.max(...dots.map((dot) => dot.value), 1e-9);
    const dot = this.at === undefined ? undefined : dots[this.at];
    return html`<figure class="value-map" data-test="value-map">
      <figcaption class="row between"><span class="chart-now" aria-live="polite">${dot ? this.#reading(dot)
        : html`<span class="quiet">${say(dots.length < customers ? "growth.worth.mapSome"
            : "growth.worth.mapAll", {count: dots.length, all: customers})}</span>`}</span>
        ${csvButton("zones", () => [["zone", "customers", "purchases", "spend_minor"],
          ...this.counted.zones.map((zone) =>
            [zone.zone, zone.customers, zone.purchases, zone.spendMinor])])}</figcaption>
      <div class="map-zones">${ZONES.map(([zone]) => this.#zone(zone))}</div>
      <div class="map-plot" tabindex="0" role="group" aria-label=${say("growth.worth.mapKeys")}
        @pointermove=${this.#point} @pointerdown=${this.#point}
        @pointerleave=${() => (this.at = undefined)} @blur=${() => (this.at = undefined)}
        @keydown=${this.#onKey}>
        ${ZONES.map(([zone, from, to]) => html`<span class="map-zone" data-zone=${zone}
          style="left:${from * 100}%;width:${(to - from) * 100}%"></span>`)}
        ${[1, 0.25].map((share) => html`<span class="map-rule" style="bottom:${Math.sqrt(share) * 96}%">
          <span class="tabular">${this.#show(top * share)}</span></span>`)}
        ${dots.map((each, place) => html`<i class="map-dot ${each.isWinBack ? "win-back" : ""}
          ${place === this.at ? "here" : ""}" style="left:${each.alive * 100}%;bottom:${
          Math.sqrt(each.value / top) * 96}%;--size:${size(each.days)}px"></i>`)}
      </div>
      <p class="map-axis faint"><span>${percent(0)}</span><span>${say("growth.worth.alive")}</span>
        <span>${percent(1)}</span></p>
    </figure>`;
  }

  #zone(zone: Counted["zones"][number]["zone"]): TemplateResult {
    const seen = this.counted.zones.find((each) => each.zone === zone);
    const worth = seen?.spendMinor ?? seen?.purchases ?? 0;
    return html`<div data-zone=${zone} data-test="zone-${zone}">
      <dt><lt-explain .label=${say(`growth.worth.zone.${zone}`)}
        .detail=${say(`growth.worth.zoneDetail.${zone}`)}></lt-explain></dt>
      <dd class="tabular">${number(seen?.customers ?? 0)}</dd>
      <span class="faint tabular">${this.#show(worth)}</span></div>`;
  }

  #show(value: number): string {
    return this.counted.told?.spend
      ? money({minor: Math.round(value / 100) * 100, currency: this.currency})
      : say("growth.worth.times", {times: figure(value)});
  }

  #reading(dot: Dot): TemplateResult {
    return html`<strong>${say("growth.worth.dotAlive", {rate: percent(dot.alive, 0)})}</strong>
      <span>${say("growth.worth.dotWorth", {value: this.#show(dot.value), weeks: this.weeks})}</span>
      <span class="quiet">${say("growth.worth.dotDays", {count: dot.days})}</span>`;
  }

  readonly #point = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (box.bottom - event.clientY) / box.height;
    const top = Math.max(...this.counted.dots.map((dot) => dot.value), 1e-9);
    let best: number | undefined;
    let nearest = NEAR;
    this.counted.dots.forEach((dot, place) => {
      const far = Math.hypot(dot.alive - x, Math.sqrt(dot.value / top) * 0.96 - y);
      if (far < nearest) {
        nearest = far;
        best = place;
      }
    });
    this.at = best;
  };

  /** Dots stand in the order of their value. */
  readonly #onKey = (event: KeyboardEvent) => {
    const last = this.counted.dots.length - 1;
    const at = this.at ?? -1;
    const next: Record<string, number> =
      {ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: last};
    const wanted = next[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      this.at = Math.min(last, Math.max(0, wanted));
    }
  };
}

customElements.define("lt-value-map", ValueMap);

/** Who bought more often is larger, up to a point. */
function size(days: number): number {
  return Math.min(18, 6 + 2 * Math.sqrt(days));
}

/** The model beside what happened: no forecast is shown without it. */
export class ValueTestPart extends LightElement {
  @property({attribute: false}) test!: ValueTest;
  /** Whose door has the table. */
  @property() base = "";

  protected override render() {
    const {test} = this;
    const values = {known: dayWords(test.knownUntil), until: dayWords(test.until),
      expected: number(Math.round(test.told.expected)), low: number(Math.round(test.told.low)),
      high: number(Math.round(test.told.high)), happened: number(test.happened), count: test.customers};
    const verdict = test.isCovered ? "inside" : test.happened > test.told.expected ? "more" : "fewer";
    return html`<section class="card padded stack" data-test="value-test" data-covered=${test.isCovered}>
      <header class="row between wrap relation-head"><h2 class="subheading"><lt-explain
          .label=${say("growth.worth.test")} .detail=${say("growth.worth.testDetail")}></lt-explain></h2>
        ${csvLink("value-test", `${this.base}/values/test.csv`)}</header>
      <p class="row tight wrap"><span class="badge ${test.isCovered ? "good" : "warn"}">${
        say(`growth.worth.verdict.${verdict}`)}</span></p>
      ${this.#plot()}
      <p class="row wrap faint"><span><i class="key people"></i>${say("growth.worth.expected")}</span>
        <span><i class="key money"></i>${say("growth.worth.happened")}</span></p>
      <p>${say(test.isOfPool ? "growth.worth.testedPool" : "growth.worth.tested", values)}
        ${verdict === "more" ? say("growth.worth.noSeasons") : nothing}</p>
    </section>`;
  }

  #plot(): TemplateResult {
    const {weeks, told} = this.test;
    const last = weeks.length;
    const top = Math.max(told.high, ...weeks.map((week) => Math.max(week.expected, week.happened)), 1);
    const path = (value: (week: ValueTest["weeks"][number]) => number) =>
      ["0 100", ...weeks.map((week) => `${week.week} ${100 - (value(week) / top) * 100}`)].join("L");
    return html`<figure class="test-plot"><svg viewBox="0 0 ${last * 1.02} 100" preserveAspectRatio="none"
        role="img" aria-label=${say("growth.worth.testPicture")}>${svg`
        <path class="test-band" d="M0 100L${last} ${100 - (told.high / top) * 100}L${last} ${
          100 - (told.low / top) * 100}Z"></path>
        <path class="test-expected" d="M${path((week) => week.expected)}"></path>
        <path class="test-happened" d="M${path((week) => week.happened)}"></path>`}</svg>
      <p class="map-axis faint tabular"><span>0</span><span>${say("growth.worth.weeks",
        {count: last})}</span></p>
      <span class="test-top faint tabular">${number(Math.round(top))}</span></figure>`;
  }
}

customElements.define("lt-value-test", ValueTestPart);
