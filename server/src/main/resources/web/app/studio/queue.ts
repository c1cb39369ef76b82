import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture, priceFrom} from "../design/parts";
import {empty, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import type {Card, Page, Product} from "../http/types";
import {cardPrice, flashLine} from "../prices/cards";
import {OffersHere, unitsOfProduct} from "../prices/offers";
import {number, say} from "../words/words";
import {Every} from "./every";
import {offerUndo} from "./undo";

/** Below this many units left a host should know. */
const SCARCE_UNITS = 10;
/** How often it is asked which explanations a clip can be cut of. */
const LOOK_EVERY_MS = 5_000;

/** The cards of a show in their order: add, move by hand or button, pin, unpin, remove. Fires `changed`. */
export class Queue extends LightElement {
  @property() showId = "";
  @property() hostId = "";
  @property({attribute: false}) cards: Card[] = [];
  @property({type: Boolean}) isEnded = false;
  @state() isAdding = false;
  /** The order while a hand drags, before the server knows it. */
  @state() draggedOrder: Card[] | undefined;
  @state() draggedId = "";
  @state() busyId = "";
  /** Cards that were explained and recorded: a clip can be made of each. */
  @state() explained = new Set<string>();
  readonly #offers = new OffersHere(this, () => this.hostId);
  readonly looks = new Every(this, () => LOOK_EVERY_MS, () => this.#look());

  protected override render() {
    const cards = this.draggedOrder ?? this.cards;
    return html`<section class="pane-body" data-test="queue" aria-label=${say("studio.queue")}>
      <header class="row between pane-head">
        <h2 class="subheading">${say("studio.queue")} <span
          class="faint tabular">${number(cards.length)}</span></h2>
        ${this.isEnded ? nothing : html`<button class="button small soft" data-test="queue-add"
          @click=${() => (this.isAdding = true)}>${icon("plus")}${say("studio.addGoods")}</button>`}
      </header>
      ${cards.length === 0
        ? empty("bag", say("studio.queueEmpty"), say("studio.queueEmptyDetail"))
        : html`<ol class="queue">${repeat(cards, (card) => card.cardId,
            (card, at) => this.#row(card, at, cards.length))}</ol>`}
      <lt-sheet .open=${this.isAdding} .label=${say("studio.addGoods")} large test="queue-sheet"
        @closed=${() => (this.isAdding = false)}
        .content=${() => html`<lt-goods-choice .hostId=${this.hostId}
          .taken=${this.cards.map((card) => card.product.productId)} .add=${this.#add}></lt-goods-choice>`}>
      </lt-sheet>
    </section>`;
  }

  #row(card: Card, at: number, count: number): TemplateResult {
    const {product} = card;
    const offers = this.#offers.value;
    const left = unitsOfProduct(product, offers);
    const isBusy = this.busyId === card.cardId;
    const name = {title: product.title};
    return html`<li class="queue-row ${card.isPinned ? "on-video" : ""} ${this.draggedId === card.cardId
        ? "dragged" : ""}" data-test="queue-card" data-card=${card.cardId} data-pinned=${card.isPinned}>
      <span class="queue-grip" title=${say("studio.drag")} @pointerdown=${(event: PointerEvent) =>
        this.#grab(event, card.cardId)}>${icon("grip")}<b class="tabular">${at + 1}</b></span>
      ${picture(product.pictures[0]?.url, "", 160)}
      <div class="queue-words">
        <span class="clip-2">${product.title}</span>
        <span class="row wrap queue-facts">${cardPrice(product, offers, true)}
          ${left === 0 ? html`<span class="badge bad">${say("studio.soldOut")}</span>`
            : left < SCARCE_UNITS ? html`<span class="badge warn">${say("studio.left", {count: left})}</span>`
            : html`<span class="faint tabular">${say("studio.left", {count: left})}</span>`}
          ${product.isListed ? nothing : html`<span class="badge">${say("studio.delisted")}</span>`}</span>
        ${flashLine(product, offers)}
      </div>
      ${this.isEnded ? nothing : html`<div class="queue-do">
        <button class="button small ${card.isPinned ? "primary" : ""}" aria-pressed=${card.isPinned}
          data-test=${card.isPinned ? "card-unpin" : "card-pin"} ?disabled=${isBusy}
          aria-label=${say(card.isPinned ? "studio.unpinOf" : "studio.pinOf", name)}
          @click=${() => this.#busy(card.cardId, () => this.pin(card, !card.isPinned))}>
          ${isBusy ? spinner() : icon("tack", card.isPinned)}${say(card.isPinned
            ? "studio.unpin" : "studio.pin")}
        </button>
        <span class="queue-small">
          <button class="icon-button" aria-label=${say("studio.moveUp", name)} data-test="card-up"
            ?disabled=${at === 0} @click=${() => this.#step(card, -1)}>${icon("up")}</button>
          <button class="icon-button" aria-label=${say("studio.moveDown", name)} data-test="card-down"
            ?disabled=${at === count - 1} @click=${() => this.#step(card, 1)}>${icon("down")}</button>
          ${this.explained.has(card.cardId) ? html`<button class="icon-button" data-test="card-cut"
            aria-label=${say("clips.cutOf", name)} title=${say("clips.cutOf", name)} ?disabled=${isBusy}
            @click=${() => this.#busy(card.cardId, () => this.#cut(card))}>${icon("play")}</button>` : nothing}
          <button class="icon-button" aria-label=${say("studio.removeOf", name)} data-test="card-remove"
            @click=${() => this.#remove(card, at)}>${icon("close")}</button>
        </span>
      </div>`}
    </li>`;
  }

  /** Pins or unpins a card; also called by the chat for the product a viewer means. */
  async pin(card: Card, isPinned: boolean): Promise<void> {
    const path = `/shows/${this.showId}/cards/${card.cardId}/pin`;
    await (isPinned ? api.put(path) : api.delete(path));
    this.#changed(this.cards.map((each) =>
      ({...each, isPinned: isPinned && each.cardId === card.cardId})));
  }

  readonly #add = async (product: Product) => {
    await api.post(`/shows/${this.showId}/cards`, {productId: product.productId});
    this.#changed();
  };

  async #look(): Promise<void> {
    if (this.showId && this.cards.length > 0) {
      const page = await api.peek<Page<{cardId: string; isRecorded: boolean}>>(
        `/shows/${this.showId}/explanations`);
      this.explained = new Set(page.items.filter((each) => each.isRecorded).map((each) => each.cardId));
    }
  }

  /** Makes a clip of the last explanation of a card. */
  async #cut(card: Card): Promise<void> {
    await api.post("/clips", {showId: this.showId, cardId: card.cardId});
    toast(say("clips.cutDone"), "good");
  }

  async #remove(card: Card, at: number): Promise<void> {
    await this.#busy(card.cardId, async () => {
      await api.delete(`/shows/${this.showId}/cards/${card.cardId}`);
      const before = this.cards;
      this.#changed(before.filter((each) => each.cardId !== card.cardId));
      offerUndo(say("studio.removed", {title: card.product.title}), () => this.#putBack(card, at));
    });
  }

  async #putBack(card: Card, at: number): Promise<void> {
    const back = await api.post<Card | undefined>(`/shows/${this.showId}/cards`,
      {productId: card.product.productId});
    if (back?.cardId) {
      const order = this.cards.filter((each) => each.cardId !== back.cardId);
      order.splice(at, 0, back);
      await this.#order(order);
    }
    this.#changed();
  }

  async #step(card: Card, by: number): Promise<void> {
    const order = [...this.cards];
    const at = order.findIndex((each) => each.cardId === card.cardId);
    order.splice(at + by, 0, ...order.splice(at, 1));
    const test = by < 0 ? "card-up" : "card-down";
    this.#changed(order);
    await this.#order(order);
    await this.updateComplete;
    // The row moved under the finger of the keyboard: the focus goes with it.
    const row = this.querySelector(`[data-card="${card.cardId}"]`);
    const button = row?.querySelector<HTMLButtonElement>(`[data-test="${test}"]:not(:disabled)`);
    (button ?? row?.querySelector<HTMLButtonElement>(".queue-small button:not(:disabled)"))?.focus();
  }

  async #order(order: Card[]): Promise<void> {
    try {
      await api.put(`/shows/${this.showId}/cards/order`, {cardIds: order.map((card) => card.cardId)});
    } catch (thrown) {
      toastProblem(thrown);
      this.#changed();
    }
  }

  #grab(event: PointerEvent, cardId: string): void {
    if (this.isEnded || event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.draggedId = cardId;
    this.draggedOrder = [...this.cards];
    const move = (moved: PointerEvent) => this.#drag(moved.clientY);
    const drop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", drop);
      this.#drop();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", drop);
  }

  #drag(y: number): void {
    const rows = [...this.querySelectorAll<HTMLElement>(".queue-row")];
    const order = [...this.draggedOrder!];
    const at = order.findIndex((card) => card.cardId === this.draggedId);
    const over = rows.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return y >= box.top && y <= box.bottom;
    });
    if (over >= 0 && over !== at) {
      const box = rows[over]!.getBoundingClientRect();
      const isPast = over > at ? y > box.top + box.height / 2 : y < box.top + box.height / 2;
      if (isPast) {
        order.splice(over, 0, ...order.splice(at, 1));
        this.draggedOrder = order;
      }
    }
  }

  #drop(): void {
    const order = this.draggedOrder;
    this.draggedOrder = undefined;
    this.draggedId = "";
    if (order && order.some((card, at) => card.cardId !== this.cards[at]?.cardId)) {
      this.#changed(order);
      void this.#order(order);
    }
  }

  async #busy(cardId: string, work: () => Promise<void>): Promise<void> {
    this.busyId = cardId;
    try {
      await work();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busyId = "";
    }
  }

  /** Tells the console the new order, or, without one, that it must be read again. */
  #changed(cards?: Card[]): void {
    if (cards) {
      this.cards = cards;
    }
    this.dispatchEvent(new CustomEvent("changed", {detail: cards}));
  }
}

customElements.define("lt-queue", Queue);

/** The host's own goods, to be put into the queue one after another. */
export class GoodsChoice extends LightElement {
  @property() hostId = "";
  @property({attribute: false}) taken: string[] = [];
  @property({attribute: false}) add: (product: Product) => Promise<void> = async () => undefined;
  @state() words = "";
  @state() busyId = "";
  readonly goods = new Pages<Product>(this, () => "/products", () => ({hostId: this.hostId, limit: 50}));

  protected override render() {
    const wanted = this.words.trim().toLowerCase();
    const shown = this.goods.items.filter((product) => product.isListed
      && (wanted === "" || `${product.title} ${product.category}`.toLowerCase().includes(wanted)));
    if (this.goods.isLoaded && this.goods.items.length === 0) {
      return empty("bag", say("studio.noGoods"), say("studio.noGoodsDetail"),
        html`<a class="button primary" href="/studio/goods/new">${say("studio.newProduct")}</a>`);
    }
    return html`<div class="stack">
      <input class="input" type="search" placeholder=${say("studio.filterGoods")} data-test="goods-filter"
        aria-label=${say("studio.filterGoods")}
        @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)}>
      ${this.goods.problem ? html`<p class="notice bad">${this.goods.problem.words()}</p>` : nothing}
      <ul class="stack tight">${shown.map((product) => this.#row(product))}</ul>
      ${this.goods.isWaiting ? html`<div class="skeleton" style="height:4rem"></div>` : nothing}
      ${this.goods.hasMore ? html`<button class="button wide" @click=${() => this.goods.more()}>
        ${say("shell.more")}</button>` : nothing}
    </div>`;
  }

  #row(product: Product): TemplateResult {
    const isTaken = this.taken.includes(product.productId);
    return html`<li class="choice-row">
      ${picture(product.pictures[0]?.url, "", 160)}
      <div class="queue-words"><span class="clip-2">${product.title}</span>
        ${priceFrom(product.skus)}</div>
      <button class="button small ${isTaken ? "ghost" : "soft"}" data-test="goods-choose"
        ?disabled=${isTaken || this.busyId !== ""} @click=${() => this.#choose(product)}>
        ${this.busyId === product.productId ? spinner() : icon(isTaken ? "check" : "plus")}
        ${say(isTaken ? "studio.inQueue" : "studio.add")}</button>
    </li>`;
  }

  async #choose(product: Product): Promise<void> {
    this.busyId = product.productId;
    try {
      await this.add(product);
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busyId = "";
    }
  }
}

customElements.define("lt-goods-choice", GoodsChoice);
