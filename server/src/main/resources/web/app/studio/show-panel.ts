import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {ask} from "../design/sheet";
import {empty, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Picture, ShowBrief} from "../http/types";
import {countdown, say, upcoming} from "../words/words";

const TITLE_MAX = 60;

/** One show from plan to end: title and cover, the button that starts it, the one that ends it. Fires `show`. */
export class ShowPanel extends LightElement {
  @property({attribute: false}) show?: ShowBrief;
  @property({type: Boolean}) isReceived = false;
  @property({type: Number}) cardCount = 0;
  /** Only the host himself makes shows; an assistant works in them. */
  @property({type: Boolean}) isOwner = true;
  @state() isEditing = false;
  @state() isBusy = false;
  @state() coverUrl = "";
  @state() problem: Problem | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticker = setInterval(() => this.show?.status === "LIVE" && this.requestUpdate(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticker);
  }

  protected override render() {
    const show = this.show;
    const isForm = !show || this.isEditing;
    return html`<section class="show-panel stack"
      data-test="show-panel" data-status=${show?.status ?? "NONE"}>
      ${isForm && !show && !this.isOwner
        ? empty("clock", say("studio.waitForHost"), say("studio.waitForHostDetail"))
        : isForm ? this.#form() : this.#brief(show)}
    </section>`;
  }

  #brief(show: ShowBrief): TemplateResult {
    return html`<div class="row between">
        <div class="grow">
          <p class="row wrap show-state">${this.#state(show)}</p>
          <h2 class="heading" data-test="show-title">${show.title}</h2>
        </div>
        ${show.status === "ENDED" ? nothing : html`<button class="icon-button" data-test="show-edit"
          aria-label=${say("studio.editShow")} @click=${this.#edit}>${icon("edit")}</button>`}
      </div>
      <lt-turnout .showId=${show.showId}></lt-turnout>
      ${this.isOwner && show.status !== "ENDED" && (show.status === "LIVE" || show.startsAt)
        ? html`<a class="button small" href="/studio/promotion?item=${show.showId}" data-test="show-promote">
          ${say("studio.promoteShow")}</a>` : nothing}
      ${show.status === "LIVE" ? this.#live(show) : show.status === "SCHEDULED" ? this.#ready()
        : html`<button class="button primary wide" data-test="show-next"
            @click=${() => this.#tell(undefined)}>${say("studio.nextShow")}</button>`}`;
  }

  #state(show: ShowBrief): TemplateResult {
    switch (show.status) {
      case "LIVE":
        return html`<span class="badge live" data-test="on-air">${say("studio.onAir")}</span>
          <span class="tabular quiet" data-test="show-clock">${show.startedAt
            ? countdown(Date.now() - Date.parse(show.startedAt)) : ""}</span>`;
      case "SCHEDULED":
        return html`<span class="badge">${show.startsAt
          ? say("studio.plannedFor", {time: upcoming(show.startsAt)}) : say("studio.draft")}</span>`;
      case "ENDED":
        return html`<span class="badge">${say("studio.ended")}</span>
          <span class="quiet tabular">${show.startedAt && show.endedAt
            ? countdown(Date.parse(show.endedAt) - Date.parse(show.startedAt)) : ""}</span>`;
    }
  }

  #live(show: ShowBrief): TemplateResult {
    return html`<div class="row">
      <a class="button grow" href="/room/${show.roomId}"
        data-test="to-room">${icon("next")}${say("studio.toRoom")}</a>
      <button class="button danger grow" data-test="show-end" ?disabled=${this.isBusy} @click=${this.#end}>
        ${this.isBusy ? spinner() : say("studio.endShow")}</button>
    </div>`;
  }

  #ready(): TemplateResult {
    const checks: Array<[boolean, string]> = [
      [this.isReceived, this.isReceived ? "studio.checkSignal" : "studio.checkNoSignal"],
      [this.cardCount > 0, this.cardCount > 0 ? "studio.checkGoods" : "studio.checkNoGoods"],
    ];
    return html`<ul class="checks">${checks.map(([isGood, words]) => html`<li class=${isGood ? "good" : ""}>
        ${icon(isGood ? "check" : "minus")}${say(words, {count: this.cardCount})}</li>`)}</ul>
      <button class="button primary large wide" data-test="show-start" ?disabled=${this.isBusy}
        @click=${this.#start}>${this.isBusy ? spinner() : say("studio.goLive")}</button>`;
  }

  #form(): TemplateResult {
    const show = this.show;
    return html`<form class="stack" @submit=${this.#submit} novalidate data-test="show-form">
      <div><h2 class="heading">${say(show ? "studio.editShow" : "studio.newShow")}</h2>
        ${show ? nothing : html`<p class="quiet">${say("studio.newShowLead")}</p>`}</div>
      ${field("title", say("studio.showTitle"), {
        isRequired: true, maxLength: TITLE_MAX, value: show?.title ?? "", wrong: this.problem?.field("title"),
        placeholder: say("studio.showTitleExample"),
      })}
      <div class="field"><span class="label">${say("studio.cover")}</span>
        <lt-picture-slot .url=${this.coverUrl} .label=${say("studio.cover")} test="show-cover"
          @uploaded=${(event: CustomEvent<Picture>) => (this.coverUrl = event.detail.url)}></lt-picture-slot>
        <span class="hint">${say("studio.coverHint")}</span></div>
      ${show ? nothing : html`<details class="plan"><summary>${say("studio.planLater")}</summary>
        ${field("startsAt", say("studio.startsAt"), {
          type: "datetime-local", wrong: this.problem?.field("startsAt"), min: localNow(),
        })}</details>`}
      ${this.problem && this.problem.errors.length === 0
        ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
      <div class="row">
        ${show ? html`<button type="button" class="button grow" @click=${() => (this.isEditing = false)}>
          ${say("shell.cancel")}</button>` : nothing}
        <button class="button primary grow" data-test="show-save" ?disabled=${this.isBusy}>
          ${this.isBusy ? spinner() : say(show ? "shell.save" : "studio.prepare")}</button>
      </div>
    </form>`;
  }

  readonly #edit = () => {
    this.coverUrl = this.show?.coverUrl ?? "";
    this.problem = undefined;
    this.isEditing = true;
  };

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {title = "", startsAt = ""} = formValues(form);
    const body = {
      title,
      ...(this.coverUrl ? {coverUrl: this.coverUrl} : {}),
      ...(startsAt ? {startsAt: new Date(startsAt).toISOString()} : {}),
    };
    this.isBusy = true;
    this.problem = undefined;
    try {
      const saved = this.show
        ? await api.put<ShowBrief | undefined>(`/shows/${this.show.showId}`, body)
        : await api.post<ShowBrief>("/shows", body);
      this.isEditing = false;
      this.coverUrl = "";
      this.#tell(saved ?? {...this.show!, ...body});
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  readonly #start = async () => {
    const isSure = this.isReceived || await ask({
      title: say("studio.startBlind"), detail: say("studio.startBlindDetail"), yes: say("studio.goLive"),
    });
    if (isSure) {
      await this.#turn("start", "studio.started");
    }
  };

  readonly #end = async () => {
    const isSure = await ask({
      title: say("studio.endTitle"),
      detail: say("studio.endDetail", {count: this.show?.concurrent ?? 0}),
      yes: say("studio.endShow"),
      isDanger: true,
    });
    if (isSure) {
      await this.#turn("end", "studio.endedDone");
    }
  };

  async #turn(verb: "start" | "end", words: string): Promise<void> {
    this.isBusy = true;
    try {
      this.#tell(await api.post<ShowBrief>(`/shows/${this.show!.showId}/${verb}`));
      toast(say(words), "good");
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  #tell(show: ShowBrief | undefined): void {
    this.dispatchEvent(new CustomEvent("show", {detail: show}));
  }
}

customElements.define("lt-show-panel", ShowPanel);

/** Now, as a datetime-local field writes it. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
