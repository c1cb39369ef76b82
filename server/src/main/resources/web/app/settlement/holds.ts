import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {asProblem} from "../http/problem";
import {moment, say} from "../words/words";
import type {Hold} from "./types";

const DAYS_MAX = 180;
const DAY_MS = 86_400_000;

/** Money kept back because of a case: who, why, until when. */
export class Holds extends LightElement {
  @state() isAdding = false;
  @state() isWorking = false;
  readonly holds = new Load<Hold[]>(this, () => api.get<Hold[]>("/operator/holds"));

  protected override render() {
    return html`<section class="card padded stack" data-test="holds">
      <header class="row between wrap"><h2 class="subheading">${say("settlement.holds")}</h2>
        <button class="button small" aria-expanded=${this.isAdding} data-test="add-hold" @click=${() => {
          this.isAdding = !this.isAdding;
        }}>${icon("plus")}${say("settlement.addHold")}</button></header>
      <p class="faint">${say("settlement.holdsWhy")}</p>
      ${this.isAdding ? this.#form() : nothing}
      ${this.holds.view((holds) => holds.length === 0
        ? html`<p class="faint">${say("settlement.noHolds")}</p>`
        : html`<ul class="money-rows">${holds.map((hold) => this.#row(hold))}</ul>`,
        () => skeletons(1, "3rem"))}
    </section>`;
  }

  #row(hold: Hold): TemplateResult {
    const isOver = Boolean(hold.releasedAt) || Date.parse(hold.endsAt) < Date.now();
    return html`<li data-test="hold"><span class="grow"><b class="code">${hold.payeeId}</b>
        <span class="badge ${isOver ? "" : "warn"}">${say(isOver ? "settlement.holdOver" : "settlement.holdOn")}</span>
        <span class="faint">${hold.caseId} · ${hold.reason} ·
          ${say("settlement.until", {when: moment(hold.endsAt)})}</span></span>
      ${isOver ? nothing : html`<button class="button small ghost" data-test="release"
        @click=${() => void this.#release(hold)}>${say("settlement.release")}</button>`}</li>`;
  }

  #form(): TemplateResult {
    return html`<form class="stack" data-test="hold-form"
        @submit=${(event: SubmitEvent) => void this.#add(event)}>
      <div class="fields">
        ${this.#field("payeeId", 64)}${this.#field("caseId", 64)}${this.#field("reason", 300)}
        <label class="field"><span class="label">${say("settlement.days")}</span>
          <input class="input" name="days" type="number" min="1" max=${DAYS_MAX} value="14" required></label>
      </div>
      <button class="button primary" ?disabled=${this.isWorking}>
        ${this.isWorking ? spinner() : say("settlement.save")}</button></form>`;
  }

  #field(name: string, max: number): TemplateResult {
    return html`<label class="field"><span class="label">${say(`settlement.${name}`)}</span>
      <input class="input" name=${name} required maxlength=${max}></label>`;
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const endsAt = new Date(Date.now() + Number(form.get("days")) * DAY_MS).toISOString();
    await this.#work(async () => {
      await api.post("/operator/holds", {
        payeeId: form.get("payeeId"), caseId: form.get("caseId"), reason: form.get("reason"), endsAt});
      this.isAdding = false;
    });
  }

  async #release(hold: Hold): Promise<void> {
    await this.#work(async () => {
      await api.delete(`/operator/holds/${hold.holdId}`);
      toast(say("settlement.released"), "good");
    });
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.isWorking = true;
    try {
      await work();
      await this.holds.run();
    } catch (thrown) {
      if (asProblem(thrown).field("payeeId")) {
        toast(say("settlement.payeeUnknown"), "bad");
      } else {
        toastProblem(thrown);
      }
    } finally {
      this.isWorking = false;
    }
  }
}

customElements.define("lt-holds", Holds);
