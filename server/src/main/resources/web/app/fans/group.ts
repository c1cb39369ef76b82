import {html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, formValues} from "../design/parts";
import {empty, failed, skeletons} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Host} from "../http/types";
import {account} from "../shell/session";
import {ask} from "../design/sheet";
import {clockTime, moment, say} from "../words/words";
import {tierBadge} from "./tier";
import type {Group, GroupLine} from "./types";

const POLL_EVERY_MS = 3_000;
const TEXT_MAX = 200;
const MUTE_SECONDS = 86_400;

/** The fan group of a host: what fans and the host say to each other. */
export class GroupScreen extends LightElement {
  @property() hostId = "";
  @state() isBusy = false;
  @query(".group-lines") box?: HTMLElement;
  readonly #host = new Load<Host>(this, () => api.peek<Host>(`/hosts/${this.hostId}`));
  readonly #group = new Load<Group>(this, () => api.get<Group>(`/hosts/${this.hostId}/group/messages`));
  #timer?: ReturnType<typeof setInterval>;
  #lastId = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (document.visibilityState === "visible" && this.#group.value) {
        void this.#group.run();
      }
    }, POLL_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override updated(): void {
    const last = this.#group.value?.items.at(-1)?.messageId ?? "";
    if (last !== this.#lastId) {
      this.#lastId = last;
      this.box?.scrollTo({top: this.box.scrollHeight});
    }
  }

  protected override render() {
    const {problem} = this.#group;
    const host = this.#host.value;
    return html`<div class="page narrow group" data-test="group">
      <header class="row">
        ${host ? html`<a href="/host/${host.hostId}" aria-label=${host.name}>${avatar(host.name,
          host.avatarUrl, "2.75rem")}</a>` : nothing}
        <div class="grow"><h1 class="heading">${host ? say("fans.groupOf", {name: host.name})
          : say("fans.group")}</h1><p class="faint">${say("fans.groupDetail")}</p></div>
      </header>
      ${problem?.is("FANS_ONLY") ? empty("people", say("fans.fansOnly"), say("fans.fansOnlyDetail"),
          html`<a class="button primary" href="/host/${this.hostId}/tiers">${say("fans.howToBecome")}</a>`)
        : problem && !this.#group.value ? failed(problem, () => void this.#group.run())
        : this.#group.value ? this.#talk(this.#group.value) : skeletons(4, "3.5rem")}
    </div>`;
  }

  #talk(group: Group) {
    return html`
      <div class="group-lines card" role="log" aria-label=${say("fans.group")} tabindex="0">
        ${group.items.length === 0 ? html`<p class="faint group-none">${say("fans.groupEmpty")}</p>` : nothing}
        ${repeat(group.items, (line) => line.messageId, (line) => this.#line(line, group.isActor))}
      </div>
      ${group.mutedUntil ? html`<p class="notice warn">${say("fans.groupMuted",
        {time: moment(group.mutedUntil)})}</p>` : html`<form class="row" @submit=${this.#say} novalidate>
        <input class="input grow" name="text" maxlength=${TEXT_MAX} autocomplete="off" data-test="group-text"
          placeholder=${say("fans.groupHint")} aria-label=${say("fans.groupHint")}>
        <button class="button primary" data-test="group-send" ?disabled=${this.isBusy}
          aria-label=${say("fans.send")}>${icon("send")}</button></form>`}`;
  }

  #line(line: GroupLine, isActor: boolean) {
    const isMine = line.account.accountId === account.value?.id;
    return html`<div class="group-line ${isMine ? "is-mine" : ""}" data-test="group-line">
      ${avatar(line.account.name, undefined, "2rem")}
      <div class="stack tight grow">
        <span class="row tight"><span class="faint clip-1">${line.account.name}</span>
          ${line.account.isHost ? html`<span class="badge accent">${say("live.host")}</span>`
            : tierBadge(line.tier)}<time class="faint">${clockTime(line.at)}</time></span>
        <p class="group-text">${line.text}</p>
      </div>
      ${isActor ? html`<button class="icon-button" data-test="group-delete" @click=${() => this.#remove(line)}
          aria-label=${say("fans.groupDelete")}>${icon("trash")}</button>
        ${line.account.isHost ? nothing : html`<button class="icon-button" data-test="group-mute"
          @click=${() => this.#mute(line)} aria-label=${say("fans.groupMute", {name: line.account.name})}>
          ${icon("muted")}</button>`}` : nothing}
    </div>`;
  }

  readonly #say = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const {text = ""} = formValues(form);
    if (text === "") {
      return;
    }
    await this.#work(async () => {
      await api.post(`/hosts/${this.hostId}/group/messages`, {text});
      form.reset();
    });
  };

  async #remove(line: GroupLine): Promise<void> {
    await this.#work(() => api.delete(`/hosts/${this.hostId}/group/messages/${line.messageId}`));
  }

  async #mute(line: GroupLine): Promise<void> {
    const {name, accountId} = line.account;
    if (await ask({title: say("fans.groupMuteAsk", {name}), yes: say("fans.groupMuteYes")})) {
      await this.#work(async () => {
        await api.put(`/hosts/${this.hostId}/group/mutes/${accountId}`, {seconds: MUTE_SECONDS});
        toast(say("fans.groupNowMuted", {name}), "good");
      });
    }
  }

  async #work(work: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    try {
      await work();
      await this.#group.run();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-group", GroupScreen);
