import {html} from "lit";
import {LightElement} from "../design/light";
import {empty, skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Page} from "../http/types";
import {ago, number, say} from "../words/words";
import type {WantedHere} from "./types";

const SHOWN = 50;

/** What the whole square asks for and none of those who were asked sells: for the operator. */
export class SquareDemand extends LightElement {
  readonly wanted = new Load<Page<WantedHere>>(this, () =>
    api.get<Page<WantedHere>>("/operator/demand", {limit: SHOWN}));

  protected override render() {
    return html`<section class="stack tight" data-test="square-demand">
      <h2 class="subheading">${say("intents.squareDemand")}</h2>
      <p class="quiet">${say("intents.squareDemandDetail")}</p>
      ${this.wanted.view(({items}) => items.length === 0
        ? empty("search", say("intents.noDemand"), say("intents.noSquareDemandDetail"))
        : html`<ul class="demand-list">${items.map((each) => html`<li class="demand-row card"
            data-test="square-wanted" data-words=${each.words}>
          <div class="grow demand-words"><strong>${each.words}</strong>
            <span class="demand-bar" aria-hidden="true"
              style="--share:${Math.round(100 * each.people / items[0]!.people)}%"></span>
            <span class="faint tabular">${say("intents.people", {count: each.people})} ·
              ${say("intents.hosts", {count: each.hosts})} ·
              ${say("intents.lastAsked", {when: ago(each.lastAt)})}</span></div>
          <b class="tabular demand-number">${number(each.people)}</b></li>`)}</ul>`,
        () => skeletons(4, "4rem"))}
    </section>`;
  }
}

customElements.define("lt-square-demand", SquareDemand);
