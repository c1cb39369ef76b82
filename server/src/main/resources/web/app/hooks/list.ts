import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import {Every} from "../studio/every";
import {say} from "../words/words";
import type {Choice} from "./choice";
import type {Offer, Opened} from "./types";

const REFRESH_MS = 10_000;

/** Webhooks of a host or, without one, of the square: what is told where, and how that fares. */
export class HooksPage extends LightElement {
  /** Empty for the operator's. */
  @property() hostId = "";
  @state() isMaking = false;
  @state() opened: Opened | undefined;
  readonly offer = new Load<Offer>(this, () => api.get<Offer>(this.#path));
  readonly every = new Every(this, () => REFRESH_MS, () => this.#refresh());

  get #path(): string {
    return this.hostId === "" ? "/operator/hooks" : `/hosts/${this.hostId}/hooks`;
  }

  protected override render() {
    return html`<div class="stack loose hooks" data-test="hooks-page">
      ${this.offer.view((offer) => this.#ready(offer), () => skeletons(3, "7rem"))}
      ${this.hostId === "" ? html`<lt-undo></lt-undo>` : nothing}
    </div>`;
  }

  #ready({items, types, endpointsMax}: Offer): TemplateResult {
    const isFull = items.length >= endpointsMax;
    return html`
      <header class="row between wrap hooks-head"><div class="stack tight grow">
          <h1 class="title">${say("hooks.title")}</h1>
          <p class="faint">${say(this.hostId === "" ? "hooks.leadSquare" : "hooks.lead")}</p></div>
        <button class="button primary" data-test="hook-new" ?disabled=${isFull}
          title=${isFull ? say("hooks.full", {count: endpointsMax}) : ""}
          @click=${() => (this.isMaking = true)}>${icon("plus")}${say("hooks.new")}</button></header>
      ${this.#secret()}
      ${items.length === 0 ? empty("send", say("hooks.none"), say("hooks.noneDetail"))
        : html`<ul class="stack">${repeat(items, ({endpointId}) => endpointId, (hook, index) => html`<li>
            <lt-hook-endpoint .hook=${hook} .types=${types} ?isOpen=${index === 0 && items.length === 1}
              @changed=${(event: CustomEvent<Opened | undefined>) => this.#changed(event.detail)}>
            </lt-hook-endpoint></li>`)}</ul>`}
      <lt-hook-sample></lt-hook-sample>
      <lt-sheet class="hook-sheet" .open=${this.isMaking} .label=${say("hooks.new")} test="hook-new-sheet"
        @closed=${() => (this.isMaking = false)} .content=${() => html`<lt-hook-choice .types=${types}
          .send=${this.#make}></lt-hook-choice>`}></lt-sheet>`;
  }

  #secret(): TemplateResult | typeof nothing {
    const opened = this.opened;
    return opened ? html`<section class="card padded stack hook-secret" role="status" data-test="hook-secret">
      <div class="row between"><h2 class="subheading">${say("hooks.secretOf", {name: opened.endpoint.name})}</h2>
        <button class="icon-button" aria-label=${say("shell.close")} data-test="secret-close"
          @click=${() => (this.opened = undefined)}>${icon("close")}</button></div>
      <lt-copy-text .label=${say("hooks.secret")} .text=${opened.secret} test="secret"></lt-copy-text>
      <p class="notice warn">${icon("notice")}<span>${say("hooks.secretOnce")}</span></p>
    </section>` : nothing;
  }

  #changed(opened: Opened | undefined): void {
    if (opened) {
      this.opened = opened;
    }
    void this.offer.run();
  }

  readonly #make = async (choice: Choice) => {
    this.opened = await api.post<Opened>(this.#path, choice);
    this.isMaking = false;
    await this.offer.run();
  };

  /** Reads again without a skeleton; a failure leaves what is there. */
  async #refresh(): Promise<void> {
    if (this.offer.value && !this.offer.isWaiting) {
      await this.offer.run();
    }
  }
}

customElements.define("lt-hooks", HooksPage);
