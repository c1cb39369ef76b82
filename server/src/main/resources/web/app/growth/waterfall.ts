import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {money, percent, say} from "../words/words";
import {csvButton} from "./save-csv";
import type {Before, Change} from "./seen";

/** The word of a factor in the equation above. */
const WORDS: Record<string, string> = {
  uv: "uv", watchHoursPerUv: "watch", buyersPerWatchHour: "trust", ordersPerBuyer: "often",
  gmvPerOrder: "basket",
};

interface Row {
  name: string;
  label: string;
  /** Where the bar begins and ends, minor units. */
  from: number;
  to: number;
  isWhole: boolean;
}

/** Why GMV moved: from what it was to what it is, a step for each factor, and one sentence. */
export class Waterfall extends LightElement {
  @property({attribute: false}) change!: Change;
  @property({attribute: false}) previous!: Before;
  @property({attribute: false}) nowMinor = 0;
  /** What moved, where a page has several of these. */
  @property() label = "";

  protected override render() {
    const rows = this.#rows();
    const high = Math.max(1, ...rows.map((row) => Math.max(row.from, row.to)));
    const [low, isCut] = floor(rows);
    return html`<figure class="waterfall" data-test="waterfall" data-method=${this.change.method}
        data-change-minor=${this.change.changeMinor}>
      <figcaption>
        <span class="row between"><lt-explain class="subheading" .label=${this.label || say("growth.why")}
            .detail=${say("growth.whyDetail")}></lt-explain>
          ${csvButton("why", () => [["step", "minor"],
            ...rows.map((row) => [row.name, row.isWhole ? row.to : row.to - row.from])])}</span>
        <p data-test="why">${this.#sentence()}</p>
      </figcaption>
      <ol class=${isCut ? "cut" : ""}>${rows.map((row) => this.#row(row, low, high - low))}</ol>
      ${isCut ? html`<p class="faint waterfall-cut">${say("trees.whyCut", {from: this.#money(low)})}</p>`
        : nothing}
    </figure>`;
  }

  #row(row: Row, low: number, span: number): TemplateResult {
    const [left, right] = [Math.max(low, Math.min(row.from, row.to)), Math.max(row.from, row.to)];
    const moved = row.to - row.from;
    const kind = row.isWhole ? "whole" : moved > 0 ? "up" : moved < 0 ? "fell" : "still";
    return html`<li class=${kind} data-test="step-${row.name}" data-minor=${moved}>
      <span class="step-name">${row.label}</span>
      <span class="step-track" aria-hidden="true">
        <i style="left:${((left - low) / span) * 100}%;width:${((right - left) / span) * 100}%"></i></span>
      <span class="step-value tabular">${row.isWhole ? this.#money(row.to) : this.#signed(moved)}</span>
    </li>`;
  }

  #rows(): Row[] {
    const before = this.previous.factors.gmvMinor;
    const rows: Row[] = [
      {name: "before", label: say("growth.whyBefore"), from: 0, to: before, isWhole: true}];
    let at = before;
    const step = (name: string, label: string, minor: number) => {
      rows.push({name, label, from: at, to: at + minor, isWhole: false});
      at += minor;
    };
    if (this.change.method !== "NONE") {
      for (const one of this.change.steps) {
        step(one.factor, factorWord(one.factor), one.minor);
      }
    }
    if (this.change.leftMinor !== 0) {
      step("left", say("growth.whyLeft"), this.change.leftMinor);
    }
    if (this.change.enteredMinor !== 0) {
      step("entered", say("growth.whyEntered"), this.change.enteredMinor);
    }
    rows.push({name: "now", label: say("growth.whyNow"), from: 0, to: this.nowMinor, isWhole: true});
    return rows;
  }

  #sentence(): string | TemplateResult {
    const moved = this.change.changeMinor;
    const amount = this.#money(Math.abs(moved));
    const before = this.previous.factors.gmvMinor;
    if (before === 0 || this.nowMinor === 0) {
      return this.#fromNothing(amount);
    }
    if (this.change.method === "NONE") {
      return say("growth.whyUnknown", {now: this.#money(this.nowMinor), before: this.#money(before)});
    }
    const bySize = [...this.change.steps].sort((a, b) => b.minor - a.minor);
    const [most, least] = moved >= 0 ? [bySize[0]!, bySize.at(-1)!] : [bySize.at(-1)!, bySize[0]!];
    const isAgainst = moved >= 0 ? least.minor < 0 : least.minor > 0;
    const words = (step: {factor: string; minor: number}) => (
      {factor: factorWord(step.factor), amount: this.#signed(step.minor)});
    const head = moved === 0 ? say("growth.whySame")
      : say(moved > 0 ? "growth.whyUp" : "growth.whyDown",
        {amount, share: percent(Math.abs(moved) / before)});
    return html`${head} ${most.minor === 0 ? nothing : say("growth.whyMost", words(most))}
      ${isAgainst ? say("growth.whyAgainst", words(least)) : nothing}`;
  }

  #fromNothing(amount: string): string {
    if (this.change.changeMinor === 0) {
      return say("growth.whyNothing");
    }
    const by = this.change.changeMinor > 0 ? this.change.enteredBy : this.change.leftBy;
    const first = by[0];
    return say(this.change.changeMinor > 0 ? "growth.whyAllNew" : "growth.whyAllGone",
      {amount, factor: first === undefined ? say("growth.gmv") : factorWord(first)});
  }

  #money(minor: number): string {
    return money({minor, currency: this.previous.factors.currency});
  }

  #signed(minor: number): string {
    return minor > 0 ? `+\u2060${this.#money(minor)}`
      : minor < 0 ? `−\u2060${this.#money(-minor)}` : this.#money(0);
  }
}

customElements.define("lt-waterfall", Waterfall);

function factorWord(factor: string): string {
  const word = WORDS[factor];
  return word ? say(`growth.${word}`) : say(`trees.factor.${factor}`);
}

/**
 * Where the bars begin: at zero, or, where the steps would be lines too thin to see beside what they lead
 * from and to, as far below them as a half of what they span. Then the page says so.
 */
function floor(rows: Row[]): [number, boolean] {
  const ends = rows.map((row) => row.to);
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const low = Math.floor((least - (most - least) / 2) / 100) * 100;
  const isCut = most > least && low > 0 && most - least < most / 2;
  return isCut ? [low, true] : [Math.min(0, ...rows.map((row) => Math.min(row.from, row.to))), false];
}
