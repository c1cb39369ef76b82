import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Repurchase} from "../http/types";
import {locale, number, percent, say} from "../words/words";
import {dayWords, monthWords} from "./seen";

/** Below this many matured buyers a rate says little and is hidden. */
const BUYERS_SHOWN_MIN = 30;

/** R2 of a month, as the door of all definitions tells it. */
interface Monthly {
  definition: string;
  month?: string;
  part: number;
  whole: number;
  rate?: number;
  low?: number;
  high?: number;
}

/** Repurchase (复购率), the first number of every screen: R3(30) and R3(90) with interval and maturity. */
export class RepurchaseTiles extends LightElement {
  @property({attribute: false}) repurchase: Repurchase[] = [];
  /** `host` or `platform`: whose buyers are meant, for the words. */
  @property() scope: "host" | "platform" = "host";
  @property({type: Boolean}) isSimulated = false;
  /** Whose doors have the whole report and its tables, such as `/api/v1/operator`. */
  @property() base = "";
  readonly monthly = new Load<{definitions: Monthly[]} | null>(this, async () => this.base
    ? api.get<{definitions: Monthly[]}>(`${this.base.replace("/api/v1", "")}/repurchase`) : null);

  protected override render() {
    return html`<section class="repurchase" aria-label=${say("growth.repurchase")} data-test="repurchase">
      ${this.repurchase.map((each) => this.#tile(each))}
      ${this.base ? this.#monthly() : nothing}
      ${this.isSimulated
        ? html`<span class="badge warn simulated" data-test="simulated">${say("growth.simulated")}</span>`
        : nothing}
      ${this.base ? html`<p class="row wrap full-report">
        ${this.#file(`repurchase.html?lang=${locale.value}`, "growth.report")}
        ${this.#file("repurchase.csv", "growth.tableOfDefinitions")}
        ${this.#file("cohorts.csv", "growth.tableOfCohorts")}</p>` : nothing}
    </section>`;
  }

  /** R2 of the last month that can tell it, beside the headline. */
  #monthly(): TemplateResult | typeof nothing {
    const seen = this.monthly.value;
    if (!seen) {
      return this.monthly.problem ? nothing
        : html`<article class="rate monthly skeleton" aria-busy="true"></article>`;
    }
    const last = seen.definitions.filter((each) => each.definition === "R2" && each.month).at(-1);
    const isHidden = last?.rate === undefined;
    const values = {month: last?.month ? monthWords(last.month) : "", part: last?.part ?? 0,
      whole: last?.whole ?? 0, min: BUYERS_SHOWN_MIN};
    return html`<article class="rate monthly" data-test="repurchase-monthly" data-hidden=${isHidden}>
      <h2><lt-explain .label=${say("growth.r2")}
        .detail=${say(`growth.r2Detail.${this.scope}`)}></lt-explain></h2>
      <p class="rate-number tabular" data-test="repurchase-rate-monthly">${
        isHidden ? "—" : percent(last!.rate!)}</p>
      ${isHidden ? nothing : band(last!.rate!, last!.low!, last!.high!)}
      <p class="rate-foot">${say(!last ? "growth.r2None" : isHidden ? "growth.r2Few" : "growth.r2Of",
        values)}</p>
    </article>`;
  }

  #file(end: string, words: string): TemplateResult {
    return html`<a class="button ghost small" href=${`${this.base}/${end}`} download data-test="file-${words}"
      >${icon("download")}${say(words)}</a>`;
  }

  #tile(each: Repurchase): TemplateResult {
    const isHidden = each.isHidden || each.rate === undefined;
    const ripe = each.maturedUntil
      ? say("growth.maturedUntil", {day: dayWords(each.maturedUntil.slice(0, 10))}) : "";
    const foot = isHidden ? say("growth.hidden", {buyers: each.buyers, min: BUYERS_SHOWN_MIN})
      : say("growth.ofBuyers", {repeaters: each.repeaters, buyers: each.buyers});
    return html`<article class="rate" data-test="repurchase-${each.days}" data-hidden=${isHidden}>
      <h2><lt-explain .label=${say("growth.r3", {days: each.days})}
        .detail=${[say(`growth.r3Detail.${this.scope}`, {days: each.days}), foot, ripe].join(" ")}
        ></lt-explain></h2>
      <p class="rate-number tabular" data-test="repurchase-rate-${each.days}">
        ${isHidden ? "—" : percent(each.rate!)}</p>
      ${isHidden ? progress(each) : interval(each)}
      <p class="rate-foot">${foot} ${ripe ? html`<span class="nowrap">${ripe}</span>` : nothing}</p>
    </article>`;
  }
}

customElements.define("lt-repurchase", RepurchaseTiles);

/** The Wilson 95 % interval as a band on the line from 0 to 100 %. */
function interval({rate, low, high}: Repurchase): TemplateResult | typeof nothing {
  if (low === undefined || high === undefined) {
    return nothing;
  }
  return band(rate!, low, high);
}

function band(rate: number, low: number, high: number): TemplateResult {
  const words = say("growth.interval", {low: percent(low), high: percent(high)});
  return html`<span class="interval">
    <span class="interval-line" aria-hidden="true">
      <span class="interval-band" style="left:${low * 100}%;right:${(1 - high) * 100}%"></span>
      <span class="interval-dot" style="left:${rate * 100}%"></span>
    </span>
    <lt-explain .label=${words} .detail=${say("growth.intervalDetail")}></lt-explain>
  </span>`;
}

function progress({buyers}: Repurchase): TemplateResult {
  const share = Math.min(1, buyers / BUYERS_SHOWN_MIN);
  return html`<span class="interval">
    <span class="interval-line" aria-hidden="true">
      <span class="interval-fill" style="width:${share * 100}%"></span>
    </span>
    <span class="tabular">${number(buyers)} / ${BUYERS_SHOWN_MIN}</span>
  </span>`;
}
