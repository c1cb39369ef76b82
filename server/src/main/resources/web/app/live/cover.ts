import {html} from "lit";
import {property, query, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {type Player, newPlayer} from "./player";

/** So many covers move at once: enough to feel alive, few enough to leave a phone cool. */
const MOVING_MAX = 2;
const WAIT_MS = 600;
const SEEN_SHARE = 0.6;

const moving = new Set<Cover>();

/**
 * The moving cover of a live room: the silent picture of the show itself, while the tile is in sight. It
 * is no
 * view and earns no watch time. People who asked for less motion or less data keep the still cover.
 */
export class Cover extends LightElement {
  @property() roomId = "";
  @state() isMoving = false;
  @query("video") video!: HTMLVideoElement;
  #player?: Player;
  #watcher?: IntersectionObserver;
  #timer?: ReturnType<typeof setTimeout>;

  override connectedCallback(): void {
    super.connectedCallback();
    const wantsStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches
      || (navigator as {connection?: {saveData?: boolean}}).connection?.saveData === true;
    if (!wantsStill) {
      this.#watcher = new IntersectionObserver(([entry]) => this.#onSight(!!entry?.isIntersecting),
        {threshold: SEEN_SHARE});
      this.#watcher.observe(this.parentElement ?? this);
      document.addEventListener("visibilitychange", this.#onVisibility);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#stop();
  }

  protected override render() {
    return html`<video class="moving-cover ${this.isMoving ? "is-moving" : ""}" .muted=${true} playsinline
      tabindex="-1" aria-hidden="true" data-test="moving-cover"></video>`;
  }

  #onSight(isSeen: boolean): void {
    clearTimeout(this.#timer);
    if (isSeen) {
      this.#timer = setTimeout(() => this.#start(), WAIT_MS);
    } else {
      this.#stop();
    }
  }

  #start(): void {
    if (this.#player || moving.size >= MOVING_MAX || document.hidden) {
      return;
    }
    moving.add(this);
    const player = newPlayer((playing) => {
      this.isMoving = playing === "playing" || (this.isMoving && playing === "stalled");
    });
    this.#player = player;
    player.attach(this.video);
    player.start(this.roomId, "");
  }

  #stop(): void {
    clearTimeout(this.#timer);
    moving.delete(this);
    this.#player?.stop();
    this.#player = undefined;
    this.isMoving = false;
  }

  readonly #onVisibility = () => {
    if (document.hidden) {
      this.#stop();
    } else {
      // Look again: an observer tells at once whether its element is in sight.
      const tile = this.parentElement ?? this;
      this.#watcher?.unobserve(tile);
      this.#watcher?.observe(tile);
    }
  };
}

customElements.define("lt-cover", Cover);
