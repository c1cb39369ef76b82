import {type TemplateResult, html, nothing, svg} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {failed, skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Card, Factors} from "../http/types";
import {Every} from "../studio/every";
import {brief, clockTime, money, number, say} from "../words/words";
import {duration, figure} from "./seen";

interface Before {
  showId: string;
  startedAt: string;
  isOver: boolean;
  factors: Factors;
}

interface Marker {
  at: string;
  kind: "PIN" | "UNPIN" | "FLASH" | "PRICES" | "STALL" | "RESUME";
  productId: string;
}

interface Sold {
  productId: string;
  exposed: number;
  opened: number;
  orders: number;
  units: number;
  paidMinor: number;
}

interface Live {
  showId: string;
  from: string;
  isLive: boolean;
  minute: number;
  factors: Factors;
  usual?: Factors;
  before: Before[];
  gmvMinorPerHour?: number;
  curve: Array<{concurrent: number; orders: number; gmvMinor: number}>;
  markers: Marker[];
  split: Record<"viewsPublic" | "viewsPrivate" | "ordersPublic" | "ordersPrivate" | "gmvPublicMinor"
    | "gmvPrivateMinor", number>;
  products: Sold[];
  follows: number;
}

type Row = [name: string, value: (of: Factors, shows: number) => number | undefined,
  show: (value: number, currency: string) => string];

const LIVE_MS = 2_000;
const CALM_MS = 20_000;
/** Units of the drawing; it is stretched to the width of the page. */
const WIDTH = 1000;
const HEIGHT = 160;
const MINUTE_MS = 60_000;
const MARKED = new Set(["PIN", "FLASH", "PRICES", "STALL"]);

/** GMV and its five factors; viewers and GMV of several shows are told for one of them. */
const ROWS: Row[] = [
  ["gmv", (of, shows) => of.gmvMinor / shows, cash],
  ["uv", (of, shows) => of.uv / shows, (value) => brief(value)],
  ["content", (of) => of.watchSecondsPerUv, (value) => duration(value)],
  ["trust", (of) => of.buyersPerWatchHour, (value) => figure(value)],
  ["again", (of) => of.ordersPerBuyer, (value) => figure(value)],
  ["order", (of) => of.gmvMinorPerOrder, cash],
];

/** A show while it goes on: beside the host's own last shows at the same minute. */
export class LiveShow extends LightElement {
  @property() showId = "";
  @property({attribute: false}) cards: Card[] = [];
  @property({type: Boolean}) isLive = false;
  @state() at: number | undefined;
  readonly live = new Load<Live>(this, () => api.get<Live>(`/shows/${this.showId}/live`));
  readonly every = new Every(this, () => (this.isLive ? LIVE_MS : CALM_MS), () => this.#read());

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has("showId") && changed.get("showId")) {
      void this.live.run();
    }
  }

  protected override render() {
    const {value, problem} = this.live;
    if (value?.showId === this.showId) {
      return this.#seen(value);
    }
    return problem
      ? html`<section class="card padded">${failed(problem, () => void this.live.run())}</section>`
      : skeletons(1, "14rem");
  }

  #seen(live: Live): TemplateResult {
    const currency = live.factors.currency;
    return html`<section class="card padded stack live-show" data-test="live-show"
        data-minute=${live.minute}>
      <header class="row between wrap"><h2 class="subheading">${say("growth.liveTitle")}</h2>
        ${this.live.problem ? html`<span class="badge warn">${say("growth.liveOld")}</span>` : nothing}
      </header>
      <dl class="pulse">
        <div><dt>${explained("liveHour")}</dt><dd class="tabular" data-test="live-hour">${
          live.gmvMinorPerHour === undefined ? "—" : cash(live.gmvMinorPerHour, currency)}</dd></div>
        <div><dt>${explained("liveWatched")}</dt><dd class="tabular" data-test="live-watched">${
          duration(live.factors.watchSeconds)}</dd></div>
        <div><dt>${explained("liveFollows")}</dt><dd class="tabular" data-test="live-follows">${
          number(live.follows)}</dd></div>
      </dl>
      ${this.#curve(live)}
      ${this.#against(live)}
      ${this.#split(live)}
      ${this.#products(live)}
    </section>`;
  }

  #against(live: Live): TemplateResult {
    if (live.minute < 0) {
      return html`<p class="quiet" data-test="live-first">${say("growth.liveFirst")}</p>`;
    }
    const shows = live.before.length;
    return html`<div class="chart-table whole" tabindex="0"><table data-test="live-against">
      <thead><tr><th scope="col">${say("growth.liveMinute", {minute: live.minute + 1})}</th>
        <th scope="col">${say("growth.liveNow")}</th>
        <th scope="col">${say("growth.liveUsual", {count: shows})}</th><th scope="col">±</th></tr></thead>
      <tbody>${ROWS.map(([name, value, show]) => {
        const now = value(live.factors, 1);
        const usual = live.usual && shows > 0 ? value(live.usual, shows) : undefined;
        return html`<tr><th scope="row">${explained(`liveRow.${name}`)}</th>
          <td data-test="live-now-${name}">${now === undefined ? "—"
            : show(now, live.factors.currency)}</td>
          <td data-test="live-usual-${name}">${usual === undefined ? "—"
            : show(usual, live.factors.currency)}</td>
          <td class=${direction(now, usual)}>${percent(now, usual)}</td></tr>`;
      })}</tbody></table></div>
      <p class="faint">${shows === 0 ? say("growth.liveNone") : say("growth.liveDetail")}</p>`;
  }

  #curve(live: Live): TemplateResult {
    const points = live.curve.map((point) => point.concurrent);
    if (points.length < 2) {
      return html`<p class="quiet">${icon("chart")} ${say("growth.liveCurveSoon")}</p>`;
    }
    const top = Math.max(...points, 1);
    const x = (minute: number) => (minute / (points.length - 1)) * WIDTH;
    const y = (viewers: number) => HEIGHT - 4 - (viewers / top) * (HEIGHT - 12);
    const line = points.map((viewers, minute) => `${x(minute)},${y(viewers)}`).join(" ");
    const begin = Date.parse(live.from);
    const markers = live.markers.filter((marker) => MARKED.has(marker.kind)).map((marker) => ({
      marker, minute: Math.max(0, Math.min(points.length - 1, (Date.parse(marker.at) - begin) / MINUTE_MS)),
    }));
    const seen = this.at === undefined ? undefined : Math.min(this.at, points.length - 1);
    return html`<figure class="live-curve">
      <figcaption class="row between wrap" aria-live="polite"><span>${seen === undefined
        ? say("growth.liveCurve", {top: number(top)})
        : say("growth.liveAt", {minute: seen + 1, viewers: number(points[seen]!),
          orders: number(live.curve[seen]!.orders)})}</span></figcaption>
      <div class="live-plot" tabindex="0" role="group" aria-label=${say("growth.liveKeys")}
        @pointermove=${(event: PointerEvent) => this.#point(event, points.length)}
        @pointerleave=${() => (this.at = undefined)} @blur=${() => (this.at = undefined)}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, points.length)}>
        <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
          <polygon class="live-area" points="0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}"></polygon>
          <polyline class="live-line" points=${line}></polyline>
          ${markers.map(({marker, minute}) => svg`<line class="live-mark ${marker.kind.toLowerCase()}"
            x1=${x(minute)} x2=${x(minute)} y1="0" y2=${HEIGHT}></line>`)}
          ${seen === undefined ? nothing : svg`<line class="live-cursor" x1=${x(seen)} x2=${x(seen)} y1="0"
            y2=${HEIGHT}></line>`}
        </svg></div>
      <p class="row between faint tabular"><span>${clockTime(live.from)}</span>
        <span>${clockTime(new Date(begin + (points.length - 1) * MINUTE_MS).toISOString())}</span></p>
      ${markers.length === 0 ? nothing : html`<ul class="live-marks" data-test="live-marks">${
        markers.slice(-6).map(({marker}) => html`<li><i class="live-key ${marker.kind.toLowerCase()}"></i>
          ${clockTime(marker.at)} ${say(`growth.liveMark.${marker.kind}`)}
          <span class="quiet">${this.#title(marker.productId)}</span></li>`)}</ul>`}
    </figure>`;
  }

  #split(live: Live): TemplateResult {
    const {split} = live;
    const bars: Array<[string, number, number, string]> = [
      ["views", split.viewsPublic, split.viewsPrivate, ""],
      ["orders", split.ordersPublic, split.ordersPrivate, ""],
      ["gmv", split.gmvPublicMinor, split.gmvPrivateMinor, live.factors.currency],
    ];
    return html`<div class="stack tight" data-test="live-split">
      <h3 class="label">${explained("liveSplit")}</h3>
      ${bars.map(([name, open, own, currency]) => {
        const whole = open + own;
        const show = (value: number) => currency ? cash(value, currency) : number(value);
        const words = say("growth.livePools", {open: show(open), own: show(own)});
        return html`<div class="live-pools"><span>${say(`growth.livePool.${name}`)}</span>
          <span class="live-bar" role="img" aria-label=${words}><i
            style="width:${whole ? (own / whole) * 100 : 0}%"></i></span>
          <span class="tabular">${whole === 0 ? "—" : words}</span></div>`;
      })}</div>`;
  }

  #products(live: Live): TemplateResult | typeof nothing {
    if (live.products.length === 0) {
      return nothing;
    }
    return html`<div class="chart-table whole" tabindex="0"><table data-test="live-products">
      <thead><tr><th scope="col">${say("growth.liveProduct")}</th>
        ${["exposed", "opened", "ordered", "left"].map((name) => html`<th scope="col">${
          explained(`liveColumn.${name}`)}</th>`)}</tr></thead>
      <tbody>${live.products.map((sold) => html`<tr data-test="live-product">
        <th scope="row"><span class="clip-2">${this.#title(sold.productId)}</span></th>
        <td>${brief(sold.exposed)}</td><td>${brief(sold.opened)}</td><td>${brief(sold.units)}</td>
        <td>${this.#left(sold.productId)}</td></tr>`)}</tbody></table></div>`;
  }

  #title(productId: string): string {
    return this.#card(productId)?.product.title ?? "";
  }

  #left(productId: string): string {
    const card = this.#card(productId);
    return card ? number(card.product.skus.reduce((sum, sku) => sum + sku.available, 0)) : "—";
  }

  #card(productId: string): Card | undefined {
    return this.cards.find((card) => card.product.productId === productId);
  }

  #point(event: PointerEvent, count: number): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const place = Math.round(((event.clientX - box.left) / box.width) * (count - 1));
    this.at = Math.min(count - 1, Math.max(0, place));
  }

  #onKey(event: KeyboardEvent, count: number): void {
    const at = this.at ?? count;
    const next: Record<string, number> = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1};
    const wanted = next[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      this.at = Math.min(count - 1, Math.max(0, wanted));
    }
  }

  /** Reads again without a skeleton; a failure leaves the old numbers and says so. */
  async #read(): Promise<void> {
    if (this.showId && !this.live.isWaiting) {
      await this.live.run();
    }
  }
}

customElements.define("lt-live-show", LiveShow);

/** A word of `growth` with its definition, which stands under the same key with `Detail`. */
function explained(key: string): TemplateResult {
  const [word, of] = key.split(".");
  return html`<lt-explain .label=${say(`growth.${key}`)}
    .detail=${say(`growth.${word}Detail${of ? `.${of}` : ""}`)}></lt-explain>`;
}

function direction(now: number | undefined, usual: number | undefined): string {
  const moved = Math.round(change(now, usual) * 100);
  return moved < 0 ? "is-less" : moved > 0 ? "is-more" : "";
}

function cash(minor: number, currency: string): string {
  return money({minor: Math.round(minor), currency});
}

function change(now: number | undefined, usual: number | undefined): number {
  return now === undefined || !usual ? 0 : now / usual - 1;
}

function percent(now: number | undefined, usual: number | undefined): string {
  return now === undefined || !usual ? "—"
    : number(change(now, usual), {style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero"});
}
