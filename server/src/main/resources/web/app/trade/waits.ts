import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {Cell} from "../design/cell";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {serverNow} from "../http/clock";
import type {Page, Sku} from "../http/types";
import {ensureMember} from "../people/gate";
import {account, isMember} from "../shell/session";
import {countdown, say} from "../words/words";

/** A place in the line for a variant that is out; `position` is 0 when one is kept for me. */
export interface Wait {
  skuId: string;
  position: number;
  offeredUntil?: string;
}

/** For what I wait: one list for the page, so that every button says the same. */
export const waits = new Cell<Wait[]>([]);

const ASKED_EVERY_MS = 15_000;
const TICK_MS = 1_000;
let asked = 0;

/** Asks anew, at most every few seconds however many buttons there are. */
async function askWaits(isNow = false): Promise<void> {
  if (!isMember()) {
    waits.value = [];
    return;
  }
  if (isNow || Date.now() - asked >= ASKED_EVERY_MS) {
    asked = Date.now();
    const page = await api.peek<Page<Wait>>("/me/waits").catch(() => undefined);
    waits.value = page?.items ?? waits.value;
  }
}

function waitOf(skuId: string): Wait | undefined {
  return waits.value.find((one) => one.skuId === skuId);
}

/** Milliseconds for which one unit is still kept for me; 0 for none. */
function keptMs(skuId: string): number {
  const until = waitOf(skuId)?.offeredUntil;
  return until ? Math.max(0, Date.parse(until) - serverNow()) : 0;
}

/** Units I can have of a variant now: what is on the shelf, and one that is kept for me. */
export function unitsFor(sku: Sku): number {
  return sku.available + (keptMs(sku.skuId) > 0 ? 1 : 0);
}

/** An order took what was kept. */
export function forgetKept(): void {
  void askWaits(true);
}

/** One tap to stand in line for a variant that is out; then the place, and what is kept, counted down. */
export class WaitButton extends LightElement {
  @property() skuId = "";
  @property() name = "";
  /** Also says how the line works. */
  @property({type: Boolean}) explains = false;
  @state() isBusy = false;
  @state() tick = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  protected override watched() {
    return [waits as Cell<unknown>, account as Cell<unknown>];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void askWaits();
    this.#timer = setInterval(() => {
      void askWaits();
      this.tick += keptMs(this.skuId) > 0 ? 1 : 0;
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render() {
    const place = waitOf(this.skuId);
    if (!place) {
      return html`<button type="button" class="button small" data-test="wait" ?disabled=${this.isBusy}
          aria-label=${say("trade.waitFor", {name: this.name})} @click=${this.#join}>
        ${this.isBusy ? spinner() : icon("bell")}${say("trade.wait")}</button>
        ${this.explains ? html`<p class="faint">${say("trade.waitHint")}</p>` : nothing}`;
    }
    const kept = keptMs(this.skuId);
    return html`<span class="row tight wrap wait-place" role="status" data-test="wait-place"
        data-position=${place.position}>
      <strong>${kept > 0 ? say("trade.waitKept", {time: countdown(kept)})
        : say("trade.waitLine", {position: Math.max(1, place.position)})}</strong>
      <button type="button" class="button small ghost" data-test="wait-leave" ?disabled=${this.isBusy}
        @click=${this.#leave}>${say("trade.waitLeave")}</button></span>`;
  }

  readonly #join = async () => {
    if (await ensureMember()) {
      await this.#call(async () => {
        const place = await api.put<Wait>(`/me/waits/${this.skuId}`);
        toast(say("trade.waitJoined", {position: Math.max(1, place.position)}));
      });
    }
  };

  readonly #leave = () => this.#call(() => api.delete(`/me/waits/${this.skuId}`));

  async #call(what: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    try {
      await what();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      await askWaits(true);
      this.isBusy = false;
    }
  }
}

customElements.define("lt-wait", WaitButton);
