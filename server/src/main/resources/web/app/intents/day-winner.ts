import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import type {Page} from "../http/types";
import {say} from "../words/words";
import type {Prize, Winner} from "./types";

/** A winner is shown this long. */
const SHOWN_MS = 3 * 86_400_000;

/** The comment of the day above the talk: what may be won today, and who won last. Nothing where none is given. */
export class DayWinner extends LightElement {
  @property() hostId = "";
  @state() prize?: Prize;
  @state() winner?: Winner;

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("hostId") && this.hostId) {
      void this.#learn();
    }
  }

  protected override render() {
    const {prize, winner} = this;
    return html`${winner ? html`<p class="day-winner" data-test="day-winner">${icon("heart")}
        <span>${say("intents.wonLast", {name: winner.name, prize: winner.prize})}
          <q class="clip-1">${winner.text}</q></span></p>` : nothing}
      ${prize?.isOn ? html`<p class="day-winner" data-test="day-prize">${icon("heart")}
        <span>${say("intents.winToday", {prize: prize.prize})}</span></p>` : nothing}`;
  }

  async #learn(): Promise<void> {
    const path = `/hosts/${this.hostId}/comment-of-the-day`;
    try {
      this.prize = await api.peek<Prize>(path);
      const {items} = await api.peek<Page<Winner>>(`${path}/winners`, {limit: 1});
      this.winner = items.find(({chosenAt}) => Date.now() - Date.parse(chosenAt) < SHOWN_MS);
    } catch {
      // The talk goes on without it.
    }
  }
}

customElements.define("lt-day-winner", DayWinner);
