import {html} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {say} from "../words/words";

/** Where a file comes in: chosen or dropped. Fires `chosen` with the file. */
export class ImportDrop extends LightElement {
  @property() label = "";
  @property() hint = "";
  @property() accept = ".csv,.tsv,.txt,text/csv";
  @property({type: Boolean}) isSending = false;
  @state() isOver = false;

  protected override render() {
    return html`<label class="import-drop ${this.isOver ? "over" : ""}" @dragover=${this.#onOver}
        @drop=${this.#onDrop} @dragleave=${() => (this.isOver = false)}
        aria-busy=${this.isSending ? "true" : "false"}>
      ${this.isSending ? spinner() : icon("upload")}
      <span><b>${this.isSending ? say("imports.sending") : this.label}</b>
        <span class="quiet">${this.hint}</span></span>
      <input class="unseen" type="file" accept=${this.accept} data-test="import-file"
        ?disabled=${this.isSending} @change=${this.#onChoose}>
    </label>`;
  }

  readonly #onOver = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = false;
    this.#choose(event.dataTransfer?.files[0]);
  };

  readonly #onChoose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file may be chosen again once it was mended.
    input.value = "";
    this.#choose(file);
  };

  #choose(file: File | undefined): void {
    if (file && !this.isSending) {
      this.dispatchEvent(new CustomEvent<File>("chosen", {detail: file}));
    }
  }
}

customElements.define("lt-import-drop", ImportDrop);
