import {type TemplateResult, html, nothing, svg} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import {number, percent, say} from "../words/words";
import {csvButton, csvLink} from "./save-csv";
import {monthWords} from "./seen";

type Scope = "host" | "platform";

/** One number by one definition; without a rate below 30. */
interface Defined {
  definition: string;
  month?: string;
  days?: number;
  part: number;
  whole: number;
  rate?: number;
  low?: number;
  high?: number;
}

interface CohortMonth {
  buyers: number;
  isOver: boolean;
}

interface Cohort {
  month: string;
  buyers: number;
  months: CohortMonth[];
}

interface ComebackSeen {
  lastDay: string;
  buyers: number;
  definitions: Defined[];
  curve: Array<{
    day: number; atRisk: number; returned: number; repurchased: number; low?: number; high?: number;
  }>;
  cohorts: Cohort[];
  isSimulated: boolean;
}

const SCOPES: Scope[] = ["host", "platform"];
const BUYERS_SHOWN_MIN = 30;
const CURVE_DAYS = 365;
/** A year of cohorts is what a screen holds; the table has all. */
const COHORTS_MAX = 13;
const OF_A_MONTH = ["R1o", "R1d", "R2", "R4", "R5"];

/** Who comes back (复购): the curve, all definitions of the last ripe month, and the cohorts. */
export class Comeback extends LightElement {
  /** Whose buyers: `/hosts/acc_1`, or `/operator` for everybody's. */
  @property() base = "";
  @state() scope: Scope = "host";
  readonly seen = new Load<ComebackSeen>(this, () => api.get<ComebackSeen>(`${this.base}/repurchase`,
    this.#isSquare ? {scope: this.scope} : {}));

  get #isSquare(): boolean {
    return this.base === "/operator";
  }

  protected override render() {
    return html`<div class="stack loose"><section class="card padded stack comeback" data-test="comeback">
      <header class="row between wrap">
        <h2 class="subheading"><lt-explain .label=${say("growth.comeback")}
          .detail=${say("growth.comebackDetail")}></lt-explain></h2>
        ${this.#isSquare ? html`<div class="segments" role="group" aria-label=${say("growth.comebackScope")}>
          ${SCOPES.map((scope) => html`<button aria-pressed=${scope === this.scope}
            data-test="comeback-${scope}" @click=${() => this.#choose(scope)}>
            ${say(`growth.comebackScope.${scope}`)}</button>`)}</div>` : nothing}
        ${this.seen.value?.isSimulated ? html`<span class="badge warn">${say("growth.simulated")}</span>`
          : nothing}
      </header>
      ${this.seen.view((seen) => this.#numbers(seen), () => html`
        <div class="skeleton" style="height:16rem" aria-busy="true"></div>`)}
    </section>
    ${this.base.includes("/channels/") ? nothing
      : html`<lt-repeats .base=${this.base}></lt-repeats>`}</div>`;
  }

  #numbers(seen: ComebackSeen): TemplateResult {
    if (seen.buyers < BUYERS_SHOWN_MIN) {
      return html`<p class="quiet" data-test="comeback-few">${say("growth.comebackFew",
        {buyers: seen.buyers, min: BUYERS_SHOWN_MIN})}</p>`;
    }
    return html`<div class="comeback-grid">
        <div class="stack">${curve(seen)}
          <dl class="comeback-marks">${seen.definitions.filter((each) => each.days !== undefined)
            .map((each) => html`<div data-test="comeback-r3-${each.days}">
              <dt>${say("growth.comebackDays", {days: each.days!})}</dt>
              <dd class="tabular">${rate(each)}</dd></div>`)}</dl>
          <p class="row between"><span class="label">${say("growth.comebackLast")}</span>
            ${csvLink("definitions", this.#table("repurchase"))}</p>
          <ul class="comeback-list">${OF_A_MONTH.map((id) => definition(seen, id))}</ul></div>
        ${cohorts(seen.cohorts, csvLink("cohorts", this.#table("cohorts")))}
      </div>`;
  }

  #table(name: string): string {
    return `/api/v1${this.base}/${name}.csv${this.#isSquare ? `?scope=${this.scope}` : ""}`;
  }

  #choose(scope: Scope): void {
    this.scope = scope;
    void this.seen.run();
  }
}

customElements.define("lt-comeback", Comeback);

function rate(each: Defined): string {
  return each.rate === undefined ? "—" : percent(each.rate);
}

/** The last month that this definition can tell. */
function definition(seen: ComebackSeen, id: string): TemplateResult | typeof nothing {
  const last = seen.definitions.filter((each) => each.definition === id && each.month).at(-1);
  return last ? html`<li data-test="comeback-${id}">
    <span><b>${id}</b> <lt-explain .label=${say(`growth.comeback.${id}`)}
      .detail=${say(`growth.comebackOf.${id}`)}></lt-explain>
      <span class="faint tabular nowrap">${monthWords(last.month!)} · ${number(last.part)} / ${number(last.whole)}</span></span>
    <strong class="tabular">${rate(last)}</strong></li>` : nothing;
}

/** Who has bought again by each day, with its band: a staircase over a year. */
function curve(seen: ComebackSeen): TemplateResult {
  const steps = seen.curve.filter((step) => step.day <= CURVE_DAYS);
  const top = Math.max(0.1, ...steps.map((step) => step.high ?? step.repurchased));
  const stairs = (value: (step: ComebackSeen["curve"][number]) => number): string[] => {
    const points: string[] = [];
    let held = 0;
    for (const step of steps) {
      points.push(`${step.day} ${y(held, top)}`, `${step.day} ${y(value(step), top)}`);
      held = value(step);
    }
    return [...points, `${CURVE_DAYS} ${y(held, top)}`];
  };
  const high = stairs((step) => step.high ?? step.repurchased);
  const low = stairs((step) => step.low ?? step.repurchased);
  return html`<figure class="comeback-curve">
    <figcaption class="row between"><span>${say("growth.comebackCurve")}</span>
      ${csvButton("curve", () => [["day", "at_risk", "returned", "repurchased", "low", "high"],
        ...seen.curve.map((step) => [step.day, step.atRisk, step.returned, step.repurchased, step.low,
          step.high])])}</figcaption>
    <svg viewBox="0 0 ${CURVE_DAYS} 100" preserveAspectRatio="none" role="img"
      aria-label=${say("growth.comebackCurve")}>${svg`
      <path class="comeback-band" d="M0 100L${high.join("L")}L${low.reverse().join("L")}Z"></path>
      <path class="comeback-line" d="M0 100L${stairs((step) => step.repurchased).join("L")}"></path>`}</svg>
    <p class="comeback-axis tabular"><span>0</span><span>${percent(top, 0)}</span></p>
  </figure>`;
}

function y(share: number, top: number): number {
  return Math.round((1 - share / top) * 1000) / 10;
}

/** R6: of the buyers of each month, how many still buy in the months after. */
function cohorts(all: Cohort[], table: TemplateResult): TemplateResult {
  const shown = all.slice(-COHORTS_MAX);
  const columns = Math.max(...shown.map((each) => each.months.length));
  const top = Math.max(0.05, ...shown.filter((each) => each.buyers >= BUYERS_SHOWN_MIN)
    .flatMap((each) => each.months.slice(1).map((month) => month.buyers / each.buyers)));
  return html`<div class="stack tight">
    <header class="row between"><h3 class="label"><lt-explain .label=${say("growth.comebackCohorts")}
      .detail=${say("growth.comebackCohortsDetail")}></lt-explain></h3>${table}</header>
    <div class="comeback-scroll" tabindex="0"><table class="comeback-cohorts tabular" data-test="comeback-cohorts">
      <thead><tr><th scope="col">${say("growth.comebackFirst")}</th><th scope="col">${
        say("growth.comebackBuyers")}</th>${Array.from({length: columns}, (_, month) =>
        html`<th scope="col">${month === 0 ? "0" : `+${month}`}</th>`)}</tr></thead>
      <tbody>${shown.map((each) => html`<tr><th scope="row">${each.month.slice(2)}</th>
        <td>${number(each.buyers)}</td>${each.months.map((month, at) => cell(each, month, at, top))}</tr>`)}</tbody>
    </table></div></div>`;
}

function cell(cohort: Cohort, month: CohortMonth, at: number, top: number): TemplateResult {
  if (cohort.buyers < BUYERS_SHOWN_MIN) {
    return html`<td class="faint">·</td>`;
  }
  const share = month.buyers / cohort.buyers;
  const heat = at === 0 ? 0 : Math.min(1, share / top);
  return html`<td class="heat" data-deep=${heat > 0.55} data-open=${!month.isOver}
    style="--heat:${Math.round(heat * 100)}%">${Math.round(share * 100)}</td>`;
}
