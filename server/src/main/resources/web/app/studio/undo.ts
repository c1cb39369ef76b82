import {html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {toastProblem} from "../design/toast";
import {say} from "../words/words";

interface Done {
  text: string;
  back: () => Promise<unknown>;
}

const SHOWN_MS = 8_000;
let bar: UndoBar | undefined;

/** Says what was done and offers to take it back for eight seconds. */
export function offerUndo(text: string, back: () => Promise<unknown>): void {
  bar?.show({text, back});
}

/** The bar at the foot of the studio that takes the last thing back. */
export class UndoBar extends LightElement {
  @state() done: Done | undefined;
  @state() isBusy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    bar = this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  show(done: Done): void {
    this.done = done;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.done = undefined), SHOWN_MS);
  }

  protected override render() {
    return html`<div class="undo-shelf" role="status" aria-live="polite">${this.done ? html`
      <div class="undo" data-test="undo-bar">
        <span>${this.done.text}</span>
        <button class="button small" data-test="undo" ?disabled=${this.isBusy} @click=${this.#back}>
          ${icon("back")}${say("studio.undo")}</button>
      </div>` : nothing}</div>`;
  }

  readonly #back = async () => {
    const done = this.done;
    if (!done) {
      return;
    }
    this.isBusy = true;
    try {
      await done.back();
      this.done = undefined;
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-undo", UndoBar);
