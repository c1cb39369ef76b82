import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {csvButton} from "../growth/save-csv";
import {brief, money, number, percent, say} from "../words/words";
import {mixLine} from "./branches";
import {moved} from "../growth/moved";
import {type Place, addressOf} from "./place";
import {type Branch, type TreeSeen, layerOf} from "./types";

const POOLS = ["PUBLIC", "PRIVATE"];
const PRIVATE = ["FOLLOWING_TAB", "PUSH", "FAN_GROUP", "HOST_PAGE", "RESERVATION", "DIRECT_MESSAGE"];
const RELATIONS = ["STRANGER", "FOLLOWER", "FAN", "LOYAL", "LAOTIE"];

/** From where: public or private, each channel, and what people were to the host when they came. */
export class TreeDomain extends LightElement {
  @property({attribute: false}) seen!: TreeSeen;
  @property({attribute: false}) place!: Place;

  protected override render() {
    const channels = layerOf(this.seen, "CHANNEL")?.branches ?? [];
    return html`<section class="card padded stack" data-test="tree-domain">
      <header class="row between"><h2 class="subheading"><lt-explain .label=${say("trees.domain")}
        .detail=${say("trees.domainDetail")}></lt-explain></h2>
        ${csvButton("tree-domain", () => this.#rows())}
      </header>
      ${channels.length === 0 ? html`<p class="quiet">${say("trees.nobodyCame")}</p>`
        : html`<p class="quarters-keys faint" aria-hidden="true">
            <span><i class="key people"></i>${say("growth.shareOfViews")}</span>
            <span><i class="key money"></i>${say("growth.shareOfGmv")}</span></p>
          ${POOLS.map((pool) => this.#pool(pool, channels))}
          ${this.#mix()}
          <p class="faint tree-union">${say("trees.union")}</p>`}
    </section>`;
  }

  #pool(pool: string, channels: Branch[]): TemplateResult | typeof nothing {
    const whole = layerOf(this.seen, "POOL")?.branches.find((each) => each.id === pool);
    const own = channels.filter((each) => PRIVATE.includes(each.id) === (pool === "PRIVATE"));
    if (!whole) {
      return nothing;
    }
    return html`<div class="tree-pool" data-test="pool-${pool}" data-minor=${whole.now.gmvMinor}>
      ${this.#line(whole, html`<lt-explain .label=${say(`growth.pool.${pool}`)}
        .detail=${say(`growth.poolDetail.${pool}`)}></lt-explain>`, true)}
      ${own.map((each) => this.#channel(each))}</div>`;
  }

  #channel(channel: Branch): TemplateResult {
    const entries = layerOf(this.seen, "ENTRY")?.branches
      .filter((each) => each.id.startsWith(`${channel.id} `)) ?? [];
    const ordered = RELATIONS.flatMap((relation) =>
      entries.filter((each) => each.id === `${channel.id} ${relation}`));
    return html`<details class="tree-channel" data-test="channel-${channel.id}">
      <summary>${this.#line(channel, html`${say(`trees.channel.${channel.id}`)}`, false)}</summary>
      ${ordered.map((each) => this.#line(each, html`${say(`trees.as.${each.id.split(" ")[1]}`)}`, false))}
      ${this.place.from === channel.id ? nothing
        : html`<a class="button ghost small" href=${addressOf({...this.place, from: channel.id})}>
          ${say("trees.onlyThis")}</a>`}
    </details>`;
  }

  #line(each: Branch, name: TemplateResult, isStrong: boolean): TemplateResult {
    const all = this.seen.now;
    const views = all.views === 0 ? 0 : each.now.views / all.views;
    const cash = all.factors.gmvMinor === 0 ? 0 : each.now.gmvMinor / all.factors.gmvMinor;
    return html`<div class="tree-entry ${isStrong ? "strong" : ""}">
      <span class="tree-entry-name">${name}</span>
      <span class="tabular tree-entry-money">${this.#cash(each.now.gmvMinor)}
        ${moved(each.now.gmvMinor, each.before?.gmvMinor)}</span>
      <span class="tree-two" aria-hidden="true"><i class="people" style="width:${views * 100}%"></i>
        <i class="money" style="width:${cash * 100}%"></i></span>
      <span class="faint tabular tree-entry-facts">${say("trees.entryFacts", {
        views: brief(each.now.views), orders: number(each.now.orders), buyers: number(each.now.buyers)})}</span>
    </div>`;
  }

  #mix(): TemplateResult | typeof nothing {
    const layer = layerOf(this.seen, "CHANNEL");
    return layer?.ordersPerViewMix
      ? mixLine("ordersPerView", layer.ordersPerViewMix, (value) => percent(value, 2)) : nothing;
  }

  #cash(minor: number): string {
    return money({minor: Math.round(minor / 100) * 100, currency: this.seen.currency});
  }

  #rows(): Array<Array<string | number | undefined>> {
    const entries = layerOf(this.seen, "ENTRY")?.branches ?? [];
    return [["channel", "relation", "uv", "watch_ms", "views", "buyers", "orders", "gmv_minor",
      "gmv_minor_before"], ...entries.map((each) => [...each.id.split(" "), each.now.uv,
      each.now.watchMillis, each.now.views, each.now.buyers, each.now.orders, each.now.gmvMinor,
      each.before?.gmvMinor])];
  }
}

customElements.define("lt-tree-domain", TreeDomain);
