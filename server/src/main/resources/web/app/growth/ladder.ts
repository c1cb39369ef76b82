import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {number, percent, say} from "../words/words";
import type {Step} from "./relation-types";
import {figure} from "./seen";

/** Medians below are "the same day". */
const SAME_DAY = 0.5;

/** The ladder (关注→喜欢→粉丝→信任→复购) as stairs: how many stand on each step, how many go on. */
export class Ladder extends LightElement {
  @property({attribute: false}) steps: Step[] = [];

  protected override render() {
    const first = this.steps[0]?.people ?? 0;
    return html`<ol class="ladder" data-test="ladder">
      ${this.steps.map((step, at) => html`<li data-test="ladder-${step.step}" data-people=${step.people}>
        ${at > 0 ? this.#way(this.steps[at - 1]!, step, first) : nothing}
        <div class="ladder-step">
          <span class="ladder-name"><lt-explain .label=${say(`growth.step.${step.step}`)}
            .detail=${say(`growth.stepDetail.${step.step}`)}></lt-explain></span>
          <span class="ladder-rail">
            <span class="ladder-bar" style="width:${share(step.people, first)}%"></span>
            <b class="tabular" style="--at:${share(step.people, first)}%"
              data-inside=${share(step.people, first) > 55}>${number(step.people)}</b></span>
        </div>
      </li>`)}
    </ol>`;
  }

  #way(from: Step, to: Step, first: number): TemplateResult {
    const [wide, narrow] = [share(from.people, first), share(to.people, first)];
    return html`<div class="ladder-way">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <path d="M0 0H${wide}L${narrow} 10H0Z"></path></svg>
      <span class="ladder-rate">
        ${to.rate === undefined ? html`<b>—</b>`
          : html`<b class="tabular">${percent(to.rate)}</b>
            <span class="faint tabular">${say("growth.between",
              {low: percent(to.low!), high: percent(to.high!)})}</span>`}
        ${to.medianDays === undefined ? nothing
          : html`<span class="ladder-days tabular">${to.medianDays < SAME_DAY ? say("growth.medianSameDay")
            : say("growth.medianDays", {days: figure(to.medianDays)})}</span>`}
      </span>
    </div>`;
  }
}

customElements.define("lt-ladder", Ladder);

/** How wide, in percent of the first step. */
function share(people: number, first: number): number {
  return first === 0 ? 0 : Math.round((people / first) * 1000) / 10;
}
