import {html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar} from "../design/parts";
import {ask} from "../design/sheet";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import type {Page, Product} from "../http/types";
import {ensureSomebody} from "../people/gate";
import {account} from "../shell/session";
import {ago, say} from "../words/words";
import {offerCard} from "./offer";
import type {Comment, Commented} from "./types";

const TEXT_MAX = 200;

/**
 * What people say under a clip: newest first, each with its answers, and a line to write in. A question
 * about goods may be answered at once by a card that only the one who asked sees. Fires `counted` with the
 * change in the number of comments, and `buy`.
 */
export class ClipTalk extends LightElement {
  @property() clipId = "";
  @property() hostId = "";
  @property() viewId = "";
  @state() text = "";
  @state() answered?: Comment;
  @state() isBusy = false;
  @query("input") line!: HTMLInputElement;
  readonly #list = new Pages<Comment>(this, () => `/clips/${this.clipId}/comments`, () => ({limit: 20}));

  protected override watched() {
    return [account] as never[];
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("clipId") && changed.get("clipId") && this.clipId) {
      this.answered = undefined;
      this.#list.items = [];
      this.#list.isLoaded = false;
      void this.#list.restart();
    }
  }

  protected override render() {
    return html`<div class="clip-talk" data-test="talk">
      <div class="talk-list" tabindex="0" aria-label=${say("clips.talk")}>${this.#body()}</div>
      ${this.#composer()}
    </div>`;
  }

  #body() {
    const {items, problem, isLoaded, hasMore, isWaiting} = this.#list;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#list.restart());
    }
    if (!isLoaded) {
      return skeletons(4, "3.5rem");
    }
    if (items.length === 0) {
      return empty("chat", say("clips.noComments"), say("clips.noCommentsDetail"));
    }
    return html`<ul class="talk-lines">
      ${repeat(items, (comment) => comment.commentId, (comment) => html`<li>${this.#comment(comment)}
        ${comment.replies.length > 0 || comment.replyCount > 0 ? html`<ul class="talk-answers">
          ${repeat(comment.replies, (reply) => reply.commentId,
            (reply) => html`<li>${this.#comment(reply, comment)}</li>`)}
          ${comment.replyCount > comment.replies.length ? html`<li><button class="talk-more"
            @click=${() => void this.#allReplies(comment)} data-test="more-replies">${say("clips.moreReplies",
              {count: comment.replyCount - comment.replies.length})}</button></li>` : nothing}
        </ul>` : nothing}</li>`)}
    </ul>
    ${hasMore ? html`<button class="button small wide" ?disabled=${isWaiting}
      @click=${() => void this.#list.more()}>${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #comment(comment: Comment, parent?: Comment) {
    const {name, isHost, isAssistant, accountId} = comment.account;
    const mayDelete = comment.isMine || account.value?.id === this.hostId
      || !!account.value?.assistantOf.some((host) => host.hostId === this.hostId);
    return html`<div class="talk-line ${parent ? "is-answer" : ""}" data-test="comment"
        data-comment=${comment.commentId}>
      ${avatar(name, undefined, parent ? "1.5rem" : "2.125rem")}
      <div class="grow">
        <span class="talk-name" data-account=${accountId}>${name}
          ${isHost ? html`<span class="badge accent">${say("live.host")}</span>` : nothing}
          ${isAssistant && !isHost ? html`<span class="badge">${say("live.assistant")}</span>` : nothing}</span>
        <p class="talk-text">${comment.text}${comment.isIntent ? intentMark() : nothing}</p>
        <span class="talk-foot"><time datetime=${comment.at}>${ago(comment.at)}</time>
          <button @click=${() => this.#answer(parent ?? comment, comment)}
            data-test="reply">${say("clips.reply")}</button>
          ${mayDelete ? html`<button @click=${() => void this.#delete(comment, parent)}
            data-test="delete-comment">${say("clips.delete")}</button>` : nothing}</span>
        ${comment.offer ? html`<div class="talk-offer" data-test="offer">
          <p class="faint">${say("clips.thisOne")}</p>
          ${offerCard(comment.offer.product, "", (product) => this.#buy(product))}</div>` : nothing}
      </div>
    </div>`;
  }

  #composer() {
    const hint = this.answered ? say("clips.replyTo", {name: this.answered.account.name})
      : account.value ? say("clips.sayHint") : say("live.nameFirst");
    return html`<form class="talk-composer" @submit=${this.#submit}>
      ${this.answered ? html`<button type="button" class="icon-button" aria-label=${say("clips.replyOff")}
        @click=${() => (this.answered = undefined)}>${icon("close")}</button>` : nothing}
      <input class="input" name="text" maxlength=${TEXT_MAX} autocomplete="off" enterkeyhint="send"
        .value=${this.text} placeholder=${hint} aria-label=${hint} data-test="comment-input"
        @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}>
      <button class="icon-button talk-send" aria-label=${say("live.send")} data-test="comment-send"
        ?disabled=${this.isBusy || !this.text.trim()}>${this.isBusy ? spinner() : icon("send", true)}</button>
    </form>`;
  }

  #answer(top: Comment, comment: Comment): void {
    this.answered = {...top, account: comment.account};
    this.line.focus();
  }

  #buy(product: Product): void {
    this.dispatchEvent(new CustomEvent("buy", {bubbles: true, detail: {product, viewId: this.viewId}}));
  }

  #count(by: number): void {
    this.dispatchEvent(new CustomEvent<number>("counted", {detail: by}));
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || this.isBusy || !(await ensureSomebody())) {
      return;
    }
    const clipId = this.clipId;
    const answersId = this.answered?.commentId;
    this.isBusy = true;
    try {
      const said = await api.post<Commented>(`/clips/${clipId}/comments`, {text,
        ...(answersId ? {answersId} : {}), ...(this.viewId ? {viewId: this.viewId} : {})});
      if (clipId !== this.clipId) {
        return;
      }
      this.text = "";
      this.answered = undefined;
      this.#place({...said.comment, ...(said.offer ? {offer: said.offer} : {})}, answersId);
      this.#count(1);
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  #place(comment: Comment, answersId: string | undefined): void {
    const list = this.#list;
    // The card of a product stands at the newest question for it.
    const older = list.items.map((top) => ({...withoutOffer(top, comment),
      replies: top.replies.map((reply) => withoutOffer(reply, comment))}));
    list.items = answersId
      ? older.map((top) => (top.commentId === answersId
        ? {...top, replies: [...top.replies, comment], replyCount: top.replyCount + 1} : top))
      : [comment, ...older];
    this.requestUpdate();
    if (!answersId) {
      void this.updateComplete.then(() => this.querySelector(".talk-list")?.scrollTo({top: 0}));
    }
  }

  async #allReplies(top: Comment): Promise<void> {
    try {
      const page = await api.peek<Page<Comment>>(`/clips/${this.clipId}/comments/${top.commentId}/replies`,
        {limit: 100});
      this.#list.items = this.#list.items.map((each) => (each.commentId === top.commentId
        ? {...each, replies: page.items, replyCount: page.next ? each.replyCount : page.items.length}
        : each));
      this.requestUpdate();
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  async #delete(comment: Comment, parent?: Comment): Promise<void> {
    if (!(await ask({title: say("clips.deleteAsk"), yes: say("clips.delete"), isDanger: true}))) {
      return;
    }
    try {
      await api.delete(`/clips/${this.clipId}/comments/${comment.commentId}`);
      const list = this.#list;
      list.items = parent
        ? list.items.map((top) => (top.commentId === parent.commentId ? {...top,
          replies: top.replies.filter((reply) => reply.commentId !== comment.commentId),
          replyCount: Math.max(0, top.replyCount - 1)} : top))
        : list.items.filter((top) => top.commentId !== comment.commentId);
      this.#count(parent ? -1 : -1 - comment.replyCount);
      this.requestUpdate();
    } catch (thrown) {
      toastProblem(thrown);
    }
  }
}

/** An older comment, without its card when the newer one has the same. */
function withoutOffer(older: Comment, newer: Comment): Comment {
  const {offer, ...rest} = older;
  return offer && offer.product.productId === newer.offer?.product.productId ? rest : older;
}

/** Beside words that ask to buy. */
function intentMark() {
  return html`<span class="talk-intent" title=${say("live.intentHint")}>${icon("bag")}<span
    class="unseen">${say("live.intent")}</span></span>`;
}

customElements.define("lt-clip-talk", ClipTalk);
