import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture} from "../design/parts";
import {asProblem} from "../http/problem";
import {percent, say} from "../words/words";
import {PICTURE_TYPES, sendPicture, wrongFile} from "./upload";

/** A place for one picture: shows it, takes another by choosing or dropping. Fires `uploaded`. */
export class PictureSlot extends LightElement {
  @property() url = "";
  @property() label = "";
  @property() test = "picture";
  @property({type: Boolean}) isRound = false;
  /** Not for everybody, such as evidence. */
  @property({type: Boolean}) isPrivate = false;
  @state() share: number | undefined;
  @state() wrong = "";
  @state() isOver = false;

  protected override render() {
    const isBusy = this.share !== undefined;
    return html`<div class="picture-slot ${this.isRound ? "round" : ""}">
      <label class="slot-face ${this.isOver ? "over" : ""}" @dragover=${this.#onOver} @drop=${this.#onDrop}
        @dragleave=${() => (this.isOver = false)}>
        ${this.url ? picture(this.url, this.label) : html`<span class="slot-none">${icon("picture")}
          <span>${say("studio.addPicture")}</span></span>`}
        ${isBusy ? html`<span class="slot-progress" role="progressbar" aria-valuemin="0" aria-valuemax="100"
          aria-valuenow=${Math.round(this.share! * 100)}>
          <span style="width:${this.share! * 100}%"></span><b class="tabular">${percent(this.share!, 0)}</b>
        </span>` : nothing}
        <input class="unseen" type="file" accept=${PICTURE_TYPES.join(",")} aria-label=${this.label}
          data-test=${this.test} ?disabled=${isBusy} @change=${this.#onChoose}>
      </label>
      ${this.wrong ? html`<p class="wrong" role="alert" data-test="${this.test}-wrong">${this.wrong}</p>`
        : nothing}
    </div>`;
  }

  readonly #onOver = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = false;
    void this.#take(event.dataTransfer?.files[0]);
  };

  readonly #onChoose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    void this.#take(input.files?.[0]).then(() => (input.value = ""));
  };

  async #take(file: File | undefined): Promise<void> {
    if (!file || this.share !== undefined) {
      return;
    }
    const wrong = wrongFile(file);
    this.wrong = wrong ? say(wrong) : "";
    if (wrong) {
      return;
    }
    this.share = 0;
    try {
      const uploaded = await sendPicture(this.isPrivate ? "/pictures?private=true" : "/pictures", file,
        (share) => (this.share = share));
      this.url = uploaded.url;
      this.dispatchEvent(new CustomEvent("uploaded", {detail: uploaded}));
    } catch (thrown) {
      this.wrong = asProblem(thrown).words();
    } finally {
      this.share = undefined;
    }
  }
}

customElements.define("lt-picture-slot", PictureSlot);
