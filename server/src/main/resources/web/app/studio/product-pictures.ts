import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture} from "../design/parts";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {asProblem} from "../http/problem";
import {percent, say} from "../words/words";
import {PICTURE_TYPES, sendPicture, wrongFile} from "./upload";

const PICTURES_MAX = 9;

/** A picture of the product: on the server, on its way, waiting for the product, or refused. */
export interface Shot {
  key: string;
  url: string;
  file?: File;
  share?: number;
  wrong?: string;
}

/** The pictures of a product. Of a new one they wait here until it is saved. Fires `shots`. */
export class ProductPictures extends LightElement {
  @property() productId = "";
  @property({attribute: false}) shots: Shot[] = [];
  @state() isOver = false;

  protected override render() {
    return html`<div class="stack tight" @dragover=${this.#onOver} @drop=${this.#onDrop}
        @dragleave=${() => (this.isOver = false)}>
      <ul class="shots ${this.isOver ? "over" : ""}">
        ${repeat(this.shots, (shot) => shot.key, (shot, at) => this.#shot(shot, at))}
        ${this.shots.length >= PICTURES_MAX ? nothing : html`<li><label class="shot-add">
          ${icon("plus")}<span>${say("studio.addPicture")}</span>
          <input class="unseen" type="file" multiple accept=${PICTURE_TYPES.join(",")}
            data-test="product-pictures"
            aria-label=${say("studio.addPicture")} @change=${this.#onChoose}></label></li>`}
      </ul>
      <p class="faint">${say("studio.picturesHint", {max: PICTURES_MAX})}</p>
    </div>`;
  }

  #shot(shot: Shot, at: number): TemplateResult {
    const isOnWay = shot.share !== undefined;
    return html`<li class="shot" data-test="product-picture" data-wrong=${shot.wrong ? "true" : "false"}>
      ${picture(shot.url, say("studio.pictureOf", {number: at + 1}))}
      ${at === 0 ? html`<span class="badge glass">${say("studio.onCard")}</span>` : nothing}
      ${isOnWay ? html`<span class="slot-progress" role="progressbar" aria-valuemin="0" aria-valuemax="100"
        aria-valuenow=${Math.round(shot.share! * 100)}><span style="width:${shot.share! * 100}%"></span>
        <b class="tabular">${percent(shot.share!, 0)}</b></span>` : nothing}
      ${shot.wrong ? html`<span class="shot-wrong" role="alert">${shot.wrong}
        ${shot.file && this.productId && !wrongFile(shot.file) ? html`<button type="button"
          class="button small"
          @click=${() => this.#send(shot, this.productId)}>${say("shell.again")}</button>`
            : nothing}</span>` : nothing}
      ${isOnWay ? nothing : html`<button type="button" class="icon-button shot-remove"
        data-test="picture-remove"
        aria-label=${say("studio.removePicture", {number: at + 1})} @click=${() => this.#remove(shot)}>
        ${icon("close")}</button>`}
    </li>`;
  }

  /** Sends what waits; called when a new product is saved. True when all arrived. */
  async sendAll(productId: string): Promise<boolean> {
    for (const shot of this.shots.filter((each) => each.file && !each.wrong)) {
      await this.#send(shot, productId);
    }
    return this.shots.every((shot) => !shot.file);
  }

  readonly #onOver = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = false;
    void this.#take([...(event.dataTransfer?.files ?? [])]);
  };

  readonly #onChoose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = "";
    void this.#take(files);
  };

  async #take(files: File[]): Promise<void> {
    const room = PICTURES_MAX - this.shots.length;
    const shots = files.slice(0, room).map((file, at): Shot => {
      const wrong = wrongFile(file);
      const key = `${Date.now()}-${at}`;
      return {key, file, url: wrong ? "" : URL.createObjectURL(file), ...(wrong ? {wrong: say(wrong)} : {})};
    });
    this.#set([...this.shots, ...shots]);
    if (this.productId) {
      for (const shot of shots.filter((each) => !each.wrong)) {
        await this.#send(shot, this.productId);
      }
    }
  }

  async #send(shot: Shot, productId: string): Promise<void> {
    this.#change(shot.key, {share: 0, wrong: undefined});
    try {
      const sent = await sendPicture(`/products/${productId}/pictures`, shot.file!,
        (share) => this.#change(shot.key, {share}));
      URL.revokeObjectURL(shot.url);
      this.#change(shot.key, {share: undefined, file: undefined, url: sent.url});
    } catch (thrown) {
      this.#change(shot.key, {share: undefined, wrong: asProblem(thrown).words()});
    }
  }

  async #remove(shot: Shot): Promise<void> {
    const before = this.shots;
    this.#set(before.filter((each) => each.key !== shot.key));
    if (shot.file || !this.productId) {
      return;
    }
    try {
      await api.delete(`/products/${this.productId}/pictures/${idOf(shot.url)}`);
    } catch (thrown) {
      this.#set(before);
      toastProblem(thrown);
    }
  }

  #change(key: string, change: Partial<Shot>): void {
    this.#set(this.shots.map((shot) => (shot.key === key ? {...shot, ...change} : shot)));
  }

  #set(shots: Shot[]): void {
    this.shots = shots;
    this.dispatchEvent(new CustomEvent("shots", {detail: shots}));
  }
}

customElements.define("lt-product-pictures", ProductPictures);

/** The picture's id is the last piece of its address. */
function idOf(url: string): string {
  return new URL(url, location.href).pathname.split("/").pop() ?? "";
}
