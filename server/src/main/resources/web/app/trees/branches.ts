import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, picture} from "../design/parts";
import {csvButton} from "../growth/save-csv";
import {figure} from "../growth/seen";
import {brief, moment, money, percent, say} from "../words/words";
import {moved} from "../growth/moved";
import {type Place, addressOf, at} from "./place";
import type {Branch, Layer, Level, Mix} from "./types";

type Sort = "gmv" | "change";

const LEVELS: Level[] = ["HOST", "SHOW", "CLIP", "PRODUCT"];
const SOURCES = ["LIVE", "CLIP", "OFFLIVE"];

/** Lines that are shown before somebody asks for all. */
const LINES_SHOWN = 8;

/** What lies below a node: one level at a time, most GMV or most change first, each a way further down. */
export class TreeBranches extends LightElement {
  @property({attribute: false}) layers: Layer[] = [];
  @property({attribute: false}) place!: Place;
  @property() currency = "CNY";
  @property({type: Boolean}) isCompared = false;
  @state() chosen: Level | undefined;
  @state() sort: Sort = "gmv";
  @state() isAll = false;

  protected override render() {
    const levels = LEVELS.filter((level) => this.layers.some((layer) => layer.level === level));
    const layer = this.layers.find((each) => each.level === this.chosen && levels.includes(each.level))
      ?? this.layers.find((each) => each.level === levels[0]);
    return html`<section class="card padded stack tree-below" data-test="tree-below">
      <header class="row between wrap">
        <h2 class="subheading"><lt-explain .label=${say("trees.below")} .detail=${say("trees.belowDetail")}>
        </lt-explain></h2>
        ${layer ? csvButton("tree", () => this.#rows(layer), `tree-${layer.level.toLowerCase()}`) : nothing}
      </header>
      ${this.#sources()}
      ${levels.length > 1 ? html`<div class="segments" role="group" aria-label=${say("trees.level")}>
        ${levels.map((level) => html`<button aria-pressed=${level === layer?.level}
          data-test="level-${level}" @click=${() => this.#choose(level)}>
          ${say(`trees.level.${level}`)}</button>`)}</div>` : nothing}
      ${layer ? this.#layer(layer) : html`<p class="quiet">${say("trees.nothingBelow")}</p>`}
    </section>`;
  }

  #choose(level: Level): void {
    this.chosen = level;
    this.isAll = false;
  }

  /** G = G_live + G_clip + G_offlive, each a way into it. */
  #sources(): TemplateResult | typeof nothing {
    const layer = this.layers.find((each) => each.level === "SOURCE");
    const all = layer?.branches.reduce((sum, each) => sum + each.now.gmvMinor, 0) ?? 0;
    if (!layer || layer.branches.length < 2 || all === 0) {
      return nothing;
    }
    const parts = SOURCES.flatMap((id) => layer.branches.filter((each) => each.id === id));
    return html`<div class="tree-sources" data-test="tree-sources">
      <span class="sources-bar" aria-hidden="true">${parts.map((each) =>
        html`<span data-source=${each.id} style="width:${(each.now.gmvMinor / all) * 100}%"></span>`)}</span>
      <ul class="tree-source-list">${parts.map((each) => html`<li>
        ${this.#sourceName(each.id)}
        <span class="tabular">${this.#cash(each.now.gmvMinor)} <span class="faint">${
          percent(each.now.gmvMinor / all, 0)}</span></span></li>`)}</ul>
    </div>`;
  }

  #sourceName(id: string): TemplateResult {
    const words = html`<i class="key" data-source=${id}></i>${say(`growth.source.${id}`)}`;
    return this.place.product === "" && this.#isOfHost()
      ? html`<a class="tree-source" href=${addressOf(at(this.place, {host: this.place.host, source: id}))}
          data-test="source-${id}">${words}</a>`
      : html`<span>${words}</span>`;
  }

  #isOfHost(): boolean {
    return !this.layers.some((layer) => layer.level === "HOST");
  }

  #layer(layer: Layer): TemplateResult {
    const top = Math.max(1, ...layer.branches.flatMap((each) =>
      [each.now.gmvMinor, each.before?.gmvMinor ?? 0]));
    const by = (each: Branch) => Math.abs(each.change?.changeMinor ?? 0);
    const ordered = this.sort === "gmv" ? layer.branches
      : [...layer.branches].sort((left, right) => by(right) - by(left));
    const branches = this.isAll ? ordered : ordered.slice(0, LINES_SHOWN);
    const hidden = ordered.length - branches.length;
    return html`
      <p class="faint tree-union">${say(layer.level === "PRODUCT" ? "trees.unionProducts" : "trees.union")}</p>
      ${this.isCompared && layer.branches.length > 1
        ? html`<div class="segments small" role="group" aria-label=${say("trees.sort")}>
          ${(["gmv", "change"] as Sort[]).map((sort) => html`<button aria-pressed=${sort === this.sort}
            data-test="sort-${sort}" @click=${() => (this.sort = sort)}>${say(`trees.sort.${sort}`)}</button>`)}
          </div>` : nothing}
      <ol class="tree-list">${branches.map((each) => this.#branch(layer.level, each, top))}
        ${layer.restCount > 0 ? html`<li class="tree-rest"><span>${say("trees.rest", {count: layer.restCount})}</span>
          <span class="tabular">${this.#cash(layer.restMinor)}</span></li>` : nothing}
        ${layer.shippingMinor !== 0 ? html`<li class="tree-rest"><span>${say("trees.shipping")}</span>
          <span class="tabular">${this.#cash(layer.shippingMinor)}</span></li>` : nothing}
      </ol>
      ${ordered.length > LINES_SHOWN ? html`<button class="button ghost small" aria-expanded=${this.isAll}
        data-test="tree-all" @click=${() => (this.isAll = !this.isAll)}>${this.isAll ? say("trees.fewer")
          : say("trees.more", {count: hidden})}</button>` : nothing}
      ${this.#mix(layer)}`;
  }

  #branch(level: Level, each: Branch, top: number): TemplateResult {
    const name = each.name || `${say(`trees.level.${level}`)} ${each.id.slice(-6)}`;
    const change = each.change?.changeMinor ?? 0;
    return html`<li><a class="tree-branch" href=${addressOf(this.#below(level, each.id))}
        data-test="branch" data-id=${each.id} data-minor=${each.now.gmvMinor}>
      <span class="tree-face">${level === "HOST" ? avatar(name, each.pictureUrl || undefined, "2.5rem")
        : picture(each.pictureUrl || undefined, "", 96)}</span>
      <span class="tree-name"><span class="tree-words">${name}</span>
        <span class="faint tree-facts">${each.at ? html`<span class="nowrap">${moment(each.at)}</span>` : nothing}
          <span class="nowrap">${say("trees.viewsCount", {views: brief(each.now.views)})}</span>
          <span class="nowrap">${say("growth.ordersCount", {count: each.now.orders})}</span></span></span>
      <span class="tree-money tabular"><b>${this.#cash(each.now.gmvMinor)}</b>
        <span class="tree-moved">${this.sort === "change" && change !== 0
          ? html`<span class="moved ${change > 0 ? "up" : "fell"}">${change > 0 ? "+" : "−"}${
            this.#cash(Math.abs(change))}</span>`
          : moved(each.now.gmvMinor, each.before?.gmvMinor)}</span></span>
      <span class="tree-bar" aria-hidden="true"><i style="width:${(each.now.gmvMinor / top) * 100}%"></i>
        ${each.before && each.before.gmvMinor > 0
          ? html`<b style="left:${(each.before.gmvMinor / top) * 100}%"></b>` : nothing}</span>
      ${icon("next")}
    </a></li>`;
  }

  #below(level: Level, id: string): Place {
    switch (level) {
      case "HOST":
        return at(this.place, {host: id});
      case "SHOW":
        return {...this.place, show: id, source: ""};
      case "CLIP":
        return {...this.place, clip: id, source: ""};
      default:
        return {...this.place, product: id};
    }
  }

  /** Did order value move because other nodes sold, or because each sold dearer? */
  #mix(layer: Layer): TemplateResult | typeof nothing {
    const cash = (value: number) => this.#cash(Math.round(value));
    // No show is in two windows, so that all of their move is mix.
    return layer.level === "SHOW" ? nothing : html`
      ${layer.orderValueMix ? mixLine("orderValue", layer.orderValueMix, cash) : nothing}
      ${layer.ordersPerViewMix ? mixLine("ordersPerView", layer.ordersPerViewMix,
        (value) => percent(value, 2)) : nothing}`;
  }

  #cash(minor: number): string {
    const isLarge = Math.abs(minor) >= 100_000;
    return money({minor: isLarge ? Math.round(minor / 100) * 100 : minor, currency: this.currency});
  }

  #rows(layer: Layer): Array<Array<string | number | undefined>> {
    return [["id", "uv", "watch_ms", "views", "buyers", "orders", "gmv_minor", "gmv_minor_before",
      "change_minor", "gpm_minor"], ...layer.branches.map((each) => [each.id, each.now.uv,
      each.now.watchMillis, each.now.views, each.now.buyers, each.now.orders, each.now.gmvMinor,
      each.before?.gmvMinor, each.change?.changeMinor,
      each.now.views === 0 ? undefined : figure((each.now.gmvMinor * 1000) / each.now.views)
        .replaceAll(",", "")])];
  }
}

customElements.define("lt-tree-branches", TreeBranches);

/** One ratio that moved, by mix and by rate, as a sentence; nothing when it hardly did. */
export function mixLine(name: string, mix: Mix, show: (value: number) => string): TemplateResult | typeof nothing {
  const signed = (value: number) => `${value >= 0 ? "+" : "−"}\u2060${show(Math.abs(value))}`;
  if (Math.abs(mix.after - mix.before) < 1e-12 && Math.abs(mix.mix) < 1e-12) {
    return nothing;
  }
  return html`<p class="tree-mix" data-test="mix-${name}"><lt-explain .label=${say(`trees.mix.${name}`)}
    .detail=${say("trees.mixDetail")}></lt-explain>
    <span class="tabular">${say("trees.mixWords", {before: show(mix.before), after: show(mix.after),
      mix: signed(mix.mix), rate: signed(mix.rate)})}</span></p>`;
}
