import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {percent, say} from "../words/words";
import {type Begun, Sender, begunUploads, forgetUpload} from "./sender";
import type {Clip, NewClip} from "./types";

/** The server takes at most this much of a video. */
const BYTES_MAX = 512 * 1024 * 1024;

/** Where videos come in: choose or drop, progress, pause, go on, cancel. Fires `made` with the new clip. */
export class ClipIntake extends LightElement {
  @property() hostId = "";
  @state() senders: Sender[] = [];
  @state() begun: Begun[] = [];
  @state() wrong = "";
  @state() isOver = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#learn();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.senders.forEach((sender) => sender.pause());
  }

  protected override render() {
    return html`<section class="stack" data-test="clip-intake">
      <label class="clip-drop ${this.isOver ? "over" : ""}" @dragover=${this.#onOver} @drop=${this.#onDrop}
          @dragleave=${() => (this.isOver = false)}>
        ${icon("plus")}<span><b>${say("clips.choose")}</b><span class="quiet">${say("clips.chooseHint")}</span>
        </span>
        <input class="unseen" type="file" accept="video/*" data-test="clip-file" @change=${this.#onChoose}>
      </label>
      ${this.wrong ? html`<p class="notice bad" role="alert" data-test="clip-wrong">${this.wrong}</p>` : nothing}
      ${this.begun.map((each) => this.#unfinished(each))}
      ${this.senders.map((sender) => this.#sending(sender))}
    </section>`;
  }

  #unfinished(begun: Begun): TemplateResult {
    return html`<div class="notice warn row between wrap" data-test="clip-unfinished">
      <span>${say("clips.unfinished", {name: begun.name})}</span>
      <button class="button small ghost" @click=${() => this.#drop(begun)}>${say("clips.forget")}</button>
    </div>`;
  }

  #sending(sender: Sender): TemplateResult {
    const done = Math.round(sender.share * 100);
    const isPaused = sender.state === "PAUSED" || sender.state === "FAILED";
    return html`<div class="clip-sending card padded stack tight" data-test="clip-sending"
        data-state=${sender.state}>
      <div class="row between"><span class="clip-name">${sender.file.name}</span>
        <b class="tabular">${percent(sender.share, 0)}</b></div>
      <div class="clip-bar" role="progressbar" aria-label=${sender.file.name} aria-valuemin="0"
        aria-valuemax="100" aria-valuenow=${done}><span style="width:${done}%"></span></div>
      <div class="row between wrap">
        <span class="quiet" role="status">${sender.problem ? sender.problem.words()
          : say(`clips.send.${sender.state}`)}</span>
        <span class="row">
          <button class="button small" data-test=${isPaused ? "clip-resume" : "clip-pause"}
            @click=${() => (isPaused ? this.#run(sender) : sender.pause())}>
            ${say(isPaused ? "clips.resume" : "clips.pause")}</button>
          <button class="button small ghost" data-test="clip-cancel" @click=${() => this.#cancel(sender)}>
            ${say("shell.cancel")}</button>
        </span>
      </div>
    </div>`;
  }

  readonly #onOver = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = false;
    this.#take(event.dataTransfer?.files[0]);
  };

  readonly #onChoose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    this.#take(input.files?.[0]);
    input.value = "";
  };

  #take(file: File | undefined): void {
    if (!file) {
      return;
    }
    const isOther = file.type !== "" && !file.type.startsWith("video/");
    this.wrong = isOther ? say("clips.noVideo") : file.size > BYTES_MAX ? say("clips.tooLarge")
      : file.size === 0 ? say("clips.noBytes") : "";
    if (this.wrong === "") {
      const sender = new Sender(this.hostId, file, () => this.requestUpdate());
      this.senders = [...this.senders, sender];
      void this.#run(sender);
    }
  }

  async #run(sender: Sender): Promise<void> {
    sender.problem = undefined;
    await sender.run();
    this.#learn();
    if (sender.state !== "DONE") {
      return;
    }
    try {
      const wanted: NewClip = {uploadId: sender.uploadId, caption: "", cards: []};
      const clip = await api.post<Clip>("/clips", wanted);
      this.dispatchEvent(new CustomEvent("made", {detail: clip}));
    } catch (thrown) {
      toastProblem(thrown);
    }
    this.senders = this.senders.filter((each) => each !== sender);
  }

  async #cancel(sender: Sender): Promise<void> {
    await sender.cancel();
    this.senders = this.senders.filter((each) => each !== sender);
    this.#learn();
  }

  async #drop(begun: Begun): Promise<void> {
    forgetUpload(begun.uploadId);
    this.#learn();
    await api.delete(`/uploads/${begun.uploadId}`).catch(() => undefined);
  }

  /** What was begun before a reload and is not being sent now. */
  #learn(): void {
    const now = this.senders.map((sender) => sender.uploadId);
    this.begun = begunUploads(this.hostId).filter((each) => !now.includes(each.uploadId));
  }
}

customElements.define("lt-clip-intake", ClipIntake);
