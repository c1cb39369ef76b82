import {type TemplateResult, html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {offerUndo} from "../studio/undo";
import {moment, number, say} from "../words/words";
import type {Choice} from "./choice";
import type {HookLog} from "./logbook";
import type {Hook, Opened} from "./types";

const WAITING_COUNTED_MAX = 1_000;

/** How long an old secret signs along, in hours. */
const GRACES = [24, 168, 0];

type SheetName = "" | "edit" | "secret";

/** One endpoint: how it fares, what its owner may do with it, and its log. Fires `changed`. */
export class HookEndpoint extends LightElement {
  @property({attribute: false}) hook!: Hook;
  @property({attribute: false}) types: string[] = [];
  @property({type: Boolean}) isOpen = false;
  @state() isBusy = false;
  @state() sheet: SheetName = "";
  @query("lt-hook-log") log?: HookLog;

  protected override render() {
    const {hook} = this;
    return html`<article class="card padded stack hook" data-test="hook" data-hook=${hook.endpointId}
        data-state=${hook.state}>
      <header class="row between hook-head">
        <div class="stack tight grow"><h2 class="subheading">${hook.name}</h2>
          <span class="code faint hook-url">${hook.url}</span></div>
        ${stateOf(hook)}
      </header>
      ${this.#troubles()}
      <p class="faint">${hook.types.length === 0 ? say("hooks.all")
        : hook.types.map((type) => say(`hooks.type.${type}`)).join(" · ")}</p>
      ${this.#buttons()}
      ${this.isOpen ? html`<lt-hook-log .hook=${hook} .types=${this.types}></lt-hook-log>` : nothing}
    </article>
    ${this.#sheets()}`;
  }

  #troubles(): TemplateResult {
    const {hook} = this;
    return html`
      ${hook.cause ? html`<p class="notice bad" data-test="hook-off">${icon("notice")}
        <span>${say(`hooks.cause.${hook.cause}`)}</span></p>` : nothing}
      ${hook.state === "ACTIVE" && hook.failingSince ? html`<p class="notice warn" data-test="hook-failing">
        ${icon("notice")}<span>${say("hooks.failing", {when: moment(hook.failingSince),
          count: hook.failures})}</span></p>` : nothing}
      ${hook.waiting > 0 ? html`<p class="faint" data-test="hook-waiting">${say("hooks.waiting", {
        count: hook.waiting >= WAITING_COUNTED_MAX ? `${number(WAITING_COUNTED_MAX)}+` : hook.waiting})}</p>`
        : nothing}
      ${hook.dropped > 0 ? html`<p class="faint">${say("hooks.dropped", {count: hook.dropped})}</p>` : nothing}`;
  }

  #buttons(): TemplateResult {
    const isActive = this.hook.state === "ACTIVE";
    return html`<div class="row wrap hook-do">
      <button class="button small ${this.isOpen ? "" : "soft"}" data-test="hook-open"
        aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>
        ${icon(this.isOpen ? "up" : "down")}${say("hooks.log")}</button>
      <button class="button small" data-test="hook-test" ?disabled=${this.isBusy || !isActive}
        @click=${this.#test}>${this.isBusy ? spinner() : icon("send")}${say("hooks.test")}</button>
      <button class="button small" data-test=${isActive ? "hook-pause" : "hook-resume"}
        ?disabled=${this.isBusy} @click=${() => void this.#turn(isActive ? "pause" : "resume")}>
        ${say(isActive ? "hooks.pause" : "hooks.resume")}</button>
      <button class="button small ghost" data-test="hook-edit" @click=${() => (this.sheet = "edit")}>
        ${icon("edit")}${say("hooks.edit")}</button>
      <button class="button small ghost" data-test="hook-rotate" @click=${() => (this.sheet = "secret")}>
        ${icon("again")}${say("hooks.newSecret")}</button>
      <button class="button small ghost" data-test="hook-remove" ?disabled=${this.isBusy}
        @click=${this.#remove}>${icon("trash")}${say("hooks.remove")}</button>
    </div>`;
  }

  #sheets(): TemplateResult {
    return html`
      <lt-sheet .open=${this.sheet === "edit"} .label=${say("hooks.edit")} test="hook-edit-sheet"
        @closed=${() => (this.sheet = "")} .content=${() => html`<lt-hook-choice .hook=${this.hook}
          .types=${this.types} .send=${this.#edit}></lt-hook-choice>`}></lt-sheet>
      <lt-sheet .open=${this.sheet === "secret"} .label=${say("hooks.newSecret")} test="rotate-sheet"
        @closed=${() => (this.sheet = "")} .content=${() => html`
          <form class="stack" @submit=${this.#rotate} data-test="rotate-form">
            <p class="quiet">${say("hooks.newSecretDetail")}</p>
            <fieldset class="choices"><legend class="label">${say("hooks.grace")}</legend>
              ${GRACES.map((hours, index) => html`<label class="choice"><input type="radio" name="grace"
                value=${hours} .defaultChecked=${index === 0} data-test="grace-${hours}">
                <span>${say(`hooks.grace.${hours}`)}</span></label>`)}</fieldset>
            <button class="button primary large wide" data-test="rotate-go" ?disabled=${this.isBusy}>
              ${this.isBusy ? spinner() : say("hooks.newSecret")}</button>
          </form>`}></lt-sheet>`;
  }

  #changed(opened?: Opened): void {
    this.dispatchEvent(new CustomEvent("changed", {detail: opened}));
  }

  readonly #edit = async (choice: Choice) => {
    await api.put<Hook>(`/hooks/${this.hook.endpointId}`, choice);
    this.sheet = "";
    toast(say("shell.saved"), "good");
    this.#changed();
  };

  readonly #rotate = (event: SubmitEvent) => {
    event.preventDefault();
    const graceHours = Number(new FormData(event.target as HTMLFormElement).get("grace"));
    void this.#work(async () => {
      const opened = await api.post<Opened>(`/hooks/${this.hook.endpointId}/secret`, {graceHours});
      this.sheet = "";
      this.#changed(opened);
    });
  };

  readonly #test = () => this.#work(async () => {
    await api.post(`/hooks/${this.hook.endpointId}/test`);
    this.isOpen = true;
    toast(say("hooks.tested"), "good");
    await this.updateComplete;
    await this.log?.refresh();
  });

  async #turn(verb: "pause" | "resume"): Promise<void> {
    await this.#work(async () => {
      await api.post<Hook>(`/hooks/${this.hook.endpointId}/${verb}`);
      this.#changed();
    });
  }

  readonly #remove = () => this.#work(async () => {
    const {endpointId, name} = this.hook;
    await api.delete(`/hooks/${endpointId}`);
    const changed = () => this.#changed();
    offerUndo(say("hooks.removed", {name}), async () => {
      await api.post(`/hooks/${endpointId}/restore`);
      changed();
    });
    changed();
  });

  async #work(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await work();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

function stateOf(hook: Hook): TemplateResult {
  const isFailing = hook.state === "ACTIVE" && hook.failingSince !== undefined;
  const colour = hook.state === "OFF" ? "bad" : hook.state === "PAUSED" || isFailing ? "warn" : "good";
  return html`<span class="badge ${colour}" data-test="hook-state">${
    say(isFailing ? "hooks.state.FAILING" : `hooks.state.${hook.state}`)}</span>`;
}

customElements.define("lt-hook-endpoint", HookEndpoint);
