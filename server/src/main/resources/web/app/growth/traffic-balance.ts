import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import {brief, number, percent, say} from "../words/words";
import {csvLink} from "./save-csv";
import {dayWords, figure} from "./seen";

interface Balance {
  brought: number;
  given: number;
  bought: number;
  balance: number;
  producerSince?: string;
}

interface Week extends Omit<Balance, "producerSince"> {
  monday: string;
  cumulative: number;
}

interface BalanceSeen extends Balance {
  weeks: Week[];
}

interface HostBalance extends Balance {
  hostId: string;
  name: string;
}

interface Fairness {
  exposures: number;
  tiers: Array<{size: "SMALL" | "MIDDLE" | "LARGE"; hosts: number; exposures: number}>;
  gini?: number;
}

/** Half a year of weeks is what a screen holds; the table has all. */
const WEEKS_MAX = 26;

/** Who feeds whom with traffic (流量收支): one host week by week. */
export class TrafficBalance extends LightElement {
  @property() hostId = "";
  readonly seen = new Load<BalanceSeen>(this, () =>
    api.get<BalanceSeen>(`/hosts/${this.hostId}/traffic-balance`));

  protected override render() {
    return frame(`/api/v1/hosts/${this.hostId}/traffic-balance.csv`,
      this.seen.view((seen) => this.#host(seen), () => html`
        <div class="skeleton" style="height:10rem" aria-busy="true"></div>`));
  }

  #host(seen: BalanceSeen): TemplateResult {
    if (seen.weeks.length === 0) {
      return html`<div data-test="traffic-empty">${empty("rings", say("growth.trafficNone"),
        say("growth.trafficNoneDetail"))}</div>`;
    }
    const weeks = seen.weeks.slice(-WEEKS_MAX);
    const top = Math.max(1, ...weeks.flatMap((week) => [week.brought, week.given]));
    return html`<p class="rate-number tabular" data-test="traffic-sum">${signed(seen.balance)}</p>
      <p class="traffic-says" data-test="traffic-since">${since(seen)}</p>
      <dl class="traffic-sums"><div><dt><i class="key" data-side="brought"></i>${say("growth.trafficBrought")}</dt>
          <dd class="tabular">${number(seen.brought)}</dd></div>
        <div><dt><i class="key" data-side="given"></i>${say("growth.trafficGiven")}</dt>
          <dd class="tabular">${number(seen.given)}</dd></div>
        <div><dt>${say("growth.trafficBought")}</dt><dd class="tabular">${number(seen.bought)}</dd></div></dl>
      <div class="traffic-weeks" role="img" aria-label=${say("growth.trafficWeeks", {count: weeks.length})}>
        ${weeks.map((week) => html`<span title=${`${dayWords(week.monday)} · ${signed(week.balance)}`}>
          <i data-side="brought" style="height:${(week.brought / top) * 50}%"></i>
          <i data-side="given" style="height:${(week.given / top) * 50}%"></i></span>`)}</div>
      <p class="traffic-axis"><span>${dayWords(weeks[0]!.monday)}</span>
        <span>${dayWords(weeks.at(-1)!.monday)}</span></p>`;
  }
}

customElements.define("laotie-traffic-balance", TrafficBalance);

/** The same of every host, for operators: who feeds the square, and whom it lifts (普惠). */
export class TrafficBalances extends LightElement {
  readonly fairness = new Load<Fairness>(this, () => api.get<Fairness>("/operator/fairness", {days: 30}));
  readonly hosts = new Pages<HostBalance>(this, () => "/operator/traffic-balances", () => ({limit: 100}));

  protected override render() {
    return frame("/api/v1/operator/traffic-balances.csv", html`${this.fairness.value
      ? this.#fairness(this.fairness.value) : nothing}${this.#list()}`);
  }

  /** Who has the free places of the public pool, by size of host. */
  #fairness(seen: Fairness): TemplateResult | typeof nothing {
    if (seen.gini === undefined) {
      return nothing;
    }
    return html`<div class="stack tight" data-test="fairness">
      <h3 class="label"><lt-explain .label=${say("growth.fairness", {gini: figure(seen.gini)})}
        .detail=${say("growth.fairnessDetail")}></lt-explain></h3>
      <span class="sources-bar" aria-hidden="true">${seen.tiers.filter((tier) => tier.exposures > 0)
        .map((tier) => html`<span data-size=${tier.size}
          style="width:${(tier.exposures / seen.exposures) * 100}%"></span>`)}</span>
      <ul class="sources-list">${seen.tiers.map((tier) => html`<li>
        <span><i class="key" data-size=${tier.size}></i>${say(`growth.fairnessSize.${tier.size}`,
          {hosts: tier.hosts})}</span>
        <span class="tabular">${percent(tier.exposures / seen.exposures, 0)}</span></li>`)}</ul></div>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.hosts;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.hosts.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "3rem");
    }
    if (items.length === 0) {
      return empty("rings", say("growth.trafficNone"), say("growth.trafficNoneDetail"));
    }
    const hosts = [...items].sort((one, other) => other.balance - one.balance);
    const consumers = hosts.filter((host) => host.producerSince === undefined);
    const given = hosts.reduce((sum, host) => sum + host.given, 0);
    const lifted = consumers.reduce((sum, host) => sum + host.given, 0);
    return html`<p class="traffic-says" data-test="traffic-lifted">${say("growth.trafficLifted",
        {producers: hosts.length - consumers.length, hosts: hosts.length,
          share: given > 0 ? Math.round((lifted / given) * 100) : 0})}</p>
      <div class="traffic-scroll" tabindex="0"><table class="traffic-table tabular" data-test="traffic-hosts">
        <thead><tr><th scope="col">${say("growth.trafficHost")}</th>
          <th scope="col">${say("growth.trafficBrought")}</th><th scope="col">${say("growth.trafficGiven")}</th>
          <th scope="col">${say("growth.trafficBalance")}</th>
          <th scope="col">${say("growth.trafficProducer")}</th></tr></thead>
        <tbody>${hosts.map((host) => html`<tr><th scope="row"><a href="/host/${host.hostId}">${host.name}</a></th>
          <td>${brief(host.brought)}</td><td>${brief(host.given)}</td>
          <td data-sign=${Math.sign(host.balance)}>${signed(host.balance)}</td>
          <td>${host.producerSince ? dayWords(host.producerSince) : "—"}</td></tr>`)}</tbody></table></div>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.hosts.more()}>
        ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }
}

customElements.define("laotie-traffic-balances", TrafficBalances);

function frame(csv: string, content: unknown): TemplateResult {
  return html`<section class="card padded stack" data-test="traffic-balance">
    <header class="row between wrap">
      <h2 class="subheading"><lt-explain .label=${say("growth.traffic")}
        .detail=${say("growth.trafficDetail")}></lt-explain></h2>
      ${csvLink("traffic", csv)}
    </header>
    ${content}
  </section>`;
}

function signed(value: number): string {
  return number(value, {signDisplay: "exceptZero"});
}

function since(seen: BalanceSeen): string {
  return seen.producerSince
    ? say("growth.trafficSince", {day: dayWords(seen.producerSince, true)})
    : say("growth.trafficConsumer", {count: 1 - seen.balance});
}
