import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {go, here} from "../shell/router";
import {Every} from "../studio/every";
import {money, moment, percent, say} from "../words/words";
import {moved} from "../growth/moved";
import {type Place, addressOf, at, placeHere, queryOf} from "./place";
import {type TreeSeen, layerOf} from "./types";

const REFRESH_MS = 30_000;

/** A show may be on the air. */
const SHOW_REFRESH_MS = 10_000;
const WINDOWS = ["7", "30", "90", "365"];
const FROM = ["", "PUBLIC", "PRIVATE", "FEED", "SEARCH", "RANKING", "STRANGER_SHARE", "PAID", "FOLLOWING_TAB",
  "PUSH", "FAN_GROUP", "HOST_PAGE", "RESERVATION", "DIRECT_MESSAGE"];
const AS = ["", "STRANGER", "FOLLOWER", "FANS", "FAN", "LOYAL", "LAOTIE"];

type Identity = "today" | "yesterday";

/** One node of the trees at a time: what it is made of, why it moved, and the ways down. */
export class Tree extends LightElement {
  /** Whose tree; empty for the operator's, which begins at the whole square. */
  @property() hostId = "";
  @state() place: Place = placeHere();
  @state() identity: Identity = "today";
  /** On the way to another node: the numbers are still those of the last. */
  @state() isMoving = false;
  #shown = location.search;
  readonly seen = new Load<TreeSeen>(this, () => api.get<TreeSeen>(this.#path(), queryOf(this.place)));
  readonly every = new Every(this, () => this.place.show ? SHOW_REFRESH_MS : REFRESH_MS, () => this.#refresh());

  protected override watched() {
    return [here] as never[];
  }

  /** The address is where we are; a step down or back is another address of the same screen. */
  protected override willUpdate(): void {
    if (location.search !== this.#shown && here.value.path === location.pathname) {
      this.#shown = location.search;
      this.place = placeHere();
      this.isMoving = true;
      void this.seen.run().then(() => (this.isMoving = false));
    }
  }

  #path(): string {
    const host = this.hostId || this.place.host;
    return host ? `/hosts/${host}/tree` : "/operator/tree";
  }

  protected override render() {
    return html`<div class="tree stack loose" data-test="tree" aria-busy=${this.isMoving}>
      <div class="stack tight">${this.#crumbs()}${this.#tools()}</div>
      ${this.seen.problem && this.seen.value ? html`<p class="notice warn" role="alert">${
        this.seen.problem.words()}</p>` : nothing}
      ${this.seen.view((seen) => this.#node(seen), () => html`
        <div class="skeleton" style="height:16rem" aria-busy="true"></div>
        <div class="skeleton" style="height:20rem"></div>`)}
    </div>`;
  }

  #crumbs(): TemplateResult {
    const seen = this.seen.value;
    const place = this.place;
    const steps: Array<[string, Place]> = [];
    if (!this.hostId) {
      steps.push([say("trees.square"), at(place, {})]);
    }
    if (this.hostId || place.host) {
      steps.push([this.hostId ? say("trees.mine") : seen?.hostName || place.host, at(place, {host: place.host})]);
    }
    const item = {host: place.host, show: place.show, clip: place.clip, source: place.source};
    if (place.show || place.clip) {
      steps.push([seen?.itemName || say(place.show ? "trees.level.SHOW" : "trees.level.CLIP"), at(place, item)]);
    } else if (place.source) {
      steps.push([say(`growth.source.${place.source}`), at(place, item)]);
    }
    if (place.product) {
      steps.push([seen?.productName || say("trees.level.PRODUCT"), place]);
    }
    return html`<nav class="tree-crumbs" aria-label=${say("trees.way")}><ol>
      ${steps.map(([name, where], index) => html`<li>${index === steps.length - 1
        ? html`<span aria-current="page" data-test="crumb-here">${name}</span>`
        : html`<a href=${addressOf(where)} data-test="crumb">${name}</a>${icon("next")}`}</li>`)}</ol></nav>`;
  }

  #tools(): TemplateResult {
    const isShow = this.place.show !== "";
    return html`<div class="tree-tools">
      ${isShow ? html`<span class="badge">${say("trees.wholeShow")}</span>`
        : html`<div class="segments" role="group" aria-label=${say("growth.window")}>
          ${WINDOWS.map((days) => html`<button aria-pressed=${days === this.place.days} data-test="tree-days-${days}"
            @click=${() => this.#go({days})}>${say("growth.days", {count: Number(days)})}</button>`)}</div>`}
      <div class="tree-selects">
        ${this.#select("from", FROM, (value) => value === "" ? say("trees.fromAll")
          : value === "PUBLIC" || value === "PRIVATE" ? say(`growth.pool.${value}`)
            : say(`trees.channel.${value}`))}
        ${this.#select("as", AS, (value) => value === "" ? say("trees.asAll") : say(`trees.as.${value}`))}
        ${this.#select("tier", ["", "VALID"], (value) => say(value === "" ? "trees.tierRaw" : "trees.tierValid"))}
        ${isShow ? nothing : this.#select("against", ["before", "year"], (value) => say(`trees.against.${value}`))}
      </div></div>`;
  }

  #select(name: "from" | "as" | "against" | "tier", values: string[],
    words: (value: string) => string): TemplateResult {
    return html`<label><span class="unseen">${say(`trees.${name}`)}</span>
      <select class="input" data-test="tree-${name}" .value=${this.place[name]}
        @change=${(event: Event) => this.#go({[name]: (event.target as HTMLSelectElement).value})}>
        ${values.map((value) => html`<option value=${value} ?selected=${value === this.place[name]}>
          ${words(value)}</option>`)}</select></label>`;
  }

  #node(seen: TreeSeen): TemplateResult {
    const isEmpty = seen.now.factors.gmvMinor === 0 && seen.now.views === 0 && seen.now.factors.uv === 0
      && (seen.before?.factors.gmvMinor ?? 0) === 0;
    if (isEmpty) {
      return html`<div data-test="tree-empty">${empty("chart", say("trees.empty"), say("trees.emptyDetail"))}</div>`;
    }
    const isOfProduct = this.place.product !== "";
    return html`${this.#head(seen)}
      <div class="tree-grid">
        <div class="stack loose">
          <lt-tree-branches .layers=${seen.layers} .place=${this.place} .currency=${seen.currency}
            .isCompared=${seen.before !== undefined}></lt-tree-branches>
          <section class="card padded stack"><h2 class="subheading">${say("trees.measures")}</h2>
            <lt-tree-measures .now=${seen.now} .was=${seen.before}
              .isOfProduct=${isOfProduct}></lt-tree-measures></section></div>
        <div class="stack loose"><lt-tree-relation .seen=${seen}></lt-tree-relation>
          <lt-tree-domain .seen=${seen} .place=${this.place}></lt-tree-domain></div>
      </div>`;
  }

  #head(seen: TreeSeen): TemplateResult {
    const gmv = seen.now.factors;
    const change = this.identity === "today" ? seen.change : seen.changeYesterday;
    return html`<section class="card padded stack tree-head" data-test="tree-head" data-minor=${gmv.gmvMinor}>
      <header class="row between wrap">
        <div><p class="label">${say("growth.gmv")} <span class="faint">${this.#window(seen)}</span></p>
          <p class="tree-gmv tabular" data-test="tree-gmv">${money({minor: gmv.gmvMinor, currency: seen.currency})}
            ${moved(gmv.gmvMinor, seen.before?.factors.gmvMinor)}</p></div>
        <span class="row wrap">${seen.isSimulated
          ? html`<span class="badge warn" data-test="tree-simulated">${say("growth.simulated")}</span>` : nothing}
          <span class="segments small" role="group" aria-label=${say("trees.identity")}>
          ${(["today", "yesterday"] as Identity[]).map((each) => html`<button aria-pressed=${each === this.identity}
            data-test="identity-${each}" @click=${() => (this.identity = each)}>${say(`trees.identity.${each}`)}
            </button>`)}</span></span>
      </header>
      ${this.identity === "today"
        ? html`<lt-equation .factors=${gmv} .previous=${seen.before}></lt-equation>`
        : html`<lt-three-factors .now=${seen.now} .was=${seen.before}></lt-three-factors>`}
      ${change && seen.before ? html`<lt-waterfall .change=${change} .previous=${seen.before}
        .nowMinor=${gmv.gmvMinor}></lt-waterfall>${this.#biggest(seen)}`
        : html`<p class="quiet">${say("trees.nothingBefore")}</p>`}
    </section>`;
  }

  /** The node below that moved most: one sentence more. */
  #biggest(seen: TreeSeen): TemplateResult | typeof nothing {
    const layer = layerOf(seen, "HOST") ?? layerOf(seen, "PRODUCT") ?? layerOf(seen, "SHOW");
    const whole = seen.change?.changeMinor ?? 0;
    const most = [...layer?.branches ?? []]
      .sort((left, right) => Math.abs(right.change?.changeMinor ?? 0) - Math.abs(left.change?.changeMinor ?? 0))[0];
    const minor = most?.change?.changeMinor ?? 0;
    if (!layer || !most || minor === 0 || (layer.branches.length < 2 && layer.restCount === 0)) {
      return nothing;
    }
    const amount = `${minor > 0 ? "+" : "−"}\u2060${money({minor: Math.abs(minor), currency: seen.currency})}`;
    return html`<p data-test="tree-biggest">${say(whole !== 0 && minor / whole > 0 && minor / whole <= 1
      ? "trees.biggestShare" : "trees.biggest", {name: most.name || most.id.slice(-6), amount,
      share: whole === 0 ? "" : percent(minor / whole, 0)})}</p>`;
  }

  #window(seen: TreeSeen): string {
    if (!seen.isWhole) {
      return say("growth.days", {count: Number(this.place.days)});
    }
    return moment(seen.window.from);
  }

  #go(change: Partial<Place>): void {
    go(addressOf({...this.place, ...change}), {replaces: true});
  }

  /** Reads again without a skeleton; a failure leaves the old numbers. */
  async #refresh(): Promise<void> {
    if (!this.seen.isWaiting) {
      await this.seen.run();
    }
  }
}

customElements.define("lt-tree", Tree);
