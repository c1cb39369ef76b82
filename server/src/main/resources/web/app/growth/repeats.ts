import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import {number, percent, say} from "../words/words";
import {csvLink} from "./save-csv";

interface Share {
  part: number;
  whole: number;
  rate?: number;
  low?: number;
  high?: number;
}

interface Category {
  category: string;
  buyers: number;
  r3Of30: Share;
  r3Of90: Share;
  cycleDays?: number;
  gaps: number;
}

interface RepeatsSeen {
  other: Share;
  fromPrivate: Share;
  categories: Category[];
  isSimulated: boolean;
}

const SHOWN_MIN = 30;
const SHORT_LIST = 8;

/** For what people come back (为什么回来): another product or the same, by themselves or not, by category. */
export class Repeats extends LightElement {
  /** Whose buyers: `/hosts/acc_1`, or `/operator` for everybody's. */
  @property() base = "";
  readonly #seen = new Load<RepeatsSeen>(this, () => api.get<RepeatsSeen>(`${this.base}/repeats`));

  protected override render() {
    return html`<section class="card padded stack" data-test="repeats">
      <header class="row between wrap relation-head">
        <h2 class="subheading"><lt-explain .label=${say("growth.repeats")}
          .detail=${say("growth.repeatsDetail")}></lt-explain></h2>
        <span class="row">${this.#seen.value?.isSimulated
          ? html`<span class="badge warn">${say("growth.simulated")}</span>` : nothing}
          ${csvLink("repeats", `/api/v1${this.base}/repeats.csv`)}</span>
      </header>
      ${this.#seen.view((seen) => this.#numbers(seen as RepeatsSeen), () => html`
        <div class="skeleton" style="height:12rem" aria-busy="true"></div>`)}
    </section>`;
  }

  #numbers(seen: RepeatsSeen): TemplateResult {
    if (seen.fromPrivate.whole === 0) {
      return html`<p class="quiet" data-test="repeats-none">${say("growth.repeatsNone")}</p>`;
    }
    return html`<div class="repeats-grid">
      <div class="worth-sums">${this.#share("other", seen.other)}${this.#share("private", seen.fromPrivate)}</div>
      ${seen.categories.length === 0 ? html`<p class="quiet">${say("growth.repeatsNoCategory")}</p>`
        : this.#categories(seen.categories.slice(0, SHORT_LIST))}
    </div>`;
  }

  #share(name: "other" | "private", share: Share): TemplateResult {
    return html`<div class="worth-sum"><dt><lt-explain .label=${say(`growth.repeats.${name}`)}
        .detail=${say(`growth.repeatsOf.${name}`)}></lt-explain></dt>
      <dd class="tabular" data-test="repeats-${name}">${
        share.rate === undefined ? "—" : percent(share.rate)}</dd>
      ${share.rate === undefined ? nothing : html`<span class="interval">
        <span class="interval-line" aria-hidden="true">
          <span class="interval-band" style="left:${share.low! * 100}%;right:${(1 - share.high!) * 100}%"></span>
          <span class="interval-dot" style="left:${share.rate * 100}%"></span></span>
        <lt-explain .label=${say("growth.interval", {low: percent(share.low!), high: percent(share.high!)})}
          .detail=${say("growth.intervalDetail")}></lt-explain></span>`}
      <span class="faint">${say(share.rate === undefined ? "growth.repeatsFew" : `growth.repeatsCount.${name}`,
        {part: share.part, whole: share.whole, min: SHOWN_MIN})}</span></div>`;
  }

  #categories(categories: Category[]): TemplateResult {
    const longest = Math.max(1, ...categories.map((each) => each.cycleDays ?? 0));
    return html`<table class="worth-table tabular" data-test="repeats-categories"><thead><tr>
        <th scope="col">${say("growth.repeatsCategory")}</th><th scope="col">${say("growth.comebackBuyers")}</th>
        <th scope="col">${say("growth.comebackDays", {days: 30})}</th>
        <th scope="col">${say("growth.comebackDays", {days: 90})}</th>
        <th scope="col"><lt-explain .label=${say("growth.repeatsCycle")}
          .detail=${say("growth.repeatsCycleDetail")}></lt-explain></th></tr></thead>
      <tbody>${categories.map((each) => html`<tr><th scope="row">${each.category}
          <span class="tier-bar" aria-hidden="true"
            style="width:${((each.cycleDays ?? 0) / longest) * 100}%"></span></th>
        <td>${number(each.buyers)}</td><td>${rate(each.r3Of30)}</td><td>${rate(each.r3Of90)}</td>
        <td>${each.cycleDays === undefined ? "—"
          : say("growth.repeatsDays", {count: each.cycleDays})}</td></tr>`)}</tbody></table>`;
  }
}

customElements.define("lt-repeats", Repeats);

function rate(share: Share): string {
  return share.rate === undefined ? "—" : percent(share.rate, 0);
}
