import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {Pages} from "../http/load";
import type {Desk} from "../studio/desk";
import {say} from "../words/words";
import {answeredView} from "./cluster";
import {parts} from "./parts";
import type {Cluster} from "./types";

/** The inbox of a host: what waits, and what was answered. */
export class AsksPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() chosen: "open" | "answered" =
    new URLSearchParams(location.search).get("part") === "answered" ? "answered" : "open";
  readonly answered = new Pages<Cluster>(this, () => `/hosts/${this.desk.hostId}/asks`,
    () => ({state: "answered"}));

  protected override render() {
    return html`<div class="asks-page stack" data-test="asks-page">
      ${parts(this.chosen, this.desk.hostId, (part) => this.#choose(part))}
      ${this.chosen === "open" ? html`<lt-inbox .hostId=${this.desk.hostId}></lt-inbox>` : this.#answered()}
    </div>`;
  }

  #answered(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.answered;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.answered.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "7rem");
    }
    return items.length === 0 ? empty("chat", say("intents.noneAnswered"), say("intents.noneAnsweredDetail"))
      : html`<ul class="ask-list">${items.map((cluster) => html`<li>${answeredView(cluster)}</li>`)}</ul>
        ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting}
          @click=${() => this.answered.more()}>${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #choose(part: "open" | "answered"): void {
    this.chosen = part;
    history.replaceState(history.state, "", part === "open" ? "/studio/asks" : "/studio/asks?part=answered");
    if (part === "answered") {
      void this.answered.restart();
    }
  }
}

customElements.define("lt-asks-page", AsksPage);
