import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {money, number, percent, say} from "../words/words";

const ASKED_EVERY_MS = 15_000;

interface TurnoutSeen {
  reserved: number;
  cancelled: number;
  came: number;
  ordered: number;
  orders: number;
  gmvMinor: number;
  rate?: number;
}

/** For the host: who waited for this show, who came, and what they bought. */
export class Turnout extends LightElement {
  @property() showId = "";
  #seen?: TurnoutSeen;
  #of = "";
  #timer?: ReturnType<typeof setInterval>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => void this.#ask(), ASKED_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override willUpdate(): void {
    if (this.#of !== this.showId) {
      this.#of = this.showId;
      this.#seen = undefined;
      void this.#ask();
    }
  }

  protected override render() {
    const seen = this.#seen;
    return seen && seen.reserved > 0 ? html`<p class="notice" data-test="turnout">${icon("bell")}
      <span>${say("live.turnout.reserved", {count: seen.reserved})}${seen.came > 0 || seen.rate
        ? say("live.turnout.came", {count: seen.came, rate: percent(seen.rate ?? 0, 0)}) : nothing}${
        seen.orders > 0 ? say("live.turnout.orders", {count: seen.orders, amount: money(
          {minor: seen.gmvMinor, currency: "CNY"}), people: number(seen.ordered)}) : nothing}</span></p>`
      : nothing;
  }

  async #ask(): Promise<void> {
    const showId = this.showId;
    const seen = await api.peek<TurnoutSeen>(`/shows/${showId}/turnout`).catch(() => undefined);
    if (seen && showId === this.showId) {
      this.#seen = seen;
      this.requestUpdate();
    }
  }
}

customElements.define("lt-turnout", Turnout);
