import {type TemplateResult, html} from "lit";
import {ifDefined} from "lit/directives/if-defined.js";
import {spinner} from "../design/states";
import {say} from "../words/words";
import type {PayoutState} from "./types";

/** As the server takes it: a card, an IBAN, a phone or the address of a wallet. */
const NUMBER = "\\s*[\\p{L}\\p{N}][\\p{L}\\p{N}@._+ \\-]{3,79}";

const TONES: Record<PayoutState, string> = {OPEN: "warn", PAID: "good", FAILED: "bad", BOUNCED: "bad"};

export function payoutBadge(state: PayoutState): TemplateResult {
  return html`<span class="badge ${TONES[state]}" data-state=${state}>${say(`settlement.state.${state}`)}</span>`;
}

/** Where somebody's money goes: a host's own account, or that of his supplier. */
export function accountForm(why: string, isSaving: boolean, save: (event: SubmitEvent) => void): TemplateResult {
  return html`<form class="stack account-form" data-test="account-form" @submit=${save}>
    <p class="faint">${why}</p>
    <div class="fields">${(["holder", "bank", "number"] as const).map((name) => html`
      <label class="field"><span class="label">${say(`settlement.${name}`)}</span>
        <input class="input" name=${name} required maxlength="80" autocomplete="off"
          pattern=${ifDefined(name === "number" ? NUMBER : undefined)}
          title=${ifDefined(name === "number" ? say("settlement.numberHint") : undefined)}></label>`)}</div>
    <button class="button primary" ?disabled=${isSaving}>
      ${isSaving ? spinner() : say("settlement.saveAccount")}</button>
  </form>`;
}
