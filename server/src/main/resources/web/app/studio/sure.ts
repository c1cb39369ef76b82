import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {type IconName, icon} from "../design/icons";
import {LightElement} from "../design/light";

const DOUBT_MS = 4_000;

/**
 * A button for a thing that cannot be undone: the first press asks, the second within four seconds does it.
 * Fires `sure`. It asks in its own place, so that a host in the middle of a show loses no time.
 */
export class Sure extends LightElement {
  @property() label = "";
  @property() question = "";
  @property() test = "";
  @property() icon: IconName | "" = "";
  @property({type: Boolean}) disabled = false;
  @state() isAsking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override render() {
    return this.isAsking
      ? html`<button type="button" class="button small danger primary" data-test="${this.test}-sure"
          @click=${this.#yes} @blur=${this.#no}>${this.question}</button>`
      : this.icon
        ? html`<button type="button" class="icon-button" aria-label=${this.label} title=${this.label}
            data-test=${this.test} ?disabled=${this.disabled} @click=${this.#ask}>${icon(this.icon)}</button>`
        : html`<button type="button" class="button small ghost" data-test=${this.test}
            ?disabled=${this.disabled} @click=${this.#ask}>${this.label || nothing}</button>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  readonly #ask = async () => {
    this.isAsking = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#no, DOUBT_MS);
    await this.updateComplete;
    this.querySelector("button")?.focus();
  };

  readonly #no = () => {
    this.isAsking = false;
  };

  readonly #yes = () => {
    clearTimeout(this.#timer);
    this.isAsking = false;
    this.dispatchEvent(new CustomEvent("sure", {bubbles: true}));
  };
}

customElements.define("lt-sure", Sure);
