import {html} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {toast} from "../design/toast";
import {say} from "../words/words";

const SHOWN_MS = 2_000;

/** A text that is meant to be copied, with the button that does it. */
export class CopyText extends LightElement {
  @property() label = "";
  @property() text = "";
  @property() test = "copy";
  @property({type: Boolean}) isBlock = false;
  @state() isCopied = false;

  protected override render() {
    return html`<div class="hook-copy ${this.isBlock ? "block" : ""}">
      ${this.isBlock ? html`<pre class="code" tabindex="0" aria-label=${this.label}
          data-test=${this.test}>${this.text}</pre>`
        : html`<code class="code" aria-label=${this.label} data-test=${this.test}>${this.text}</code>`}
      <button type="button" class="button small" data-test="${this.test}-copy"
        aria-label="${say("studio.copy")}: ${this.label}" @click=${this.#copy}>
        ${icon(this.isCopied ? "check" : "copy")}${say(this.isCopied ? "shell.copied" : "studio.copy")}</button>
    </div>`;
  }

  readonly #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.text);
    } catch {
      // Plain http off localhost has no clipboard: select it, so that one key copies it.
      getSelection()?.selectAllChildren(this.querySelector(".code")!);
      toast(say("studio.copyByHand"));
      return;
    }
    this.isCopied = true;
    setTimeout(() => (this.isCopied = false), SHOWN_MS);
  };
}

customElements.define("lt-copy-text", CopyText);
