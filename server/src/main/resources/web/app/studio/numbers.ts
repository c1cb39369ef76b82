import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import type {Problem} from "../http/problem";
import type {GrowthSeen} from "../growth/seen";
import {clockTime, say} from "../words/words";

export type Scope = "show" | "days";

/** The equation of this show or of the rolling 90 days, and the days behind it. Fires `scope`. */
export class Numbers extends LightElement {
  @property({attribute: false}) ofShow?: GrowthSeen;
  @property({attribute: false}) ofDays?: GrowthSeen;
  @property({attribute: false}) problem?: Problem;
  @property({type: Boolean}) hasShow = false;
  @property({type: Number}) readAt = 0;
  @state() scope: Scope | undefined;

  protected override render() {
    const scope: Scope = this.scope ?? (this.hasShow ? "show" : "days");
    const seen = scope === "show" ? this.ofShow : this.ofDays;
    return html`<section class="card padded stack numbers" data-test="numbers" data-scope=${scope}>
      <header class="row between wrap">
        <h2 class="subheading">${say("studio.fiveFactors")}</h2>
        <div class="row">
          ${seen?.isSimulated ? html`<span class="badge warn" data-test="simulated-${scope}">
            ${say("growth.simulated")}</span>` : nothing}
          <div class="segments" role="group" aria-label=${say("studio.window")}>
            ${this.#choice("show", scope, !this.hasShow)}${this.#choice("days", scope, false)}
          </div>
        </div>
      </header>
      ${seen ? html`
        <lt-equation .factors=${seen.factors} .previous=${seen.previous}></lt-equation>
        ${this.problem ? html`<p class="notice warn" data-test="numbers-stale">${say("growth.stale",
          {time: clockTime(new Date(this.readAt).toISOString())})}</p>` : nothing}
        ${seen.previous ? html`<p class="faint">${say(scope === "show" ? "studio.againstShow"
          : "studio.againstDays")}</p>` : nothing}
        ${seen.previous && seen.change ? html`<lt-waterfall .change=${seen.change} .previous=${seen.previous}
          .nowMinor=${seen.factors.gmvMinor}></lt-waterfall>` : nothing}
        ${scope === "days" && seen.series
          ? html`<lt-day-chart .days=${seen.series} .currency=${seen.factors.currency}></lt-day-chart>`
            : nothing}`
        : this.problem ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>`
        : html`<div class="skeleton" style="height:7rem" aria-busy="true"></div>`}
    </section>`;
  }

  #choice(scope: Scope, chosen: Scope, isOff: boolean): TemplateResult {
    return html`<button aria-pressed=${scope === chosen} ?disabled=${isOff} data-test="scope-${scope}"
      @click=${() => (this.scope = scope)}>${say(`studio.scope.${scope}`)}</button>`;
  }
}

customElements.define("lt-numbers", Numbers);
