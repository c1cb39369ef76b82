import {type TemplateResult, html} from "lit";
import {property, query, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture} from "../design/parts";
import {LivePlayer} from "../video/player";
import {say} from "../words/words";

/** What viewers see, without sound at first. It belongs to no view, so it counts nobody. */
export class Preview extends LightElement {
  @property() roomId = "";
  @property() coverUrl = "";
  @property({type: Boolean}) isReceived = false;
  @state() isMuted = true;
  @query("video") video!: HTMLVideoElement;
  #player: LivePlayer | undefined;

  protected override render(): TemplateResult {
    return html`<div class="stream-preview night" data-test="preview" data-playing=${this.isReceived}>
      <video muted playsinline autoplay data-test="preview-video" aria-label=${say("studio.preview")}></video>
      ${this.isReceived ? html`
        <button class="icon-button preview-sound" data-test="preview-sound" aria-pressed=${!this.isMuted}
          aria-label=${say(this.isMuted ? "studio.soundOn" : "studio.soundOff")} @click=${this.#toggle}>
          ${icon(this.isMuted ? "muted" : "volume")}</button>`
        : html`<div class="preview-none">
            ${this.coverUrl ? picture(this.coverUrl, "") : ""}
            <div class="preview-words">${icon("camera")}<p>${say("studio.noSignal")}</p>
              <a class="button small" href="/studio/stream">${say("studio.connect")}</a></div>
          </div>`}
    </div>`;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has("isReceived") || changed.has("roomId")) {
      this.#stop();
      if (this.isReceived) {
        this.#player = new LivePlayer();
        this.#player.attach(this.video);
        this.#player.start(this.roomId, "");
      }
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.isReceived) {
      this.requestUpdate("isReceived", false);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop(): void {
    this.#player?.stop();
    this.#player = undefined;
  }

  readonly #toggle = () => {
    this.isMuted = !this.isMuted;
    this.video.muted = this.isMuted;
  };
}

customElements.define("lt-stream-preview", Preview);
