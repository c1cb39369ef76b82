import {LightElement} from "../design/light";
import {html} from "lit";

const HEARTS_MAX = 24;
const FLIGHT_MS = 2_400;
/** Tokens --heart-1 and on. */
const COLOURS = 5;

/** The layer in which hearts rise. Nothing flies for people who asked for less motion. */
export class Hearts extends LightElement {
  readonly #isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");

  /** Lets some hearts fly, at most what the layer carries. */
  fly(count: number): void {
    const layer = this.querySelector(".hearts");
    if (!layer || this.#isCalm.matches || document.hidden) {
      return;
    }
    const free = HEARTS_MAX - layer.childElementCount;
    for (let index = 0; index < Math.min(count, free, 6); index++) {
      this.#launch(layer, index * 90);
    }
  }

  protected override render() {
    return html`<div class="hearts" aria-hidden="true"></div>`;
  }

  #launch(layer: Element, delayMs: number): void {
    const heart = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    heart.setAttribute("viewBox", "0 0 24 24");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d",
      "M12 20s-7.6-4.6-7.6-10.1A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.6 2.7C19.6 15.4 12 20 12 20z");
    path.style.fill = `var(--heart-${1 + Math.floor(Math.random() * COLOURS)})`;
    heart.append(path);
    layer.append(heart);
    const sway = (Math.random() - 0.5) * 70;
    const turn = (Math.random() - 0.5) * 50;
    heart.animate([
      {transform: "translate(0, 0) scale(0.4)", opacity: 0},
      {transform: `translate(${sway * 0.3}px, -50px) scale(1)`, opacity: 1, offset: 0.18},
      {transform: `translate(${sway}px, -${190 + Math.random() * 90}px) rotate(${turn}deg) scale(0.9)`,
        opacity: 0},
    ], {duration: FLIGHT_MS, delay: delayMs, easing: "ease-out", fill: "backwards"})
      .finished.finally(() => heart.remove());
  }
}

customElements.define("lt-hearts", Hearts);
