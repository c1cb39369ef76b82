import {type TemplateResult, html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import type {Card, Chat, Page, Product} from "../http/types";
import type {Reading} from "../intents/types";
import {learnWaiting} from "../intents/waiting";
import {clockTime, number, say} from "../words/words";
import {Every} from "./every";
import {offerUndo} from "./undo";

const TEXT_MAX = 200;
const READINGS_MS = 2_000;
const MUTES: Array<{seconds: number; words: string}> = [
  {seconds: 600, words: "studio.mute10"}, {seconds: 3_600, words: "studio.mute60"},
  {seconds: 86_400, words: "studio.muteDay"},
];

/**
 * The chat as its host works with it: who asks to buy stands out, and one tap pins what the server read and
 * answers him; beside it the inbox, where one answer reaches all who asked the same.
 * Fires `waiting` with the number of questions without an answer, and `deleted`.
 */
export class ChatDesk extends LightElement {
  @property() roomId = "";
  @property() hostId = "";
  @property() showId = "";
  @property({attribute: false}) chats: Chat[] = [];
  @property({attribute: false}) cards: Card[] = [];
  @property({type: Boolean}) isOpen = false;
  @property({attribute: false}) speak: (text: string) => boolean = () => false;
  @property({attribute: false}) pin: (card: Card) => Promise<void> = async () => undefined;
  @state() onlyIntents = false;
  @state() answered = new Set<string>();
  @state() readings = new Map<string, Reading>();
  @state() mutedIds = new Set<string>();
  @state() muting: Chat | undefined;
  @state() choosing: Chat | undefined;
  @state() isAway = false;
  @query(".desk-lines") lines?: HTMLElement;
  readonly every = new Every(this, () => READINGS_MS, () => this.#read());
  #waiting = 0;

  protected override render() {
    const intents = this.chats.filter((chat) => this.#isOpenIntent(chat));
    return html`<section class="pane-body chat-desk" data-test="chat-desk" aria-label=${say("studio.chat")}>
      <header class="row between pane-head">
        <h2 class="subheading">${say("studio.chat")}</h2>
        <div class="segments" role="group" aria-label=${say("studio.filterChat")}>
          <button aria-pressed=${!this.onlyIntents} data-test="chat-all"
            @click=${() => (this.onlyIntents = false)}>${say("studio.all")}</button>
          <button aria-pressed=${this.onlyIntents} data-test="chat-intents"
            @click=${() => (this.onlyIntents = true)}>${say("studio.asking")}
            <span class="tabular">${number(intents.length)}</span></button>
        </div>
      </header>
      ${this.onlyIntents ? html`<div class="desk-lines" tabindex="0"><lt-inbox .hostId=${this.hostId}
          .show=${(product: Product) => this.#show(product)}></lt-inbox></div>`
        : html`<ol class="desk-lines" tabindex="0" aria-live="off" @scroll=${this.#onScroll}>
        ${this.chats.length === 0 ? html`<li class="chat-none">${say("studio.noChat")}</li>` : nothing}
        ${repeat(this.chats, (chat) => chat.messageId, (chat) => this.#line(chat))}
      </ol>`}
      ${this.isAway && !this.onlyIntents ? html`<button class="button small chat-newest" @click=${this.#toNewest}>
        ${icon("down")}${say("studio.newest")}</button>` : nothing}
      <form class="row chat-say" @submit=${this.#submit}>
        <input class="input grow" name="text" maxlength=${TEXT_MAX} autocomplete="off"
          data-test="host-chat-input"
          placeholder=${say(this.isOpen ? "studio.sayAsHost" : "studio.lineDown")}
            aria-label=${say("studio.sayAsHost")}
          ?disabled=${!this.isOpen}>
        <button class="icon-button" aria-label=${say("studio.send")} data-test="host-chat-send"
          ?disabled=${!this.isOpen}>${icon("send")}</button>
      </form>
      ${this.#muteSheet()}${this.#chooseSheet()}
    </section>`;
  }

  #line(chat: Chat): TemplateResult {
    const {account} = chat;
    const isOwn = account.isHost || account.isAssistant;
    const isMuted = this.mutedIds.has(account.accountId);
    return html`<li class="desk-line ${this.#isOpenIntent(chat) ? "intent" : ""}" data-test="host-chat"
        data-message=${chat.messageId} data-intent=${chat.isIntent}>
      <div class="chat-text">
        <span class="chat-who ${isOwn ? "own" : ""}">${account.name}</span>
        ${chat.isIntent ? html`<span class="badge accent">${say("studio.intent")}</span>` : nothing}
        ${isMuted ? html`<span class="badge">${say("studio.isMuted")}</span>` : nothing}
        <time class="faint tabular" datetime=${chat.at}>${clockTime(chat.at)}</time>
        <p>${chat.text}</p>
        ${chat.isIntent && !isOwn ? this.#answer(chat) : nothing}
      </div>
      <div class="chat-do">
        ${isOwn ? nothing : html`<button class="icon-button" title=${say("studio.mute")} data-test="chat-mute"
          aria-label=${say("studio.muteOf", {name: account.name})}
          @click=${() => (this.muting = chat)}>${icon("muted")}</button>`}
        <lt-sure .label=${say("studio.deleteOf", {name: account.name})} .question=${say("studio.deleteSure")}
          test="chat-delete" icon="trash" @sure=${() => this.#delete(chat)}></lt-sure>
      </div>
    </li>`;
  }

  /** The product the server read, ready to pin and to answer with; when unclear, the queue to choose from. */
  #answer(chat: Chat): TemplateResult | typeof nothing {
    const reading = this.readings.get(chat.messageId);
    if (this.answered.has(chat.messageId) || reading?.isAnswered) {
      return html`<span class="faint">${icon("check")} ${say("studio.answered")}</span>`;
    }
    const card = this.cards.find(({product}) => product.productId === reading?.productId);
    return card
      ? html`<button class="button small soft intent-pin" data-test="intent-pin" data-card=${card.cardId}
          @click=${() => this.#pin(chat, card)}>${icon("tack")}
          <span class="clip-1">${say(card.isPinned ? "studio.tellIt" : "studio.pinIt",
            {title: card.product.title})}</span></button>`
      : this.cards.length === 0 ? nothing
        : html`<button class="button small intent-pin" data-test="intent-choose"
            @click=${() => (this.choosing = chat)}>${icon("tack")}${say("studio.pinWhich")}</button>`;
  }

  #muteSheet(): TemplateResult {
    const chat = this.muting;
    return html`<lt-sheet .open=${chat !== undefined} test="mute-sheet"
      @closed=${() => (this.muting = undefined)}
      .label=${say("studio.muteOf", {name: chat?.account.name ?? ""})}
      .content=${() => html`<div class="stack tight">
        <p class="quiet">${say("studio.muteDetail")}</p>
        ${MUTES.map(({seconds, words}) => html`<button class="button wide" data-test="mute-${seconds}"
          @click=${() => this.#mute(chat!, seconds)}>${say(words)}</button>`)}
      </div>`}></lt-sheet>`;
  }

  #chooseSheet(): TemplateResult {
    const chat = this.choosing;
    return html`<lt-sheet .open=${chat !== undefined} test="choose-sheet" .label=${say("studio.pinWhich")}
      @closed=${() => (this.choosing = undefined)}
      .content=${() => html`<div class="stack tight">
        <p class="notice">${icon("chat")}<span>${chat?.account.name}: ${chat?.text}</span></p>
        ${this.cards.map((card, at) => html`<button class="button wide choose-card" data-test="choose-card"
          @click=${() => this.#pin(chat!, card)}>${at + 1}. ${card.product.title}</button>`)}
      </div>`}></lt-sheet>`;
  }

  protected override willUpdate(): void {
    const box = this.lines;
    this.isAway = !!box && !this.onlyIntents && this.isAway && box.scrollHeight > box.clientHeight;
  }

  protected override updated(): void {
    const waiting = this.chats.filter((chat) => this.#isOpenIntent(chat)).length;
    if (waiting !== this.#waiting) {
      this.#waiting = waiting;
      this.dispatchEvent(new CustomEvent("waiting", {detail: waiting}));
    }
    if (!this.isAway && !this.onlyIntents && this.lines) {
      this.lines.scrollTop = this.lines.scrollHeight;
    }
  }

  #isOpenIntent(chat: Chat): boolean {
    return chat.isIntent && !chat.account.isHost && !chat.account.isAssistant
      && !this.answered.has(chat.messageId) && (this.readings.get(chat.messageId)?.isOpen ?? true);
  }

  readonly #onScroll = () => {
    const {scrollTop, scrollHeight, clientHeight} = this.lines!;
    this.isAway = scrollHeight - scrollTop - clientHeight > 80;
  };

  readonly #toNewest = () => {
    this.isAway = false;
    this.lines!.scrollTop = this.lines!.scrollHeight;
  };

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = String(new FormData(form).get("text") ?? "").trim();
    if (text && this.speak(text)) {
      form.reset();
    }
  };

  /** How the server read the questions of this show, and which of them wait. */
  async #read(): Promise<void> {
    if (!this.showId || !this.hostId || !this.chats.some((chat) => this.#isOpenIntent(chat))) {
      return;
    }
    const page = await api.peek<Page<Reading>>(`/hosts/${this.hostId}/asks/readings`, {showId: this.showId});
    this.readings = new Map(page.items.map((reading) => [reading.commentId, reading]));
  }

  /** Pins the card of a product that was answered with, when it stands in the queue. */
  async #show(product: Product): Promise<void> {
    const card = this.cards.find((each) => each.product.productId === product.productId);
    if (card && !card.isPinned) {
      await this.pin(card);
    }
    await this.#read();
  }

  async #pin(chat: Chat, card: Card): Promise<void> {
    this.choosing = undefined;
    try {
      if (!card.isPinned) {
        await this.pin(card);
      }
      await api.post(`/hosts/${this.hostId}/asks/answers`,
        {commentIds: [chat.messageId], productId: card.product.productId});
      this.answered = new Set([...this.answered, chat.messageId]);
      void learnWaiting(this.hostId);
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  async #delete(chat: Chat): Promise<void> {
    try {
      await api.delete(`/shows/${this.showId}/messages/${chat.messageId}`);
      this.dispatchEvent(new CustomEvent("deleted", {detail: chat.messageId}));
      toast(say("studio.deleted"), "good");
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  async #mute(chat: Chat, seconds: number): Promise<void> {
    const {accountId, name} = chat.account;
    const path = `/rooms/${this.roomId}/mutes/${accountId}`;
    this.muting = undefined;
    try {
      await api.put(path, {seconds});
      this.mutedIds = new Set([...this.mutedIds, accountId]);
      offerUndo(say("studio.mutedDone", {name}), async () => {
        await api.delete(path);
        this.mutedIds = new Set([...this.mutedIds].filter((each) => each !== accountId));
      });
    } catch (thrown) {
      toastProblem(thrown);
    }
  }
}

customElements.define("lt-chat-desk", ChatDesk);
