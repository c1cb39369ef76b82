import {html} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {say} from "../words/words";

const DONE_MS = 2_000;

/** "Recompute it yourself": the statement behind a number, to be read and copied. */
export class Recount extends LightElement {
  @property() name = "";
  @property() label = "";
  @property() query = "";
  @state() isCopied = false;

  protected override render() {
    return html`<details class="recount" data-test="recount-${this.name}">
      <summary>${icon("shield")}${this.label}</summary>
      <div class="recount-body">
        <button type="button" class="button small" @click=${this.#copy} data-test="recount-copy-${this.name}">
          ${icon(this.isCopied ? "check" : "copy")}${say(this.isCopied ? "growth.copied" : "growth.copy")}
        </button>
        <pre tabindex="0" aria-label=${this.label}><code>${this.query}</code></pre>
      </div>
    </details>`;
  }

  readonly #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.query);
      this.isCopied = true;
      setTimeout(() => (this.isCopied = false), DONE_MS);
    } catch {
      // Plain http off localhost has no clipboard: select it, so that one key copies it.
      const code = this.querySelector("code");
      if (code) {
        getSelection()?.selectAllChildren(code);
      }
    }
  };
}

customElements.define("lt-recount", Recount);
