import {type TemplateResult, html} from "lit";
import {say} from "../words/words";
import type {PayoutState} from "./types";

const TONES: Record<PayoutState, string> = {OPEN: "warn", PAID: "good", FAILED: "bad", BOUNCED: "bad"};

export function payoutBadge(state: PayoutState): TemplateResult {
  return html`<span class="badge ${TONES[state]}" data-state=${state}>${say(`settlement.state.${state}`)}</span>`;
}
