import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {moment, money, number, say} from "../words/words";
import type {Ledger, PurseSum} from "./types";

/** The page that proves zero: every purse of the ledger, and that all of them together are nothing. */
export class LedgerPage extends LightElement {
  readonly ledger = new Load<Ledger>(this, () => api.get<Ledger>("/operator/ledger"));

  protected override render() {
    return html`<div class="stack loose" data-test="ledger">
      ${this.ledger.view((seen) => this.#sums(seen), () => skeletons(2, "9rem"))}
      <lt-payouts></lt-payouts>
      <lt-holds></lt-holds>
    </div>`;
  }

  #sums(seen: Ledger): TemplateResult {
    const widest = Math.max(1, ...seen.purses.map((purse) => Math.abs(purse.amount.minor)));
    return html`<section class="card padded stack">
      <header class="ledger-proof ${seen.isZero ? "" : "is-broken"}" data-test="ledger-proof"
          data-zero=${seen.isZero}>
        ${icon(seen.isZero ? "check" : "notice")}
        <div><h2 class="heading">${say(seen.isZero ? "settlement.zero" : "settlement.notZero")}</h2>
          <p class="faint">${say("settlement.zeroDetail",
            {count: seen.entries, unbalanced: seen.unbalanced, when: moment(seen.at)})}</p></div>
        <button class="button small ghost" ?disabled=${this.ledger.isWaiting} data-test="ledger-again"
          @click=${() => void this.ledger.run()}>${icon("again")}${say("studio.refresh")}</button>
      </header>
      ${this.ledger.problem ? html`<p class="notice warn">${this.ledger.problem.words()}</p>` : nothing}
      <ul class="purse-bars">${seen.purses.map((purse) => this.#bar(purse, widest))}</ul>
      <details><summary>${say("settlement.byHand")}</summary>
        <pre class="code">${seen.statement}</pre></details>
    </section>`;
  }

  #bar(purse: PurseSum, widest: number): TemplateResult {
    const share = Math.abs(purse.amount.minor) / widest * 50;
    const isMinus = purse.amount.minor < 0;
    return html`<li data-test="purse" data-purse=${purse.purse}>
      <span class="purse-name" title=${say(`settlement.purseWhy.${purse.purse}`)}>
        ${say(`settlement.purse.${purse.purse}`)}
        <span class="faint">${say("settlement.entries", {count: purse.entries})}</span></span>
      <span class="purse-bar" aria-hidden="true"><i class=${isMinus ? "minus" : "plus"}
        style="inline-size:${share}%"></i></span>
      <b class="tabular">${purse.amount.minor === 0 ? number(0) : money(purse.amount)}</b></li>`;
  }
}

customElements.define("lt-ledger", LedgerPage);
