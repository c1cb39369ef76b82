import {type PropertyValues, type TemplateResult, html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture} from "../design/parts";
import {spinner} from "../design/states";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Product} from "../http/types";
import {countdown, number, say} from "../words/words";
import type {Clip, ClipCard, WantedClip} from "./types";

const CAPTION_MAX = 200;
const CARDS_MAX = 20;

/** The words of a clip, and its cards at their moments on the video's own timeline. Fires `saved`. */
export class ClipEdit extends LightElement {
  @property({attribute: false}) clip!: Clip;
  @state() caption = "";
  @state() cards: ClipCard[] = [];
  @state() sourcesProductId = "";
  @state() atMs = 0;
  @state() isChoosing = false;
  @state() isBusy = false;
  @state() problem?: Problem;
  @query("video") video?: HTMLVideoElement;
  readonly goods = new Pages<Product>(
    this, () => "/products", () => ({hostId: this.clip.hostId, limit: 50}));
  #clipId = "";

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("clip") && this.clip.clipId !== this.#clipId) {
      this.#clipId = this.clip.clipId;
      this.caption = this.clip.caption;
      this.cards = this.clip.cards;
      this.sourcesProductId = this.clip.sourcesProductId ?? "";
    }
  }

  protected override render() {
    const left = CAPTION_MAX - [...this.caption].length;
    return html`<div class="clip-edit" data-test="clip-form">
      ${this.#preview()}
      <div class="stack">
        <label class="field"><span class="label">${say("clips.caption")}</span>
          <textarea class="input" rows="3" data-test="clip-caption" .value=${this.caption}
            placeholder=${say("clips.captionExample")} aria-invalid=${left < 0}
            @input=${(event: Event) => (this.caption = (event.target as HTMLTextAreaElement).value)}></textarea>
          <span class=${left < 0 ? "wrong" : "hint"}>${say("clips.left", {count: number(left)})}</span></label>
        ${this.#cards()}
        <label class="field"><span class="label">${say("clips.sources")}</span>
          <select class="input" data-test="clip-sources" @change=${(event: Event) =>
            (this.sourcesProductId = (event.target as HTMLSelectElement).value)}>
            <option value="">${say("clips.sourcesNone")}</option>
            ${this.goods.items.map((product) => html`<option value=${product.productId}
              ?selected=${product.productId === this.sourcesProductId}>${product.title}</option>`)}
          </select><span class="hint">${say("clips.sourcesHint")}</span></label>
        ${this.problem ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
        <div class="row">
          <button class="button grow" data-test="clip-save" ?disabled=${this.isBusy || left < 0}
            @click=${() => this.#save(false)}>${this.isBusy ? spinner() : say("shell.save")}</button>
          ${this.clip.status === "READY" ? html`<button class="button primary grow" data-test="clip-save-publish"
            ?disabled=${this.isBusy || left < 0} @click=${() => this.#save(true)}>
            ${say("clips.saveAndPublish")}</button>` : nothing}
        </div>
      </div>
    </div>`;
  }

  #preview(): TemplateResult {
    if (!this.clip.videoUrl) {
      return html`<div class="clip-preview none"><span class="quiet">${say("clips.notYet")}</span></div>`;
    }
    return html`<div class="clip-preview">
      <video src=${this.clip.videoUrl} poster=${this.clip.coverUrl} controls playsinline preload="metadata"
        data-test="clip-preview" @timeupdate=${this.#onTime}></video>
      <div class="clip-line" aria-hidden="true">
        <span class="clip-now" style="left:${this.#share(this.atMs)}%"></span>
        ${this.cards.map((card) => html`<span class="clip-mark" style="left:${this.#share(card.fromMs)}%">
          </span>`)}
      </div>
    </div>`;
  }

  #share(ms: number): number {
    return this.clip.lengthMs === 0 ? 0 : Math.min(100, ms / this.clip.lengthMs * 100);
  }

  readonly #onTime = () => {
    this.atMs = Math.round((this.video?.currentTime ?? 0) * 1000);
  };

  #cards(): TemplateResult {
    const taken = new Set(this.cards.map((card) => card.product.productId));
    const free = this.goods.items.filter((product) => product.isListed && !taken.has(product.productId));
    return html`<section class="stack tight" aria-label=${say("clips.cards")}>
      <div class="row between"><h3 class="subheading">${say("clips.cards")}</h3>
        <button class="button small soft" data-test="clip-card-add" aria-expanded=${this.isChoosing}
          ?disabled=${this.cards.length >= CARDS_MAX} @click=${() => (this.isChoosing = !this.isChoosing)}>
          ${icon("plus")}${say("clips.addCard")}</button></div>
      ${this.isChoosing ? html`<ul class="clip-choice">${free.map((product) => html`<li>
        <button class="clip-pick" data-test="clip-card-choose" @click=${() => this.#add(product)}>
          ${picture(product.pictures[0]?.url, "", 160)}<span class="clip-2">${product.title}</span></button>
        </li>`)}${free.length === 0 && this.goods.isLoaded
          ? html`<li class="quiet">${say("clips.noGoods")}</li>` : nothing}</ul>` : nothing}
      ${this.cards.length === 0 ? html`<p class="quiet">${say("clips.noCards")}</p>` : nothing}
      ${this.cards.map((card, at) => this.#card(card, at))}
    </section>`;
  }

  #card(card: ClipCard, at: number): TemplateResult {
    const name = {title: card.product.title};
    return html`<div class="clip-card" data-test="clip-card">
      ${picture(card.product.pictures[0]?.url, "", 160)}
      <div class="queue-words"><span class="clip-2">${card.product.title}</span>
        <label class="row"><span class="unseen">${say("clips.momentOf", name)}</span>
          <input type="range" class="grow" min="0" max=${Math.max(this.clip.lengthMs, 1)} step="100"
            .value=${String(card.fromMs)} ?disabled=${this.clip.lengthMs === 0} data-test="clip-moment"
            @input=${(event: Event) => this.#move(at, Number((event.target as HTMLInputElement).value))}>
          <span class="tabular">${countdown(card.fromMs)}</span></label></div>
      <div class="row">
        ${this.clip.lengthMs > 0 ? html`<button class="button small" data-test="clip-here"
          @click=${() => this.#move(at, Math.min(this.atMs, this.clip.lengthMs))}>${say("clips.here")}</button>`
          : nothing}
        <button class="icon-button" aria-label=${say("clips.dropCard", name)} data-test="clip-card-drop"
          @click=${() => (this.cards = this.cards.filter((_, each) => each !== at))}>${icon("close")}</button>
      </div>
    </div>`;
  }

  #add(product: Product): void {
    this.cards = [...this.cards, {product, fromMs: Math.min(this.atMs, this.clip.lengthMs)}];
    this.isChoosing = false;
  }

  #move(at: number, fromMs: number): void {
    this.cards = this.cards.map((card, each) => (each === at ? {...card, fromMs} : card));
    if (this.video && Math.abs(this.video.currentTime * 1000 - fromMs) > 50) {
      this.video.currentTime = fromMs / 1000;
    }
  }

  async #save(publishes: boolean): Promise<void> {
    this.isBusy = true;
    this.problem = undefined;
    const wanted: WantedClip = {
      caption: this.caption,
      cards: this.cards.map((card) => ({productId: card.product.productId, fromMs: card.fromMs})),
      ...(this.sourcesProductId ? {sourcesProductId: this.sourcesProductId} : {}),
    };
    try {
      let clip = await api.put<Clip>(`/clips/${this.clip.clipId}`, wanted);
      if (publishes) {
        clip = await api.post<Clip>(`/clips/${this.clip.clipId}/publication`);
      }
      this.dispatchEvent(new CustomEvent("saved", {detail: clip}));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-clip-edit", ClipEdit);
