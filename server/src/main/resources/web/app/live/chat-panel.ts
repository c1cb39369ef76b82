import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import type {Chat} from "../http/types";
import {account} from "../shell/session";
import {say} from "../words/words";
import type {Happening} from "./room-state";

/** What people say. It follows the newest words unless somebody scrolled up to read. */
export class ChatPanel extends LightElement {
  @property({attribute: false}) chats: Chat[] = [];
  @property({attribute: false}) happening?: Happening;
  @property() hostId = "";
  @property({type: Boolean}) isOff = false;
  @state() isReading = false;
  #wasAtFoot = true;

  protected override willUpdate(): void {
    const box = this.#box();
    this.#wasAtFoot = !box || box.scrollHeight - box.scrollTop - box.clientHeight < 48;
  }

  protected override updated(): void {
    const box = this.#box();
    if (box && this.#wasAtFoot) {
      box.scrollTop = box.scrollHeight;
    }
  }

  protected override render() {
    return html`
      <div class="chat-list" role="log" aria-label=${say("live.chat")} tabindex="0" data-test="chat-list"
          @scroll=${this.#onScroll}>
        ${this.isOff ? nothing : html`<p class="chat-rule">${say("live.chatRule")}</p>
          <lt-day-winner .hostId=${this.hostId}></lt-day-winner>`}
        ${repeat(this.chats, (chat) => chat.messageId, (chat) => this.#line(chat))}
      </div>
      ${this.isReading ? html`<button class="button small chat-new" @click=${this.#toFoot}>
        ${icon("down")}${say("live.newest")}</button>` : nothing}
      ${this.#happened()}`;
  }

  #line(chat: Chat) {
    const {name, isHost, isAssistant, accountId} = chat.account;
    const isMine = account.value?.id === accountId;
    return html`<p class="chat-line ${isHost ? "by-host" : ""} ${isMine ? "is-mine" : ""}
        ${chat.isIntent ? "is-intent" : ""}" data-test="chat-line">
      ${isHost ? html`<span class="chat-role">${say("live.host")}</span>` : nothing}
      ${isAssistant && !isHost ? html`<span
        class="chat-role is-assistant">${say("live.assistant")}</span>` : nothing}
      <span class="chat-name">${name}</span>
      <span class="chat-text">${chat.text}</span>
      ${chat.isIntent ? html`<span class="chat-intent" title=${say("live.intentHint")}>${icon("bag")}
        <span class="unseen">${say("live.intent")}</span></span>` : nothing}
    </p>`;
  }

  #happened() {
    const last = this.happening;
    if (!last) {
      return nothing;
    }
    const words = last.kind === "bought"
      ? say("live.bought", {name: last.name, title: last.title, count: last.quantity})
      : say(`live.${last.kind}`, {name: last.name});
    return repeat([last], ({id}) => id, () => html`<p class="happening is-${last.kind}">
      ${icon(last.kind === "bought" ? "bag" : last.kind === "followed" ? "heart" : "person")}
      <span class="clip-1">${words}</span></p>`);
  }

  #box(): HTMLElement | null {
    return this.querySelector(".chat-list");
  }

  readonly #onScroll = () => {
    const box = this.#box()!;
    this.isReading = box.scrollHeight - box.scrollTop - box.clientHeight > 120;
  };

  readonly #toFoot = () => {
    const box = this.#box()!;
    box.scrollTo({top: box.scrollHeight, behavior: "smooth"});
    this.isReading = false;
  };
}

customElements.define("lt-chat", ChatPanel);
