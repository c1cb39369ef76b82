import {type PropertyValues, type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {failed, skeletons, spinner} from "../design/states";
import {Pages} from "../http/load";
import {type Money, clockTime, money, say} from "../words/words";
import type {Finding, Run} from "./types";

/** What one day's reading of a statement found: what differs, or everything. Fires `again`. */
export class Findings extends LightElement {
  @property({attribute: false}) run!: Run;
  @state() isAll = false;
  readonly #pages = new Pages<Finding>(this, () => this.#path(),
    () => ({limit: 50, all: this.isAll ? "true" : undefined}));

  #path(): string {
    return `/operator/payments/reconciliations/${this.run.method}/${this.run.day}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("run");
    if (before && before.runAt !== this.run.runAt) {
      void this.#pages.restart();
    }
  }

  protected override render() {
    return html`<div class="stack tight findings" data-test="findings">
      <div class="row wrap">
        <label class="row tight"><input type="checkbox" .checked=${this.isAll} data-test="findings-all"
          @change=${this.#toggle}>${say("payments.showAll")}</label>
        <span class="grow"></span>
        <button class="button small" data-test="again"
          @click=${() => this.dispatchEvent(new CustomEvent("again"))}>${icon("again")}${say("payments.again")}</button>
        <a class="button small" data-test="findings-table" href="/api/v1${this.#path()}/table"
          download>${say("payments.table")}</a>
      </div>
      ${this.#list()}
    </div>`;
  }

  #list() {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.#pages;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#pages.restart());
    }
    if (!isLoaded) {
      return skeletons(2, "3rem");
    }
    return html`
      ${items.length === 0 ? html`<p class="faint">${say("payments.agrees")}</p>`
        : html`<ul>${items.map((each) => this.#row(each))}</ul>`}
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting}
        @click=${() => this.#pages.more()}>${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #row(finding: Finding): TemplateResult {
    return html`<li class="finding" data-test="finding" data-verdict=${finding.verdict}>
      <span class="badge ${finding.verdict === "MATCHED" ? "good" : "bad"}">${
        say(`payments.verdict.${finding.verdict}`)}</span>
      <span class="grow stack tight"><span>${say(`payments.kind.${finding.kind}`)}
        <span class="faint tabular">${clockTime(finding.at)}</span></span>
        <span class="code faint">${finding.id || finding.reference}</span></span>
      <dl class="sides tabular">
        <div><dt>${say("payments.theirs")}</dt><dd>${this.#amount(finding.theirs)}</dd></div>
        <div><dt>${say("payments.ours")}</dt><dd>${this.#amount(finding.ours)}</dd></div>
        <div><dt>${say("payments.fee")}</dt><dd>${money(finding.fee)}</dd></div>
      </dl>
    </li>`;
  }

  #amount(amount: Money | undefined): string {
    return amount ? money(amount) : "—";
  }

  readonly #toggle = (event: Event) => {
    this.isAll = (event.target as HTMLInputElement).checked;
    void this.#pages.restart();
  };
}

customElements.define("lt-findings", Findings);
