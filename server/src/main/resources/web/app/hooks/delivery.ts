import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {moment, number, say} from "../words/words";
import type {Attempt, Delivery, DeliveryState, Detail} from "./types";

const COLOURS: Record<DeliveryState, string> = {DELIVERED: "good", WAITING: "warn", GIVEN_UP: "bad"};

export function stateBadge(state: DeliveryState): TemplateResult {
  return html`<span class="badge ${COLOURS[state]}" data-test="delivery-state"
    data-state=${state}>${say(`hooks.delivery.${state}`)}</span>`;
}

/** What came of an attempt: the status, or why there is none. */
export function outcomeWords(attempt: Attempt): string {
  const words = say(`hooks.outcome.${attempt.outcome}`);
  return attempt.status === 0 ? words : `${attempt.status} · ${words}`;
}

/** One message with its body and every attempt, and the button that sends it again. */
export class HookDelivery extends LightElement {
  @property() endpointId = "";
  @property() messageId = "";
  @property({type: Boolean}) isActive = false;
  @state() isBusy = false;
  readonly detail = new Load<Detail>(this, () =>
    api.get<Detail>(`/hooks/${this.endpointId}/deliveries/${this.messageId}`));

  protected override render() {
    return html`<div class="stack" data-test="delivery-detail">
      ${this.detail.view((detail) => this.#ready(detail), () => skeletons(3, "3rem"))}</div>`;
  }

  #ready({delivery, body, attempts}: Detail): TemplateResult {
    return html`
      <dl class="facts">
        <div><dt>${say("hooks.event")}</dt><dd class="code">${delivery.type}</dd></div>
        <div><dt>webhook-id</dt><dd class="code">${delivery.messageId}</dd></div>
        <div><dt>${say("hooks.stateNow")}</dt><dd>${stateBadge(delivery.state)} ${dueWords(delivery)}</dd></div>
      </dl>
      <div><button class="button primary" data-test="delivery-replay" ?disabled=${this.isBusy || !this.isActive}
        @click=${this.#replay}>${this.isBusy ? spinner() : icon("again")}${say("hooks.replay")}</button></div>
      <h3 class="subheading">${say("hooks.attempts")}</h3>
      ${attempts.length === 0 ? html`<p class="faint">${say("hooks.noAttempt")}</p>`
        : html`<ol class="stack tight">${attempts.map((attempt) => html`<li class="hook-attempt card padded"
            data-test="attempt" data-outcome=${attempt.outcome}>
          <p class="row between wrap"><b>${outcomeWords(attempt)}</b>
            <span class="faint tabular">${moment(attempt.at)} ·
              ${say("hooks.millis", {millis: number(attempt.millis)})}</span></p>
          ${attempt.answer ? html`<pre class="code" tabindex="0">${attempt.answer}</pre>` : nothing}</li>`)}</ol>`}
      <h3 class="subheading">${say("hooks.body")}</h3>
      <lt-copy-text .label=${say("hooks.body")} .text=${pretty(body)} test="delivery-body"
        .isBlock=${true}></lt-copy-text>`;
  }

  readonly #replay = async () => {
    this.isBusy = true;
    try {
      await api.post<Delivery>(`/hooks/${this.endpointId}/deliveries/${this.messageId}/replay`);
      toast(say("hooks.replayed", {count: 1}), "good");
      await this.detail.run();
      this.dispatchEvent(new CustomEvent("replayed"));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

/** When a waiting message is tried next. */
export function dueWords({state, dueAt, attempts}: Delivery): string {
  return state === "WAITING" && dueAt && attempts > 0 ? say("hooks.next", {when: moment(dueAt)}) : "";
}

/** The body with line breaks; what is signed has none. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

customElements.define("lt-hook-delivery", HookDelivery);
