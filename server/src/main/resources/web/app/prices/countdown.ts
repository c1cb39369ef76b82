import {html} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {serverNow} from "../http/clock";
import {countdown, say} from "../words/words";

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** How long it is until an instant, by the server's clock, drawn anew with each of its seconds. */
export class Countdown extends LightElement {
  @property() until = "";
  @property() test = "countdown";
  #timer?: ReturnType<typeof setTimeout>;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    const left = this.#leftMs();
    if (left > 0 && this.isConnected) {
      this.#timer = setTimeout(() => this.requestUpdate(), left % SECOND_MS || SECOND_MS);
    }
  }

  protected override render() {
    const left = Math.max(0, this.#leftMs());
    const days = Math.floor(left / DAY_MS);
    const time = countdown(left - days * DAY_MS);
    return html`<span class="tabular" role="timer" data-test=${this.test}>${days > 0
      ? say("prices.days", {count: days, time}) : time}</span>`;
  }

  #leftMs(): number {
    return Date.parse(this.until) - serverNow();
  }
}

customElements.define("lt-countdown", Countdown);
