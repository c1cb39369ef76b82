import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {money, number, percent, say} from "../words/words";
import type {Likely, RelationSeen} from "./relation-types";
import {csvButton} from "./save-csv";
import {dayWords} from "./seen";

type Days = "30" | "90" | "all";

const WINDOWS: Days[] = ["30", "90", "all"];

/** The relation of a host's people to him, or of everybody to everybody: pictures, and how to count them. */
export class RelationPart extends LightElement {
  /** The host, or empty for the whole square. */
  @property() hostId = "";
  @state() days: Days = "90";
  readonly seen = new Load<RelationSeen>(this, () => api.get<RelationSeen>(
    this.hostId ? `/hosts/${this.hostId}/relation` : "/operator/relation", {days: this.days}));

  protected override render() {
    return html`<div class="relation stack loose" data-test="relation">
      <header class="row between wrap">
        <div class="segments" role="group" aria-label=${say("growth.window")}>
          ${WINDOWS.map((days) => html`<button aria-pressed=${days === this.days} data-test="relation-${days}"
            @click=${() => this.#choose(days)}>${days === "all" ? say("growth.allDays")
              : say("growth.days", {count: Number(days)})}</button>`)}</div>
        ${this.seen.value?.isSimulated
          ? html`<span class="badge warn" data-test="relation-simulated">${say("growth.simulated")}</span>`
          : nothing}
      </header>
      ${this.seen.view((seen) => this.#numbers(seen), () => html`
        <div class="relation-grid" aria-busy="true"><div class="skeleton" style="height:24rem"></div>
          <div class="skeleton" style="height:24rem"></div></div>`)}
    </div>`;
  }

  #numbers(seen: RelationSeen): TemplateResult {
    if (seen.whole.views === 0 && seen.whole.orders === 0 && seen.ladder[0]?.people === 0) {
      return html`<div data-test="relation-empty">${empty("rings", say("growth.noRelation"),
        say("growth.noRelationDetail"))}</div>`;
    }
    return html`
      <div class="relation-grid">${this.#ladder(seen)}${this.#quarters(seen)}</div>
      <div class="relation-tiles">
        ${this.#share("unplanned", seen.unplanned, say("growth.unplannedOf",
          {part: number(seen.unplanned.unplanned), whole: number(seen.unplanned.orders)}), seen)}
        ${this.#share("baskets", seen.baskets, say("growth.basketsOf",
          {part: number(seen.baskets.acrossCategories), whole: number(seen.baskets.buyers)}), seen)}
        ${this.#share("publicToPrivate", seen.publicToPrivate, say("growth.publicToPrivateOf",
          {part: number(seen.publicToPrivate.stayed), whole: number(seen.publicToPrivate.strangers),
            day: dayWords(seen.publicToPrivate.maturesBefore)}), seen)}
        ${this.#sources(seen)}
      </div>
      <lt-comeback .base=${this.hostId ? `/hosts/${this.hostId}` : "/operator"}></lt-comeback>
      ${this.#setup(seen)}`;
  }

  #head(part: string, seen: RelationSeen,
    rows: () => Array<Array<string | number | undefined>>, isTile = false): TemplateResult {
    return html`<header class="row between relation-head">
      <h2 class="subheading"><lt-explain .label=${say(`growth.${part}`)}
        .detail=${say(`growth.${part}Detail`)}></lt-explain></h2>
      <span class="row">${isTile ? nothing : simulated(seen)}
      ${csvButton(part, rows, `${part}-${this.days}`)}</span>
    </header>`;
  }

  #ladder(seen: RelationSeen): TemplateResult {
    return html`<section class="card padded stack">
      ${this.#head("ladder", seen, () => [["step", "people", "rate", "low", "high", "median_days"],
        ...seen.ladder.map((step) =>
          [step.step, step.people, step.rate, step.low, step.high, step.medianDays])])}
      <lt-ladder .steps=${seen.ladder}></lt-ladder>
      ${this.#recount("ladder", seen)}
    </section>`;
  }

  #quarters(seen: RelationSeen): TemplateResult {
    return html`<section class="card padded stack">
      ${this.#head("quarters", seen, () => [
        ["pool", "relation", "views", "follows", "orders", "buyers", "gmv_minor"],
        ...seen.domain.map((row) => [row.pool, row.relation, row.views, row.follows, row.orders,
          row.buyers, row.gmvMinor])])}
      <lt-quarters .quarters=${seen.quarters} .currency=${seen.currency}></lt-quarters>
      ${this.#recount("quarters", seen)}
      ${this.#recount("domain", seen)}
    </section>`;
  }

  #share(part: "unplanned" | "baskets" | "publicToPrivate", likely: Likely, foot: string,
    seen: RelationSeen): TemplateResult {
    return html`<section class="card padded stack share-tile" data-test="share-${part}">
      ${this.#head(part, seen, () => [Object.keys(likely),
        Object.values(likely) as Array<string | number>], true)}
      <p class="rate-number tabular" data-test="share-rate-${part}">${
        likely.rate === undefined ? "—" : percent(likely.rate)}</p>
      ${likely.rate === undefined ? nothing : html`<span class="interval">
        <span class="interval-line" aria-hidden="true">
          <span class="interval-band" style="left:${likely.low! * 100}%;right:${(1 - likely.high!) * 100}%">
          </span><span class="interval-dot" style="left:${likely.rate * 100}%"></span></span>
        <lt-explain .label=${say("growth.interval", {low: percent(likely.low!), high: percent(likely.high!)})}
          .detail=${say("growth.intervalDetail")}></lt-explain></span>`}
      <p class="rate-foot">${foot} ${simulated(seen)}</p>
      ${this.#recount(part, seen)}
    </section>`;
  }

  #sources(seen: RelationSeen): TemplateResult {
    const all = Math.max(1, seen.whole.gmvMinor);
    return html`<section class="card padded stack share-tile" data-test="sources">
      ${this.#head("sources", seen, () => [["source", "orders", "gmv_minor"],
        ...seen.sources.map((row) => [row.source, row.orders, row.gmvMinor])], true)}
      <p class="rate-number tabular sources-sum">${money(
        {minor: Math.round(seen.whole.gmvMinor / 100) * 100, currency: seen.currency})}</p>
      <span class="sources-bar" aria-hidden="true">${seen.sources.map((row) =>
        html`<span data-source=${row.source} style="width:${(row.gmvMinor / all) * 100}%"></span>`)}</span>
      <ul class="sources-list">${seen.sources.map((row) => html`<li>
        <span><i class="key" data-source=${row.source}></i>${say(`growth.source.${row.source}`)}</span>
        <span class="tabular">${money({minor: Math.round(row.gmvMinor / 100) * 100, currency: seen.currency})}
          <span class="faint">${say("growth.ordersCount", {count: row.orders})}</span></span></li>`)}
        ${seen.isSimulated ? html`<li>${simulated(seen)}</li>` : nothing}</ul>
      ${this.#recount("sources", seen)}
    </section>`;
  }

  #recount(part: string, seen: RelationSeen): TemplateResult {
    return html`<lt-recount .name=${part} .query=${seen.queries[part] ?? ""}
      .label=${part === "domain" ? say("growth.recountDomain") : say("growth.recount")}></lt-recount>`;
  }

  /** How the facts come into the table the statements read; operators may take them out of the house. */
  #setup(seen: RelationSeen): TemplateResult {
    return html`<section class="card padded stack recount-setup" data-test="recount-setup">
      <h2 class="subheading">${say("growth.recountTitle")}</h2>
      <p class="quiet">${say("growth.recountLead")}</p>
      ${seen.scope === "PLATFORM"
        ? html`<div class="row wrap"><a class="button small" href="/api/v1/operator/facts.csv?source=log"
            download="facts.csv" data-test="facts-csv">${icon("download")}${say("growth.factsLog")}</a>
            <a class="button ghost small" href="/api/v1/operator/analysts.md" target="_blank" rel="noopener"
              data-test="analysts">${icon("shield")}${say("growth.analysts")}</a></div>`
        : html`<p class="faint">${say("growth.askOperator")}</p>`}
      <lt-recount name="setup" .label=${say("growth.recountSetup")}
        .query=${seen.queries["setup"] ?? ""}></lt-recount>
    </section>`;
  }

  #choose(days: Days): void {
    this.days = days;
    void this.seen.run();
  }
}

customElements.define("lt-relation", RelationPart);

function simulated(seen: RelationSeen): TemplateResult | typeof nothing {
  return seen.isSimulated ? html`<span class="badge warn">${say("growth.simulated")}</span>` : nothing;
}
