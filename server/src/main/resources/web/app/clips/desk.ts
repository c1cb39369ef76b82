import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import type {Page} from "../http/types";
import type {Desk} from "../studio/desk";
import {Every} from "../studio/every";
import {offerUndo} from "../studio/undo";
import {brief, countdown, hasWords, percent, say} from "../words/words";
import {type Clip, wholeSeconds} from "./types";

const LOOK_EVERY_MS = 2_000;
const BADGES: Record<Clip["status"], string> =
  {PROCESSING: "warn", READY: "accent", PUBLISHED: "good", FAILED: "bad", WITHDRAWN: ""};

/** The host's clips: what comes in, what is made of it, what the square sees. */
export class ClipDesk extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() editing?: Clip;
  @state() busyId = "";
  readonly clips = new Pages<Clip>(
    this, () => `/hosts/${this.desk.hostId}/clips`, () => ({all: "true", limit: 30}));
  readonly looks = new Every(this, () => LOOK_EVERY_MS, () => this.#look());

  protected override render() {
    return html`<div class="stack loose" data-test="clip-desk">
      <header class="row between wrap"><h1 class="title">${say("studio.place.clips")}</h1></header>
      <lt-clip-intake .hostId=${this.desk.hostId} @made=${(event: CustomEvent<Clip>) =>
        this.#made(event.detail)}></lt-clip-intake>
      ${this.#list()}
      <lt-sheet .open=${this.editing !== undefined} .label=${say("clips.edit")} large test="clip-sheet"
        @closed=${() => (this.editing = undefined)}
        .content=${() => this.editing ? html`<lt-clip-edit .clip=${this.editing}
          @saved=${(event: CustomEvent<Clip>) => this.#saved(event.detail)}></lt-clip-edit>` : nothing}>
      </lt-sheet>
    </div>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.clips;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.clips.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "7rem");
    }
    if (items.length === 0) {
      return empty("play", say("clips.none"), say("clips.deskNoneDetail"));
    }
    return html`<ul class="clip-list">${repeat(items, (clip) => clip.clipId, (clip) => this.#row(clip))}</ul>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.clips.more()}>
        ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #row(clip: Clip): TemplateResult {
    const name = {name: clip.caption || say("clips.untitled")};
    const isBusy = this.busyId === clip.clipId;
    return html`<li class="made-row card ${clip.status === "WITHDRAWN" ? "off" : ""}" data-test="clip-row"
        data-clip=${clip.clipId} data-status=${clip.status}>
      <div class="made-cover">${picture(clip.coverUrl || undefined, "", 240)}
        ${clip.lengthMs > 0 ? html`<span
          class="badge glass tabular">${countdown(wholeSeconds(clip.lengthMs))}</span>`
          : nothing}</div>
      <div class="queue-words">
        <b class="clip-2">${name.name}</b>
        <span class="row wrap queue-facts">
          <span class="badge ${BADGES[clip.status]}">${say(`clips.status.${clip.status}`)}</span>
          ${clip.showId ? html`<span class="faint">${say("clips.ofShow")}</span>` : nothing}
          ${clip.sourcesProductId ? html`<span class="faint">${say("clips.sourcing")}</span>` : nothing}
          ${clip.cards.length > 0 ? html`<span class="faint">
            ${say("clips.cardCount", {count: clip.cards.length})}</span>` : nothing}</span>
        ${this.#facts(clip)}
        <div class="row wrap">
          ${clip.status === "READY" ? html`<button class="button small primary" data-test="clip-publish"
            ?disabled=${isBusy} @click=${() => this.#publish(clip)}>
            ${isBusy ? spinner() : say("clips.publish")}</button>` : nothing}
          ${clip.status === "PUBLISHED" ? html`<a class="button small" href="/clip/${clip.clipId}">
            ${say("clips.watch")}</a>` : nothing}
          ${clip.status === "PUBLISHED" && this.desk.isOwner ? html`<a class="button small"
            href="/studio/promotion?item=${clip.clipId}" data-test="clip-promote">${say("clips.promote")}</a>`
            : nothing}
          ${clip.status === "WITHDRAWN" || clip.status === "FAILED" ? nothing
            : html`<button class="button small" data-test="clip-edit" aria-label=${say("clips.editOf", name)}
                @click=${() => (this.editing = clip)}>${icon("edit")}${say("clips.edit")}</button>`}
          ${clip.status === "WITHDRAWN"
            ? clip.lengthMs > 0 ? html`<button class="button small" data-test="clip-back" ?disabled=${isBusy}
                @click=${() => this.#bringBack(clip)}>${say("clips.bringBack")}</button>` : nothing
            : html`<button class="button small ghost" data-test="clip-withdraw" ?disabled=${isBusy}
                aria-label=${say("clips.withdrawOf", name)} @click=${() => this.#withdraw(clip)}>
                ${say(clip.status === "FAILED" ? "clips.remove" : "clips.withdraw")}</button>`}
        </div>
      </div>
    </li>`;
  }

  #facts(clip: Clip): TemplateResult | typeof nothing {
    if (clip.status === "PROCESSING") {
      const done = Math.round((clip.progress ?? 0) * 100);
      return html`<div class="row"><div class="clip-bar grow" role="progressbar" aria-valuemin="0"
        aria-valuemax="100" aria-valuenow=${done} aria-label=${say("clips.status.PROCESSING")}>
        <span style="width:${done}%"></span></div><span class="tabular">${percent(done / 100, 0)}</span></div>`;
    }
    if (clip.status === "FAILED") {
      const key = `http.${clip.failure ?? ""}`;
      return html`<p class="wrong" role="alert">${hasWords(key) ? say(key) : clip.failure}</p>`;
    }
    return clip.status === "PUBLISHED" ? html`<span class="row wrap faint tabular queue-facts">
      <span>${say("clips.views", {count: brief(clip.views)})}</span>
      <span>${say("clips.likes", {count: brief(clip.likes)})}</span>
      <span>${say("clips.countComments", {count: brief(clip.comments)})}</span></span>` : nothing;
  }

  /** While something is being made, the first page is read again, without moving what stands there. */
  async #look(): Promise<void> {
    if (!this.clips.items.some((clip) => clip.status === "PROCESSING")) {
      return;
    }
    const page = await api.peek<Page<Clip>>(`/hosts/${this.desk.hostId}/clips`, {all: "true", limit: 30});
    const fresh = new Map(page.items.map((clip) => [clip.clipId, clip]));
    this.clips.items = this.clips.items.map((clip) => fresh.get(clip.clipId) ?? clip);
    if (this.editing && this.editing.lengthMs === 0) {
      this.editing = fresh.get(this.editing.clipId) ?? this.editing;
    }
    this.requestUpdate();
  }

  #made(clip: Clip): void {
    this.clips.items = [clip, ...this.clips.items];
    this.editing = clip;
  }

  #saved(clip: Clip): void {
    this.#put(clip);
    this.editing = undefined;
    toast(say("clips.saved"), "good");
  }

  #put(clip: Clip): void {
    this.clips.items = this.clips.items.map((each) => (each.clipId === clip.clipId ? clip : each));
    this.requestUpdate();
  }

  async #busy(clip: Clip, work: () => Promise<void>): Promise<void> {
    this.busyId = clip.clipId;
    try {
      await work();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busyId = "";
    }
  }

  #publish(clip: Clip): Promise<void> {
    return this.#busy(clip, async () => {
      this.#put(await api.post<Clip>(`/clips/${clip.clipId}/publication`));
      toast(say("clips.published"), "good");
    });
  }

  #withdraw(clip: Clip): Promise<void> {
    return this.#busy(clip, async () => {
      await api.delete(`/clips/${clip.clipId}`);
      this.#put({...clip, status: "WITHDRAWN"});
      if (clip.lengthMs > 0) {
        offerUndo(say("clips.withdrawn"), () => this.#bringBack(clip));
      }
    });
  }

  #bringBack(clip: Clip): Promise<void> {
    return this.#busy(clip, async () => {
      this.#put(await api.delete<Clip>(`/clips/${clip.clipId}/withdrawal`));
    });
  }
}

customElements.define("lt-clip-desk", ClipDesk);
