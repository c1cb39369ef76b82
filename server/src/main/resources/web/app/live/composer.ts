import {html} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {account} from "../shell/session";
import {clockTime, say} from "../words/words";
import {ensureSomebody} from "../people/gate";

const TEXT_MAX = 200;

/** The line one writes in. Fires `say` with the words. */
export class Composer extends LightElement {
  @property() mutedUntil = "";
  @property({type: Boolean}) isOff = false;
  /** Filled by "ask how to buy", or when a message was refused and must not be lost. */
  @property() draft = "";
  @state() text = "";

  protected override watched() {
    return [account] as never[];
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("draft") && this.draft) {
      this.text = this.draft;
    }
  }

  protected override render() {
    const hint = this.mutedUntil ? say("live.mutedUntil", {time: clockTime(this.mutedUntil)})
      : this.isOff ? say("live.chatOff")
      : account.value ? say("live.sayHint") : say("live.nameFirst");
    return html`<form class="composer" @submit=${this.#submit}>
      <input class="composer-input" name="text" maxlength=${TEXT_MAX} autocomplete="off" enterkeyhint="send"
        aria-label=${say("live.chat")} placeholder=${hint} data-test="chat-input"
        .value=${this.text} ?disabled=${!!this.mutedUntil || this.isOff} @input=${this.#onInput}>
      <button class="icon-button composer-send" aria-label=${say("live.send")} data-test="chat-send"
        ?disabled=${!this.text.trim()}>${icon("send")}</button>
    </form>`;
  }

  readonly #onInput = (event: Event) => {
    this.text = (event.target as HTMLInputElement).value;
  };

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || !(await ensureSomebody())) {
      return;
    }
    this.text = "";
    this.dispatchEvent(new CustomEvent("say", {detail: text}));
  };
}

customElements.define("lt-composer", Composer);
