import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {skeletons} from "../design/states";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {Every} from "../studio/every";
import {brief, moment, money, number, say} from "../words/words";
import {dayWords, duration} from "./seen";

interface Persons {
  count: number;
  low: number;
  high: number;
  isExact: boolean;
}

interface TierSums {
  viewers: Persons;
  watchSeconds: number;
  likes: number;
  chats: number;
  follows: number;
  orders: number;
  buyers: number;
  gmvMinor: number;
  refundMinor: number;
}

interface Tiers {
  status: string;
  raw: TierSums;
  valid?: TierSums;
  suspect?: TierSums;
  removed?: TierSums;
}

interface DayQuality {
  day: string;
  status: string;
  facts: number;
  late: number;
  lateShare: number;
  afterFinal: number;
  ahead: number;
  delayMedianSeconds: number;
  delayP99Seconds: number;
}

interface Version {
  version: number;
  state: "BUILDING" | "ACTIVE" | "RETIRED";
  fromDay?: string;
  untilDay?: string;
  askedAt: string;
  switchedAt?: string;
  facts: number;
}

interface Quality {
  days: DayQuality[];
  gaps: Array<{showId: string; hostId: string; from: string; minutes: number}>;
  lags: Array<{consumer: string; source: string; facts: number; seconds?: number}>;
  versions: Version[];
  restatements: number;
}

type Line = [name: string, show: (tier: TierSums) => string];

const READ_MS = 5_000;
const WINDOWS = [1, 7, 30];
const CURRENCY = "CNY";

const LINES: Line[] = [
  ["viewers", (tier) => persons(tier.viewers)],
  ["watched", (tier) => duration(tier.watchSeconds)],
  ["likes", (tier) => brief(tier.likes)],
  ["chats", (tier) => brief(tier.chats)],
  ["follows", (tier) => brief(tier.follows)],
  ["orders", (tier) => brief(tier.orders)],
  ["buyers", (tier) => brief(tier.buyers)],
  ["gmv", (tier) => money({minor: tier.gmvMinor, currency: CURRENCY})],
  ["refunds", (tier) => money({minor: tier.refundMinor, currency: CURRENCY})],
];

/** What the numbers are worth: raw against valid, how facts arrived, and making everything anew. */
export class DataQuality extends LightElement {
  @state() days = 7;
  @state() isAsking = false;
  readonly tiers = new Load<Tiers>(this, () =>
    api.get<Tiers>("/operator/cells/tiers", {days: this.days}));
  readonly quality = new Load<Quality>(this, () =>
    api.get<Quality>("/operator/cells/quality", {days: this.days}));
  readonly every = new Every(this, () => READ_MS, () => this.#refresh());

  protected override render() {
    return html`<div class="stack loose" data-test="data-quality">
      <section class="card padded stack">
        <header class="row between wrap"><h2 class="subheading">${say("growth.dataTiers")}</h2>
          <div class="segments" role="group" aria-label=${say("growth.dataWindow")}>
            ${WINDOWS.map((days) => html`<button aria-pressed=${days === this.days}
              data-test="data-days-${days}" @click=${() => this.#window(days)}>
              ${days === 1 ? say("growth.dataToday") : say("growth.days", {count: days})}</button>`)}
          </div></header>
        ${this.tiers.view((tiers) => this.#ofTiers(tiers), () => skeletons(1, "12rem"))}
      </section>
      ${this.quality.view((quality) => this.#ofQuality(quality), () => skeletons(2, "9rem"))}
    </div>`;
  }

  #ofTiers(tiers: Tiers): TemplateResult {
    const columns: Array<[string, TierSums | undefined]> = [
      ["raw", tiers.raw], ["valid", tiers.valid], ["suspect", tiers.suspect], ["removed", tiers.removed],
    ];
    return html`<div class="chart-table whole" tabindex="0" role="region" aria-label=${say("growth.dataTiers")}>
      <table data-test="tiers"><thead><tr><th scope="col">${statusBadge(tiers.status)}</th>
        ${columns.map(([name]) => html`<th scope="col">${say(`growth.dataTier.${name}`)}</th>`)}</tr></thead>
      <tbody>${LINES.map(([name, show]) => html`<tr><th scope="row">${say(`growth.dataLine.${name}`)}</th>
        ${columns.map(([tier, sums]) => html`<td data-test="tier-${tier}-${name}">
          ${sums ? show(sums) : "—"}</td>`)}</tr>`)}</tbody></table></div>
      <p class="faint">${say("growth.dataTiersDetail")}</p>`;
  }

  #ofQuality(quality: Quality): TemplateResult {
    return html`
      <section class="card padded stack">
        <h2 class="subheading">${say("growth.dataDays")}</h2>
        ${quality.days.length === 0 ? html`<p class="quiet">${say("growth.dataNoFacts")}</p>`
          : table([say("growth.day"), say("growth.dataStatus"), say("growth.dataFacts"),
            say("growth.dataLate"), say("growth.dataAfterFinal"), say("growth.dataAhead"),
            say("growth.dataDelay")], quality.days.map((day) => [dayWords(day.day), statusBadge(day.status),
              number(day.facts), share(day.lateShare), number(day.afterFinal), number(day.ahead),
              `${seconds(day.delayMedianSeconds)} · ${seconds(day.delayP99Seconds)}`]), "quality-days")}
        <p class="faint">${say("growth.dataDaysDetail")}</p>
      </section>
      <section class="card padded stack">
        <h2 class="subheading">${say("growth.dataGaps")}</h2>
        ${quality.gaps.length === 0
          ? html`<p class="quiet" data-test="no-gaps">${say("growth.dataNoGaps")}</p>`
          : table([say("growth.dataSince"), say("growth.dataShow"), say("growth.dataMinutes")],
            quality.gaps.map((gap) => [moment(gap.from), html`<a class="link"
              href="/operator/growth?host=${gap.hostId}&show=${gap.showId}">${gap.showId.slice(-6)}</a>`,
              number(gap.minutes)]), "gaps")}
      </section>
      <section class="card padded stack">
        <h2 class="subheading">${say("growth.dataLag")}</h2>
        ${table([say("growth.dataConsumer"), say("growth.dataUnread"), say("growth.dataBehind")],
          quality.lags.map((lag) => [`${lag.consumer} · ${lag.source}`, number(lag.facts),
            lag.seconds === undefined ? "—" : duration(Math.max(0, lag.seconds))]), "lags")}
      </section>
      ${this.#versions(quality)}`;
  }

  #versions(quality: Quality): TemplateResult {
    const building = quality.versions.find((version) => version.state === "BUILDING");
    return html`<section class="card padded stack">
      <header class="row between wrap"><h2 class="subheading">${say("growth.dataVersions")}</h2>
        <lt-sure test="recompute" label=${say("growth.dataRecompute")}
          question=${say("growth.dataRecomputeSure")} ?disabled=${this.isAsking || building !== undefined}
          @sure=${this.#recompute}></lt-sure></header>
      ${building ? html`<p class="notice" role="status" data-test="recomputing">${say("growth.dataBuilding",
        {version: building.version, facts: number(building.facts)})}</p>` : nothing}
      ${quality.restatements > 0 ? html`<p class="notice">${say("growth.dataRestating",
        {count: quality.restatements})}</p>` : nothing}
      ${table([say("growth.dataVersion"), say("growth.dataStatus"), say("growth.dataFrom"),
        say("growth.dataUntil"), say("growth.dataSwitched")], quality.versions.map((version) => [
        String(version.version), say(`growth.dataState.${version.state}`),
        version.fromDay ? dayWords(version.fromDay) : "—",
        version.untilDay ? dayWords(version.untilDay) : "—",
        version.switchedAt ? moment(version.switchedAt) : "—"]), "versions")}
      <p class="faint">${say("growth.dataVersionsDetail")}</p>
    </section>`;
  }

  readonly #recompute = async () => {
    this.isAsking = true;
    try {
      await api.post("/operator/cells/recompute");
      await this.quality.run();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isAsking = false;
    }
  };

  #window(days: number): void {
    this.days = days;
    void this.tiers.run();
    void this.quality.run();
  }

  /** Reads again without a skeleton; what was there stays when it fails. */
  async #refresh(): Promise<void> {
    if (!this.tiers.isWaiting && !this.quality.isWaiting) {
      await Promise.all([this.tiers.run(), this.quality.run()]);
    }
  }
}

customElements.define("lt-data-quality", DataQuality);

function table(head: unknown[], rows: unknown[][], test: string): TemplateResult {
  return html`<div class="chart-table whole" tabindex="0"><table data-test=${test}>
    <thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
    <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>
      ${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

function statusBadge(status: string): TemplateResult {
  return html`<span class="badge ${status === "FINAL" ? "" : "accent"}">${
    say(`growth.dataStatus.${status}`)}</span>`;
}

/** A count with a tilde where it is an estimate. */
function persons(one: Persons): string {
  return one.isExact ? brief(one.count) : `≈ ${brief(one.count)}`;
}

function share(part: number): string {
  return number(part, {style: "percent", maximumFractionDigits: 1});
}

function seconds(value: number): string {
  return value < 60 ? say("growth.dataSeconds", {seconds: number(value, {maximumFractionDigits: 1})})
    : duration(value);
}
