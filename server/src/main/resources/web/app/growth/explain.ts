import {html} from "lit";
import {property, query} from "lit/decorators.js";
import {LightElement} from "../design/light";

let lastId = 0;

/** A word that explains itself: on hover, on tap and by keyboard. Escape or a tap outside closes it. */
export class Explain extends LightElement {
  @property() label = "";
  @property() detail = "";
  @query(".explain-box") box!: HTMLElement;
  @query("button") word!: HTMLButtonElement;
  readonly #boxId = `explain-${++lastId}`;

  protected override render() {
    return html`<button type="button" class="explain" aria-describedby=${this.#boxId}
        @click=${this.#open} @pointerenter=${this.#onEnter} @pointerleave=${this.#onLeave}
        @blur=${this.#close}>${this.label}</button>
      <span class="explain-box" id=${this.#boxId} popover="auto" role="tooltip">${this.detail}</span>`;
  }

  readonly #onEnter = (event: PointerEvent) => {
    if (event.pointerType === "mouse") {
      this.#open();
    }
  };

  readonly #onLeave = (event: PointerEvent) => {
    if (event.pointerType === "mouse") {
      this.#close();
    }
  };

  readonly #open = () => {
    if (!this.box.showPopover || this.box.matches(":popover-open")) {
      return;
    }
    this.box.showPopover();
    const word = this.word.getBoundingClientRect();
    const box = this.box.getBoundingClientRect();
    const left = Math.min(Math.max(8, word.left), document.documentElement.clientWidth - box.width - 8);
    const isRoomBelow = word.bottom + box.height + 14 < window.innerHeight;
    this.box.style.left = `${left}px`;
    this.box.style.top = `${isRoomBelow ? word.bottom + 6 : Math.max(8, word.top - box.height - 6)}px`;
  };

  readonly #close = () => {
    if (this.box.matches(":popover-open")) {
      this.box.hidePopover();
    }
  };
}

customElements.define("lt-explain", Explain);
