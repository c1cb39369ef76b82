import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import type {Product} from "../http/types";
import type {Desk} from "../studio/desk";
import {offerUndo} from "../studio/undo";
import {ago, say} from "../words/words";
import {parts} from "./parts";
import type {Wanted} from "./types";

type State = Wanted["state"];
const STATES: State[] = ["OPEN", "MET", "DISMISSED"];

/** What people ask for and this host does not sell: list it, say that it is sold now, or put it aside. */
export class DemandPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() chosen: State = "OPEN";
  @state() meeting: Wanted | undefined;
  @state() busyId = "";
  readonly wanted = new Pages<Wanted>(this, () => `/hosts/${this.desk.hostId}/demand`,
    () => ({state: this.chosen, limit: 30}));

  protected override render() {
    return html`<div class="asks-page stack" data-test="demand-page">
      ${parts("demand", this.desk.hostId)}
      <div class="row between wrap"><p class="quiet">${say("intents.demandDetail")}</p>
        <div class="choices">${STATES.map((each) => html`<button class="button small"
          aria-pressed=${each === this.chosen} data-test="demand-${each}"
          @click=${() => this.#choose(each)}>${say(`intents.state.${each}`)}</button>`)}</div></div>
      ${this.#list()}
      <lt-pick-product .hostId=${this.desk.hostId} .open=${this.meeting !== undefined}
        .label=${say("intents.whichMeets", {words: this.meeting?.words ?? ""})}
        .about=${say("intents.whichMeetsDetail", {count: this.meeting?.people ?? 0})}
        @picked=${(event: CustomEvent<Product>) => void this.#meet(event.detail)}
        @closed=${() => (this.meeting = undefined)}></lt-pick-product>
    </div>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.wanted;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.wanted.restart());
    }
    if (!isLoaded) {
      return skeletons(4, "4.5rem");
    }
    if (items.length === 0) {
      return empty("search", say("intents.noDemand"), say("intents.noDemandDetail"));
    }
    const most = Math.max(...items.map((each) => each.people));
    return html`<ul class="demand-list">${repeat(items, (each) => each.demandId,
        (each) => this.#row(each, most))}</ul>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting}
        @click=${() => this.wanted.more()}>${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #row(wanted: Wanted, most: number): TemplateResult {
    const isBusy = this.busyId === wanted.demandId;
    const query = new URLSearchParams({words: wanted.words, demand: wanted.demandId});
    return html`<li class="demand-row card" data-test="demand-row" data-words=${wanted.words}
        data-state=${wanted.state}>
      <div class="grow demand-words"><strong>${wanted.words}</strong>
        <span class="demand-bar" aria-hidden="true"
          style="--share:${Math.round(100 * wanted.people / most)}%"></span>
        <span class="faint tabular">${say("intents.people", {count: wanted.people})} ·
          ${say("intents.times", {count: wanted.count})} ·
          ${say("intents.lastAsked", {when: ago(wanted.lastAt)})}</span></div>
      <div class="row tight wrap demand-do">
        ${wanted.state === "OPEN" ? html`
          ${this.desk.isOwner ? html`<a class="button small primary" href="/studio/goods/new?${query}"
            data-test="demand-list">${icon("plus")}${say("intents.listIt")}</a>` : nothing}
          <button class="button small" ?disabled=${isBusy} data-test="demand-meet"
            @click=${() => (this.meeting = wanted)}>${isBusy ? spinner() : icon("check")}
            ${say("intents.isSold")}</button>
          <button class="icon-button" ?disabled=${isBusy} data-test="demand-dismiss"
            aria-label=${say("intents.dismissOf", {words: wanted.words})}
            @click=${() => this.#dismiss(wanted)}>${icon("close")}</button>`
          : wanted.state === "MET" ? html`<a class="button small ghost" href="/product/${wanted.productId}">
            ${icon("bag")}${say("intents.toProduct")}</a>`
          : html`<button class="button small" ?disabled=${isBusy} data-test="demand-reopen"
            @click=${() => this.#reopen(wanted)}>${say("intents.takeUp")}</button>`}
      </div></li>`;
  }

  #choose(state: State): void {
    this.chosen = state;
    void this.wanted.restart();
  }

  async #meet(product: Product): Promise<void> {
    const wanted = this.meeting!;
    this.meeting = undefined;
    await this.#busy(wanted, async () => {
      const {told} = await api.post<{told: number}>(`${this.#path(wanted)}/met`,
        {productId: product.productId});
      toast(say("intents.demandTold", {count: told}), "good");
    });
  }

  async #dismiss(wanted: Wanted): Promise<void> {
    await this.#busy(wanted, async () => {
      await api.delete(this.#path(wanted));
      offerUndo(say("intents.dismissed", {words: wanted.words}), () => this.#reopen(wanted));
    });
  }

  async #reopen(wanted: Wanted): Promise<void> {
    await this.#busy(wanted, () => api.post(`${this.#path(wanted)}/reopened`));
  }

  #path(wanted: Wanted): string {
    return `/hosts/${this.desk.hostId}/demand/${wanted.demandId}`;
  }

  async #busy(wanted: Wanted, work: () => Promise<unknown>): Promise<void> {
    this.busyId = wanted.demandId;
    try {
      await work();
      await this.wanted.restart();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busyId = "";
    }
  }
}

customElements.define("lt-demand-page", DemandPage);
