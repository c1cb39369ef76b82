import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {Cell} from "../design/cell";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Every} from "../studio/every";
import {number, say} from "../words/words";

const EVERY_MS = 15_000;

/** How many different questions wait at the desk that is open. */
export const waiting = new Cell<number>(0);

export async function learnWaiting(hostId: string): Promise<void> {
  const answer = await api.peek<{clusters: number}>(`/hosts/${hostId}/asks/waiting`).catch(() => undefined);
  if (answer) {
    waiting.value = answer.clusters;
  }
}

/** The number of questions that wait, beside the name of the inbox; nothing when none does. */
export class WaitingBadge extends LightElement {
  @property() hostId = "";
  readonly every = new Every(this, () => EVERY_MS, () => learnWaiting(this.hostId));

  protected override watched() {
    return [waiting] as never[];
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("hostId") && this.hostId) {
      void learnWaiting(this.hostId);
    }
  }

  protected override render() {
    const count = waiting.value;
    return count === 0 ? nothing : html`<span class="badge accent tabular" data-test="asks-waiting"
      aria-label=${say("intents.waiting", {count})}>${count > 99 ? "99+" : number(count)}</span>`;
  }
}

customElements.define("lt-asks-waiting", WaitingBadge);
