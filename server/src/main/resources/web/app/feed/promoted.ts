import {html} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {say} from "../words/words";

/** Half of it on the screen for a second: then somebody saw it, and its host pays for it. */
const SEEN_SHARE = 0.5;
const SEEN_MS = 1_000;
/** Showings that were told already: a tile that is drawn again is not told again. */
const TOLD_MAX = 500;
const told = new Set<string>();

/** The words that say that a host pays for this place (广告), and the eye that tells when it was seen. */
export class Promoted extends LightElement {
  @property() exposureId = "";
  #eye?: IntersectionObserver;
  #timer?: ReturnType<typeof setTimeout>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#eye = new IntersectionObserver((seen) => this.#look(seen.at(-1)!), {threshold: [0, SEEN_SHARE]});
    this.#eye.observe(this.parentElement?.closest("a, article, section") ?? this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#eye?.disconnect();
    clearTimeout(this.#timer);
  }

  protected override render() {
    return html`<span class="badge promoted" data-test="promoted" role="note"
      aria-label=${say("feed.promotedDetail")} title=${say("feed.promotedDetail")}>${say("feed.promoted")}</span>`;
  }

  #look(seen: IntersectionObserverEntry): void {
    clearTimeout(this.#timer);
    if (seen.intersectionRatio >= SEEN_SHARE && document.visibilityState === "visible") {
      this.#timer = setTimeout(() => this.#tell(), SEEN_MS);
    }
  }

  #tell(): void {
    if (!this.exposureId || told.has(this.exposureId) || told.size >= TOLD_MAX) {
      return;
    }
    told.add(this.exposureId);
    // Nobody waits for it; a showing that is not told costs nothing.
    api.post("/promotions/seen", {exposureIds: [this.exposureId]}).catch(() => undefined);
  }
}

customElements.define("lt-promoted", Promoted);
