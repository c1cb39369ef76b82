import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {Every} from "../studio/every";
import {ago, number, say} from "../words/words";
import {dueWords, outcomeWords, stateBadge} from "./delivery";
import type {Delivery, DeliveryState, Hook} from "./types";

const STATES: Array<DeliveryState | ""> = ["", "WAITING", "DELIVERED", "GIVEN_UP"];
const PAGE = 20;
const REFRESH_MS = 3_000;

/** How far back a replay may reach, in hours. */
const REPLAY_HOURS = [1, 24, 168, 720];

/** What was sent to one endpoint, the newest first, by state and event; and sending it again. */
export class HookLog extends LightElement {
  @property({attribute: false}) hook!: Hook;
  @property({attribute: false}) types: string[] = [];
  @state() chosenState: DeliveryState | "" = "";
  @state() type = "";
  @state() openId = "";
  @state() isReplaying = false;
  @state() isBusy = false;
  readonly pages = new Pages<Delivery>(this, () => `/hooks/${this.hook.endpointId}/deliveries`,
    () => ({state: this.chosenState || undefined, type: this.type || undefined, limit: PAGE}));
  readonly every = new Every(this, () => REFRESH_MS, () => this.refresh());

  /** Reads the first page again; a longer list is left as it is read. */
  async refresh(): Promise<void> {
    if (!this.pages.isWaiting && this.pages.items.length <= PAGE && this.openId === "") {
      await this.pages.restart();
    }
  }

  protected override render() {
    return html`<section class="stack tight" data-test="hook-log" aria-label=${say("hooks.log")}>
      <div class="row between wrap">
        <fieldset class="choices scroll"><legend class="unseen">${say("hooks.stateNow")}</legend>
          ${STATES.map((each) => html`<label class="choice"><input type="radio"
            name="state-${this.hook.endpointId}" .checked=${each === this.chosenState}
            data-test="log-${each || "ALL"}" @change=${() => this.#filter({chosenState: each})}>
            <span>${say(`hooks.delivery.${each || "ALL"}`)}</span></label>`)}</fieldset>
        <label class="hook-type"><span class="unseen">${say("hooks.event")}</span>
          <select class="input" data-test="log-type" @change=${(event: Event) =>
            this.#filter({type: (event.target as HTMLSelectElement).value})}>
            <option value="">${say("hooks.allEvents")}</option>
            ${[...this.types, "hook.test"].map((type) => html`<option value=${type}
              ?selected=${type === this.type}>${say(`hooks.type.${type}`)}</option>`)}
          </select></label>
        <button class="button small" data-test="replay-since" ?disabled=${this.hook.state !== "ACTIVE"}
          @click=${() => (this.isReplaying = true)}>${icon("again")}${say("hooks.replaySince")}</button>
      </div>
      ${this.#list()}
    </section>
    <lt-sheet large .open=${this.openId !== ""} .label=${say("hooks.message")} test="delivery-sheet"
      @closed=${() => (this.openId = "")} .content=${() => html`<lt-hook-delivery
        .endpointId=${this.hook.endpointId} .messageId=${this.openId}
        .isActive=${this.hook.state === "ACTIVE"}
        @replayed=${() => void this.pages.restart()}></lt-hook-delivery>`}></lt-sheet>
    <lt-sheet .open=${this.isReplaying} .label=${say("hooks.replaySince")} test="replay-sheet"
      @closed=${() => (this.isReplaying = false)} .content=${() => this.#replayForm()}></lt-sheet>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.pages;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.pages.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "3.5rem");
    }
    if (items.length === 0) {
      return empty("send", say("hooks.nothingSent"), say("hooks.nothingSentDetail"));
    }
    return html`<ul class="hook-rows">${items.map((each) => this.#row(each))}</ul>
      ${hasMore ? html`<button class="button wide" data-test="log-more" ?disabled=${isWaiting}
        @click=${() => void this.pages.more()}>${isWaiting ? spinner() : say("shell.more")}</button>`
        : nothing}`;
  }

  #row(delivery: Delivery): TemplateResult {
    const {last} = delivery;
    return html`<li><button class="hook-row" data-test="delivery" data-type=${delivery.type}
        data-state=${delivery.state} @click=${() => (this.openId = delivery.messageId)}>
      <span class="hook-row-what"><b>${say(`hooks.type.${delivery.type}`)}</b>
        <span class="code faint">${delivery.type}</span></span>
      <span class="hook-row-state">${stateBadge(delivery.state)}
        <span class="faint tabular">${last ? `${outcomeWords(last)} · ${say("hooks.millis",
          {millis: number(last.millis)})}` : say("hooks.notYet")}</span></span>
      <span class="hook-row-when faint"><span>${ago(delivery.madeAt)}</span>
        <span>${dueWords(delivery)}</span></span>
      ${icon("next")}</button></li>`;
  }

  #replayForm(): TemplateResult {
    return html`<form class="stack" @submit=${this.#replay} data-test="replay-form">
      <fieldset class="choices"><legend class="label">${say("hooks.since")}</legend>
        ${REPLAY_HOURS.map((hours, index) => html`<label class="choice"><input type="radio" name="hours"
          value=${hours} .defaultChecked=${index === 1}><span>${hours < 24 ? say("hooks.hours", {count: hours})
            : say("hooks.days", {count: hours / 24})}</span></label>`)}</fieldset>
      <fieldset class="choices"><legend class="label">${say("hooks.which")}</legend>
        ${["failed", "all"].map((which) => html`<label class="choice"><input type="radio" name="which"
          value=${which} .defaultChecked=${which === "failed"}>
          <span>${say(`hooks.which.${which}`)}</span></label>`)}</fieldset>
      <p class="faint">${say("hooks.replayHint")}</p>
      <button class="button primary large wide" data-test="replay-go" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say("hooks.replay")}</button>
    </form>`;
  }

  #filter(next: {chosenState?: DeliveryState | ""; type?: string}): void {
    this.chosenState = next.chosenState ?? this.chosenState;
    this.type = next.type ?? this.type;
    this.pages.items = [];
    this.pages.isLoaded = false;
    void this.pages.restart();
  }

  readonly #replay = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const since = new Date(Date.now() - Number(form.get("hours")) * 3_600_000).toISOString();
    this.isBusy = true;
    try {
      const {count} = await api.post<{count: number}>(`/hooks/${this.hook.endpointId}/replay`,
        {since, isAll: form.get("which") === "all"});
      this.isReplaying = false;
      toast(say("hooks.replayed", {count}), "good");
      await this.pages.restart();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-hook-log", HookLog);
