import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {ask} from "../design/sheet";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Stream} from "../http/types";
import {say} from "../words/words";
import type {Desk} from "./desk";
import {Every} from "./every";
import {signalHealth, signalLight} from "./signal";

const POLL_MS = 2_000;

/** Where to point OBS: address, key, three steps, and the light that says the signal is here. */
export class StreamPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  /** The whole key, known only right after it was made. */
  @state() freshName = "";
  @state() isBusy = false;
  @state() copied = "";
  readonly stream = new Load<Stream>(this, () => api.get<Stream>(`/rooms/${this.desk.roomId}/stream`));
  readonly every = new Every(this, () => POLL_MS, () => this.#poll());

  protected override render() {
    return html`<div class="stream-page stack loose" data-test="stream-page">
      <header class="stack tight">
        <h1 class="title">${say("studio.streamTitle")}</h1>
        <p class="quiet">${say("studio.streamLead")}</p>
      </header>
      ${this.stream.view((stream) => this.#ready(stream), () => skeletons(3, "7rem"))}
    </div>`;
  }

  #ready(stream: Stream): TemplateResult {
    const name = this.freshName || stream.streamName;
    const isShown = this.freshName !== "";
    return html`
      <section class="card padded stack" aria-labelledby="signal-head">
        <div class="row between wrap"><h2 class="subheading" id="signal-head">${say("studio.signalHead")}</h2>
          ${signalLight(stream.signal)}</div>
        ${stream.signal.isReceived ? signalHealth(stream.signal)
          : html`<p class="quiet">${say(stream.hasKey ? "studio.signalWaiting" : "studio.signalNoKey")}</p>`}
        ${stream.signal.isReceived
          ? html`<a class="button primary" href="/studio" data-test="to-console">${icon("camera")}
              ${say("studio.toConsole")}</a>` : nothing}
      </section>
      <section class="card padded stack">
        <h2 class="subheading">${say("studio.keyHead")}</h2>
        ${this.#line("server", say("studio.server"), stream.serverUrl, true)}
        ${stream.hasKey || isShown
          ? this.#line("key", say("studio.key"), name, isShown)
          : html`<p class="notice">${icon("notice")}<span>${say("studio.noKey")}</span></p>`}
        ${isShown ? html`
          ${this.#line("url", say("studio.fullUrl"), `${stream.serverUrl}/${name}`, true)}
          <p class="notice warn"
            data-test="key-once">${icon("notice")}<span>${say("studio.keyOnce")}</span></p>`
          : stream.hasKey ? html`<p class="faint">${say("studio.keyMasked")}</p>` : nothing}
        <div><button class="button ${stream.hasKey ? "" : "primary"}" data-test="rotate-key"
          ?disabled=${this.isBusy} @click=${() => this.#rotate(stream)}>
          ${this.isBusy ? spinner() : icon("again")}
          ${say(stream.hasKey ? "studio.rotate" : "studio.makeKey")}</button></div>
      </section>
      <section class="card padded stack">
        <h2 class="subheading">${say("studio.obsHead")}</h2>
        <ol class="obs-steps">
          ${[1, 2, 3].map((step) => html`<li><b>${say(`studio.obs${step}`)}</b>
            <span class="quiet">${say(`studio.obs${step}Detail`)}</span></li>`)}
        </ol>
        <p class="faint">${say("studio.otherTools")}</p>
      </section>`;
  }

  #line(name: string, label: string, value: string, isWhole: boolean): TemplateResult {
    const isCopied = this.copied === name;
    return html`<div class="copy-line">
      <span class="label" id="line-${name}">${label}</span>
      <div class="row">
        <code class="code grow" data-test="stream-${name}" aria-labelledby="line-${name}">${value}</code>
        ${isWhole ? html`<button class="button small" data-test="copy-${name}"
          aria-label="${say("studio.copy")}: ${label}" @click=${() => this.#copy(name, value)}>
          ${icon(isCopied ? "check" : "copy")}${say(isCopied ? "shell.copied" : "studio.copy")}</button>`
            : nothing}
      </div>
    </div>`;
  }

  async #copy(name: string, value: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // Plain http off localhost has no clipboard: select it, so that one key copies it.
      const code = this.querySelector(`[data-test="stream-${name}"]`)!;
      getSelection()?.selectAllChildren(code);
      toast(say("studio.copyByHand"));
      return;
    }
    this.copied = name;
    setTimeout(() => (this.copied = ""), 2_000);
  }

  async #rotate(stream: Stream): Promise<void> {
    const isSure = !stream.hasKey || await ask({
      title: say("studio.rotateTitle"),
      detail: say(stream.signal.isReceived ? "studio.rotateLive" : "studio.rotateDetail"),
      yes: say("studio.rotate"),
      isDanger: true,
    });
    if (!isSure) {
      return;
    }
    this.isBusy = true;
    try {
      const fresh = await api.post<{streamName: string; serverUrl: string}>(
        `/rooms/${this.desk.roomId}/stream/key`);
      this.freshName = fresh.streamName;
      this.stream.set({...stream, ...fresh, hasKey: true});
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  async #poll(): Promise<void> {
    if (this.stream.value && !this.isBusy) {
      this.stream.set(await api.get<Stream>(`/rooms/${this.desk.roomId}/stream`));
    }
  }
}

customElements.define("lt-stream-page", StreamPage);
