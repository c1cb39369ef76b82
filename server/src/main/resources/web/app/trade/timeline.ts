import {type PropertyValues, type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {hasWords, moment, say} from "../words/words";

export type Actor = "BUYER" | "HOST" | "OPERATOR" | "SYSTEM";

interface Step {
  at: string;
  actor: Actor;
  change: string;
  detail: Record<string, string>;
}

/** What happened to an order, in order; `nextAt` is when it moves by itself. */
export interface Life {
  steps: Step[];
  nextAt?: string;
  now: string;
}

/**
 * The dated steps of an order with who took them, the newest first, the same for buyer, host and operator.
 * `version` is anything that changes with the order: then the steps are fetched anew.
 */
export class Timeline extends LightElement {
  @property() orderId = "";
  @property() version = "";
  readonly #load = new Load<Life>(this, () => api.get<Life>(`/orders/${this.orderId}/life`));

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get("version") !== undefined) {
      void this.#load.run();
    }
  }

  protected override render() {
    return this.#load.view((life) => this.#life(life as Life), () => skeletons(3, "2.5rem"));
  }

  #life({steps, nextAt}: Life): TemplateResult {
    return html`<ol class="timeline" data-test="timeline">
      ${nextAt ? html`<li class="to-come">
        <span class="grow">${say(`trade.next.${nextOf(steps)}`)}</span>
        <time class="faint tabular" datetime=${nextAt}>${moment(nextAt)}</time></li>` : nothing}
      ${[...steps].reverse().map((step, index) => html`<li class=${index === 0 ? "is-last" : ""}
          data-change=${step.change} data-actor=${step.actor}>
        <span class="grow">${words(step)}
          ${step.detail["trackingNumber"] ? html`<br><span class="faint">${step.detail["carrier"]}
            <span class="code">${step.detail["trackingNumber"]}</span></span>` : nothing}</span>
        <span class="timeline-when"><time class="faint tabular" datetime=${step.at}>${moment(step.at)}</time>
          <span class="faint">${say(`trade.actor.${step.actor}`)}</span></span>
      </li>`)}
    </ol>`;
  }
}

/** A shipped order waits to arrive, a delivered one to close. */
function nextOf(steps: Step[]): string {
  return steps.some(({change}) => change === "DELIVERED") ? "CLOSED" : "DELIVERED";
}

function words({change}: Step): string {
  const key = `trade.change.${change}`;
  return hasWords(key) ? say(key) : change;
}

customElements.define("lt-timeline", Timeline);
