import {html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {isDesk} from "../design/screen";
import {empty, failed, spinner} from "../design/states";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {ClipItem, Page, Product} from "../http/types";
import {goBack, originHere} from "../shell/router";
import {account} from "../shell/session";
import {OffersHere} from "../prices/offers";
import type {BuySheet} from "../trade/buy-sheet";
import {brief, say} from "../words/words";
import {offerList} from "./offer";
import type {ClipStage} from "./stage";
import type {Clip, ClipOrigin} from "./types";

/** Few at a time: what is fetched counts as shown. */
const PART = 5;
/** Fetches on when so many are left. */
const LEFT_MIN = 3;
/** Stages kept alive around the active one; others are quiet covers. */
const NEAR = 1;

interface Place {
  clip: Clip;
  origin: ClipOrigin;
  why: string;
}

interface Wanted {
  clip: Clip;
  viewId: string;
  product?: Product;
}

/**
 * Clips one below the other, each a screen high: swipe, wheel or arrow keys. With `clipId` that clip comes
 * first and the stream follows. On a desk the talk stands beside the picture, on a phone it is a sheet.
 */
export class ClipStream extends LightElement {
  @property() clipId = "";
  readonly #offers = new OffersHere(this, () =>
    (this.open === "goods" ? this.places[this.at]?.clip.hostId ?? "" : ""));
  @state() places: Place[] = [];
  @state() at = 0;
  @state() next = "";
  @state() isLoaded = false;
  @state() isWaiting = false;
  @state() isAgain = false;
  @state() problem?: Problem;
  @state() open?: "talk" | "goods";
  @query(".clips-scroll") scroller?: HTMLElement;
  @query("lt-buy") buySheet!: BuySheet;
  #frame = 0;

  protected override watched() {
    return [isDesk, account] as never[];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.#onKey);
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.#onKey);
    cancelAnimationFrame(this.#frame);
  }

  async #begin(): Promise<void> {
    this.isWaiting = true;
    this.problem = undefined;
    try {
      const first: Place[] = [];
      if (this.clipId) {
        const clip = await api.peek<Clip>(`/clips/${encodeURIComponent(this.clipId)}`);
        first.push({clip, origin: originOf(), why: ""});
      }
      this.places = first;
      await this.#take("");
      // Somebody who saw all of them may see them again rather than nothing.
      if (this.places.length === first.length && !this.isAgain) {
        this.isAgain = true;
        await this.#take("");
      }
      this.isLoaded = true;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isWaiting = false;
    }
  }

  async #take(after: string): Promise<void> {
    const page = await api.peek<Page<ClipItem>>("/feed/clips",
      {limit: PART, after, ...(this.isAgain && !after ? {again: "true"} : {})});
    const known = new Set(this.places.map(({clip}) => clip.clipId));
    this.places = [...this.places, ...page.items.filter(({clip}) => !known.has(clip.clipId))
      .map(({clip, exposureId, why}) => ({clip, why: why.code,
        origin: exposureId ? {exposureId} : {channel: "FEED" as const}}))];
    this.next = page.next ?? "";
  }

  async #more(): Promise<void> {
    if (this.next === "" || this.isWaiting) {
      return;
    }
    this.isWaiting = true;
    try {
      await this.#take(this.next);
    } catch (thrown) {
      // The clips that are there go on; the next scroll tries again.
      console.warn("no more clips for now", thrown);
    } finally {
      this.isWaiting = false;
    }
  }

  readonly #again = () => {
    this.isAgain = true;
    this.at = 0;
    this.isLoaded = false;
    void this.#begin();
  };

  readonly #onScroll = () => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const box = this.scroller;
      if (!box) {
        return;
      }
      this.at = Math.max(0, Math.round(box.scrollTop / Math.max(1, box.clientHeight)));
      if (this.at >= this.places.length - LEFT_MIN) {
        void this.#more();
      }
    });
  };

  #goTo(index: number): void {
    const box = this.scroller;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    box?.scrollTo({top: Math.max(0, index) * box.clientHeight, behavior: calm ? "instant" : "smooth"});
  }

  get #stage(): ClipStage | null {
    return this.querySelector<ClipStage>("lt-clip-stage[data-active]");
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const isTyping = target.matches("input:not([type=range]), textarea, select");
    if (isTyping || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey
      || document.querySelector("dialog[open]")) {
      return;
    }
    const onButton = target.matches("button, a");
    const keys: Record<string, () => void> = {
      ArrowDown: () => this.#goTo(this.at + 1),
      ArrowUp: () => this.#goTo(this.at - 1),
      PageDown: () => this.#goTo(this.at + 1),
      PageUp: () => this.#goTo(this.at - 1),
      j: () => this.#goTo(this.at + 1),
      k: () => this.#goTo(this.at - 1),
      ArrowRight: () => this.#stage?.seek(5),
      ArrowLeft: () => this.#stage?.seek(-5),
      m: () => this.#stage?.turnSound(),
      l: () => void this.#stage?.like(),
      c: () => (this.open = "talk"),
      ...(onButton ? {} : {" ": () => this.#stage?.toggle()}),
    };
    const act = keys[event.key];
    if (act && this.places.length > 0) {
      event.preventDefault();
      act();
    }
  };

  protected override render() {
    return html`<div class="clips night ${this.clipId ? "is-single" : ""}" data-test="clips">
      ${this.clipId ? html`<button class="icon-button clips-back" @click=${() => goBack()}
        aria-label=${say("shell.back")} data-test="clips-back">${icon("back")}</button>` : nothing}
      <h1 class="unseen">${say("clips.title")}</h1>
      ${this.#body()}
    </div>
    <lt-buy></lt-buy>`;
  }

  #body() {
    if (this.problem && this.places.length === 0) {
      return html`<div class="clips-state">${failed(this.problem, () => void this.#begin())}</div>`;
    }
    if (this.places.length === 0 && !this.isLoaded) {
      return html`<div class="clips-state" aria-busy="true"><div class="clips-wait skeleton">
        ${spinner()}</div></div>`;
    }
    if (this.places.length === 0) {
      return html`<div class="clips-state">${empty("clips", say("clips.empty"), say("clips.emptyDetail"),
        html`<a class="button primary" href="/">${say("clips.toRooms")}</a>`)}</div>`;
    }
    const now = this.places[this.at];
    return html`<div class="clips-scroll" @scroll=${this.#onScroll} tabindex="-1">
        ${repeat(this.places, ({clip}) => clip.clipId, (place, index) => this.#place(place, index))}
        ${this.next === "" ? this.#end() : html`<section class="clips-end">${spinner()}</section>`}
      </div>
      <div class="clips-steps">
        <button class="icon-button" ?disabled=${this.at === 0} @click=${() => this.#goTo(this.at - 1)}
          aria-label=${say("clips.before")} data-test="clip-before">${icon("up")}</button>
        <button class="icon-button" ?disabled=${this.at >= this.places.length}
          @click=${() => this.#goTo(this.at + 1)} aria-label=${say("clips.next")}
          data-test="clip-next">${icon("down")}</button>
      </div>
      ${isDesk.value && now ? html`<aside class="clips-side" aria-label=${say("clips.talk")}>
        <header class="clips-side-head"><h2 class="heading">${say("clips.talkCount",
          {count: now.clip.comments, brief: brief(now.clip.comments)})}</h2></header>
        ${this.#talk(now)}</aside>` : nothing}
      ${now ? html`<lt-sheet large .open=${this.open === "talk" && !isDesk.value} test="talk-sheet"
          .label=${say("clips.talkCount", {count: now.clip.comments, brief: brief(now.clip.comments)})}
          .content=${() => this.#talk(now)} @closed=${() => (this.open = undefined)}></lt-sheet>
        <lt-sheet .open=${this.open === "goods"} test="clip-goods-sheet" .label=${say("clips.inClip")}
          .content=${() => offerList(now.clip.cards, (product) => this.#buy(product),
            this.#offers.value)}
          @closed=${() => (this.open = undefined)}></lt-sheet>` : nothing}`;
  }

  #place(place: Place, index: number) {
    const isActive = index === this.at;
    const isNear = Math.abs(index - this.at) <= NEAR;
    return html`<section class="clips-place" aria-hidden=${!isActive} ?inert=${!isActive}>
      ${Math.abs(index - this.at) <= NEAR + 1 ? html`<lt-clip-stage ?data-active=${isActive}
        .clip=${place.clip} .origin=${place.origin} .why=${place.why} .isActive=${isActive} .isNear=${isNear}
        @changed=${this.#onChanged} @talk=${() => this.#openTalk()} @goods=${() => (this.open = "goods")}
        @buy=${(event: CustomEvent<Wanted>) => this.#buy(event.detail.product!)}></lt-clip-stage>`
        : html`<div class="clip-stage"></div>`}
    </section>`;
  }

  #end() {
    return html`<section class="clips-end" data-test="clips-end">
      ${icon("check")}<p>${say("clips.seenAll")}</p>
      <button class="button" @click=${this.#again} data-test="clips-again">${icon("again")}
        ${say("clips.again")}</button>
    </section>`;
  }

  #talk({clip}: Place) {
    return html`<lt-clip-talk .clipId=${clip.clipId} .hostId=${clip.hostId}
      .viewId=${this.#stage?.viewId ?? ""}
      @counted=${(event: CustomEvent<number>) => this.#change({...clip,
        comments: Math.max(0, clip.comments + event.detail)})}
      @buy=${(event: CustomEvent<Wanted>) => this.#buy(event.detail.product!)}></lt-clip-talk>`;
  }

  #openTalk(): void {
    if (isDesk.value) {
      this.querySelector<HTMLInputElement>(".clips-side input")?.focus();
    } else {
      this.open = "talk";
    }
  }

  /** The order says from which view it came. */
  #buy(product: Product): void {
    this.open = undefined;
    this.buySheet.open(product, this.#stage?.viewId ?? "");
  }

  readonly #onChanged = (event: CustomEvent<Wanted>) => this.#change(event.detail.clip);

  /** Whom somebody follows is the same in every clip of that host. */
  #change(clip: Clip): void {
    this.places = this.places.map((place) => (place.clip.clipId === clip.clipId ? {...place, clip}
      : place.clip.hostId === clip.hostId ? {...place, clip: {...place.clip, host: clip.host}} : place));
  }
}

/** Where somebody came from who opened this very clip: a shared link carries its seal. */
function originOf(): ClipOrigin {
  const seal = new URLSearchParams(location.search).get("from");
  return seal ? {exposureId: seal, channel: "STRANGER_SHARE"} : originHere();
}

customElements.define("lt-clips", ClipStream);
