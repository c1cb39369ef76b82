import {html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {keyed} from "lit/directives/keyed.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar} from "../design/parts";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import type {Product} from "../http/types";
import type {FollowChange} from "../fans/follow";
import type {Hearts} from "../live/hearts";
import {OffersHere} from "../prices/offers";
import {brief, hasWords, say} from "../words/words";
import {cardNow, offerCard} from "./offer";
import type {Clip, ClipOrigin} from "./types";
import {Watching, chooseSound, sound} from "./watching";

/** A second tap within this span is a heart; a lone one stops or plays. */
const DOUBLE_TAP_MS = 280;
/** Taller than this fills the stage, wider ones stand whole in it. */
const FILLS_BELOW = 0.8;
const TICKS_MAX_MS = 1_500;

export type Told = CustomEvent<{clip: Clip; viewId: string}>;

/**
 * One clip on its stage: the picture with sound, what it says, whose it is, and what can be done. Only the
 * active stage plays; its neighbours load. Fires `talk`, `goods`, `buy` and `changed`.
 */
export class ClipStage extends LightElement {
  @property({attribute: false}) clip!: Clip;
  @property({attribute: false}) origin: ClipOrigin = {};
  @property() why = "";
  @property({type: Boolean}) isActive = false;
  @property({type: Boolean}) isNear = false;
  @state() isPaused = false;
  @state() isSilenced = false;
  @state() isStalled = false;
  @state() isBroken = false;
  @state() isWhole = false;
  @state() atMs = 0;
  @state() burst?: {id: number; x: number; y: number};
  @query("video") video?: HTMLVideoElement;
  @query("lt-hearts") hearts?: Hearts;
  /** Only of the clip that plays: whoever scrolls past asks for nothing. */
  readonly #offers = new OffersHere(this, () =>
    (this.isActive && this.clip.cards.length > 0 ? this.clip.hostId : ""));
  #watching?: Watching;
  #lastTime = 0;
  #tapTimer?: ReturnType<typeof setTimeout>;
  #bursts = 0;

  protected override watched() {
    return [sound] as never[];
  }

  get viewId(): string {
    return this.#watching?.viewId ?? "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#onVisibility);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#stop();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.video) {
      this.video.muted = !sound.value || this.isSilenced;
    }
    if (changed.has("isActive")) {
      if (this.isActive) {
        void this.#play();
      } else if (changed.get("isActive")) {
        this.#stop();
      }
    }
  }

  /** Stops or plays. */
  toggle(): void {
    if (this.isPaused) {
      void this.#play();
    } else {
      this.isPaused = true;
      this.video?.pause();
    }
  }

  /** Moves within the clip, by so many seconds. */
  seek(bySeconds: number): void {
    if (this.video) {
      this.video.currentTime = Math.max(0, this.video.currentTime + bySeconds);
    }
  }

  turnSound(): void {
    const isHeard = sound.value && !this.isSilenced;
    this.isSilenced = false;
    chooseSound(!isHeard);
  }

  async like(isWanted = !this.clip.isLiked): Promise<void> {
    if (isWanted) {
      this.hearts?.fly(3);
    }
    if (isWanted === this.clip.isLiked) {
      return;
    }
    const before = this.clip;
    this.#change({isLiked: isWanted, likes: Math.max(0, before.likes + (isWanted ? 1 : -1))});
    try {
      const path = `/clips/${before.clipId}/like`;
      const body = this.viewId ? {viewId: this.viewId} : {};
      this.#change(isWanted ? await api.put<Pick<Clip, "isLiked" | "likes">>(path, body)
        : await api.delete<Pick<Clip, "isLiked" | "likes">>(path, body));
    } catch (thrown) {
      this.#change({isLiked: before.isLiked, likes: before.likes});
      toastProblem(thrown);
    }
  }

  #change(part: Partial<Clip>): void {
    this.clip = {...this.clip, ...part};
    this.#tell("changed");
  }

  #tell(name: string, detail: object = {}): void {
    this.dispatchEvent(new CustomEvent(name,
      {bubbles: true, detail: {clip: this.clip, viewId: this.viewId, ...detail}}));
  }

  async #play(): Promise<void> {
    const {video} = this;
    if (!video || !this.isActive || document.hidden) {
      return;
    }
    this.isPaused = false;
    this.#watching ??= new Watching(this.clip.clipId, this.origin, () => this.requestUpdate());
    video.muted = !sound.value || this.isSilenced;
    try {
      await video.play();
    } catch (thrown) {
      if ((thrown as DOMException).name !== "NotAllowedError" || video.muted) {
        this.isPaused = (thrown as DOMException).name === "NotAllowedError";
        return;
      }
      // A browser lets no page speak before it was touched: silent first, and a button that says so.
      this.isSilenced = true;
      video.muted = true;
      await video.play().catch(() => (this.isPaused = true));
    }
  }

  #stop(): void {
    clearTimeout(this.#tapTimer);
    this.#watching?.leave(this.video?.muted ?? false);
    // Coming back is another view.
    this.#watching = undefined;
    if (this.video) {
      this.video.pause();
      this.video.currentTime = 0;
    }
    this.atMs = 0;
    this.isPaused = false;
    this.isWhole = false;
  }

  readonly #onVisibility = () => {
    if (this.isActive && document.hidden) {
      this.video?.pause();
      this.#watching?.leave(this.video?.muted ?? false);
    } else if (this.isActive && !this.isPaused) {
      void this.#play();
    }
  };

  readonly #onTime = () => {
    const now = (this.video?.currentTime ?? 0) * 1000;
    const ms = now - this.#lastTime;
    this.#lastTime = now;
    this.atMs = now;
    this.isStalled = false;
    if (this.isActive && ms > 0 && ms < TICKS_MAX_MS) {
      this.#watching?.played(ms, this.video?.muted ?? false);
    }
  };

  readonly #onSeek = (event: Event) => {
    const share = Number((event.target as HTMLInputElement).value) / 1000;
    if (this.video && this.clip.lengthMs > 0) {
      this.video.currentTime = share * this.clip.lengthMs / 1000;
    }
  };

  readonly #onTap = (event: MouseEvent) => {
    const isKeyboard = event.detail === 0;
    if (isKeyboard) {
      this.toggle();
      return;
    }
    if (this.#tapTimer !== undefined) {
      clearTimeout(this.#tapTimer);
      this.#tapTimer = undefined;
      this.#heartAt(event);
      return;
    }
    this.#tapTimer = setTimeout(() => {
      this.#tapTimer = undefined;
      this.toggle();
    }, DOUBLE_TAP_MS);
  };

  #heartAt(event: MouseEvent): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.burst = {id: ++this.#bursts, x: event.clientX - box.left, y: event.clientY - box.top};
    void this.like(true);
  }

  readonly #share = async () => {
    try {
      const body = this.viewId ? {viewId: this.viewId} : {};
      const {url} = await api.post<{url: string}>(`/clips/${this.clip.clipId}/shares`, body);
      const whole = new URL(url, location.origin).href;
      this.#change({shares: this.clip.shares + 1});
      if (navigator.share) {
        await navigator.share({title: this.clip.caption, url: whole});
      } else {
        await navigator.clipboard.writeText(whole);
        toast(say("clips.linkCopied"), "good");
      }
    } catch (thrown) {
      if ((thrown as DOMException).name !== "AbortError") {
        toastProblem(thrown);
      }
    }
  };

  protected override render() {
    const {clip} = this;
    const isTall = clip.width > 0 && clip.width / clip.height < FILLS_BELOW;
    const hasVideo = this.isActive || this.isNear;
    return html`<article class="clip-stage ${isTall ? "is-tall" : "is-wide"}" data-test="clip"
        data-clip=${clip.clipId} aria-label=${clip.caption}>
      <div class="clip-picture">
        ${clip.coverUrl ? html`<img class="clip-blur" src=${clip.coverUrl} alt="" aria-hidden="true">
          ${hasVideo ? nothing : html`<img class="clip-cover" src=${clip.coverUrl} alt="">`}` : nothing}
        ${hasVideo ? html`<video src=${clip.videoUrl} poster=${clip.coverUrl} playsinline loop
          preload="auto" data-test="clip-video"
          @timeupdate=${this.#onTime} @waiting=${() => (this.isStalled = true)}
          @playing=${() => (this.isStalled = false)} @error=${() => (this.isBroken = true)}></video>`
          : nothing}
        <button class="clip-tap" @click=${this.#onTap} data-test="clip-tap"
          aria-label=${say(this.isPaused ? "clips.play" : "clips.stop")}></button>
        ${this.isBroken ? html`<p class="clip-note" role="alert">${icon("notice")}${say("clips.broken")}</p>`
          : this.isPaused && this.isActive ? html`<span class="clip-paused">${icon("play", true)}</span>`
          : this.isStalled && this.isActive ? html`<span class="clip-note"><span
            class="spinner"></span></span>` : nothing}
        ${this.burst ? keyed(this.burst.id, html`<span class="clip-burst" aria-hidden="true"
          style="left:${this.burst.x}px;top:${this.burst.y}px">${icon("heart", true)}</span>`) : nothing}
        ${this.isSilenced && this.isActive ? html`<button class="button small clip-unmute"
          data-test="clip-unmute" @click=${() => this.turnSound()}>${icon("muted")}
          <span>${say("clips.tapForSound")}</span></button>` : nothing}
      </div>
      ${this.#foot()}
      ${this.#rail()}
      <lt-hearts></lt-hearts>
      <input class="clip-line" type="range" min="0" max="1000" step="1" aria-label=${say("clips.position")}
        .value=${String(this.#share1000())} style="--at:${this.#share1000() / 10}%" @input=${this.#onSeek}
        @keydown=${(event: Event) => event.stopPropagation()} data-test="clip-line">
    </article>`;
  }

  #share1000(): number {
    return this.clip.lengthMs > 0 ? Math.min(1000, Math.round(this.atMs / this.clip.lengthMs * 1000)) : 0;
  }

  #foot() {
    const {clip} = this;
    const card = this.isActive ? cardNow(clip.cards, this.atMs) : undefined;
    const why = `feed.why.${this.why}`;
    return html`<div class="clip-foot">
      <div class="clip-who">
        <a href="/host/${clip.hostId}" data-channel="FEED" data-test="clip-host">${clip.host.name}</a>
        ${this.why === "PROMOTED"
          ? html`<lt-promoted .exposureId=${this.origin.exposureId ?? ""}></lt-promoted>` : nothing}
        ${hasWords(why) ? html`<span class="clip-why">${say(why)}</span>` : nothing}
      </div>
      ${clip.caption ? html`<button class="clip-caption ${this.isWhole ? "" : "clip-2"}"
        aria-expanded=${this.isWhole} @click=${() => (this.isWhole = !this.isWhole)}
        >${clip.caption}</button>` : nothing}
      ${this.isActive ? html`<lt-next-show .host=${clip.host} .origin=${this.origin}></lt-next-show>`
        : nothing}
      ${card ? keyed(card.product.productId, offerCard(card.product, say("clips.inClip"),
        (product) => this.#buy(product), this.#offers.value)) : nothing}
    </div>`;
  }

  #buy(product: Product): void {
    this.#tell("buy", {product});
  }

  #rail() {
    const {clip} = this;
    const isHeard = sound.value && !this.isSilenced;
    return html`<div class="clip-rail">
      <div class="clip-face">
        <a href=${clip.host.isLive ? `/room/${clip.host.roomId}` : `/host/${clip.hostId}`}
          data-exposure=${this.origin.exposureId ?? ""} data-channel="FEED" aria-label=${clip.host.name}>
          ${avatar(clip.host.name, clip.host.avatarUrl, "3rem", clip.host.isLive)}</a>
        ${clip.host.isLive ? html`<span class="badge live">${say("live.live")}</span>` : nothing}
        <lt-follow small .host=${clip.host}
          .origin=${{...this.origin, ...(this.viewId ? {viewId: this.viewId} : {})}}
          @changed=${(event: CustomEvent<FollowChange>) => {
            event.stopPropagation();
            this.#change({host: {...clip.host, ...event.detail}});
          }}></lt-follow>
      </div>
      <button class="clip-act ${clip.isLiked ? "is-on" : ""}" aria-pressed=${clip.isLiked}
        aria-label=${`${say("clips.like")} ${clip.likes}`} @click=${() => void this.like()}
        data-test="clip-like">${icon("heart", true)}
        <span>${clip.likes > 0 ? brief(clip.likes) : say("clips.like")}</span></button>
      <button class="clip-act clip-act-talk" aria-label=${`${say("clips.comment")} ${clip.comments}`}
        @click=${() => this.#tell("talk")} data-test="clip-talk">
        ${icon("chat", true)}<span>${clip.comments > 0 ? brief(clip.comments)
          : say("clips.comment")}</span></button>
      ${clip.cards.length > 0 ? html`<button class="clip-act" @click=${() => this.#tell("goods")}
        data-test="clip-goods">${icon("bag")}<span>${say("clips.goods",
          {count: clip.cards.length})}</span></button>` : nothing}
      <button class="clip-act" aria-label=${`${say("clips.share")} ${clip.shares}`} @click=${this.#share}
        data-test="clip-share">${icon("share", true)}
        <span>${clip.shares > 0 ? brief(clip.shares) : say("clips.share")}</span></button>
      <button class="clip-act clip-sound" aria-pressed=${isHeard} @click=${() => this.turnSound()}
        data-test="clip-sound" aria-label=${say(isHeard ? "clips.soundOff" : "clips.soundOn")}>
        ${icon(isHeard ? "volume" : "muted")}</button>
    </div>`;
  }
}

customElements.define("lt-clip-stage", ClipStage);
