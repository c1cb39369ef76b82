import {type TemplateResult, html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {failed, skeletons} from "../design/states";
import {toast} from "../design/toast";
import type {GrowthSeen} from "../growth/seen";
import {today} from "../growth/today";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Card, Page, Product, Room, RoomFrame, ShowBrief, Stream} from "../http/types";
import {RoomLink} from "../live/room-link";
import {type RoomState, fold, stateOf} from "../live/room-state";
import {flashLeft, offersChanged} from "../prices/offers";
import {money, number, say, upcoming} from "../words/words";
import type {Desk} from "./desk";
import {Every} from "./every";
import {firstSteps} from "./first-steps";
import type {Queue} from "./queue";
import {cardsOfShow, showsOfHost} from "./shows";
import {signalHealth, signalLight} from "./signal";

type Tab = "show" | "chat" | "goods" | "numbers";

const LIVE_MS = 2_000;
const CALM_MS = 20_000;
/** Orders held in the show are paid up to this long after it. */
const AFTERGLOW_MS = 20 * 60_000;
const DAYS = 90;

/** The host console: repurchase first, then the show, its chat, its goods and its numbers. */
export class Console extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() show: ShowBrief | undefined;
  @state() planned: ShowBrief[] = [];
  @state() cards: Card[] = [];
  @state() room: RoomState | undefined;
  @state() isOpen = false;
  @state() stream: Stream | undefined;
  @state() ofShow: GrowthSeen | undefined;
  @state() ofDays: GrowthSeen | undefined;
  @state() problem: Problem | undefined;
  @state() readAt = 0;
  @state() tab: Tab = "show";
  @state() asking = 0;
  /** True until the first show was on the air: then the way there stands on top. */
  @state() isNew = false;
  @state() hasGoods = false;
  @query("lt-queue") queue!: Queue;
  #link: RoomLink | undefined;
  #wasLive: boolean | undefined;
  readonly shows = new Load<ShowBrief[]>(this, () => this.#learnShows());
  readonly every = new Every(this, () => (this.#isMoving ? LIVE_MS : CALM_MS), () => this.#read());
  /** Before a show the numbers may wait, but a host who just started OBS looks for the light. */
  readonly light = new Every(this, () => LIVE_MS,
    () => this.#isLive ? Promise.resolve() : this.#readStream());

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    void this.#enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#link?.close();
    this.#link = undefined;
  }

  /** When the show begins the desk moves above the figures: its host finds it on top. */
  protected override updated(): void {
    if (this.#wasLive === false && this.#isLive) {
      scrollTo({top: 0});
    }
    this.#wasLive = this.show ? this.#isLive : undefined;
  }

  protected override render() {
    return html`<div class="console" data-test="console" data-tab=${this.tab} data-live=${this.#isLive}>
      <h1 class="unseen">${say("studio.title")}</h1>
      ${this.isNew ? firstSteps({hasGoods: this.hasGoods, signal: this.stream?.signal, toShow: this.#toShow})
        : nothing}
      ${this.#headline()}
      ${this.shows.view(() => this.#work(), () => skeletons(3, "8rem"))}
    </div>`;
  }

  /** Repurchase is the first number; what happens this minute stands beside it. */
  #headline(): TemplateResult {
    const seen = this.ofDays;
    return html`<div class="headline">
      ${seen ? html`<lt-repurchase .repurchase=${seen.repurchase}
        .isSimulated=${seen.isSimulated}
        .base=${`/api/v1/hosts/${this.desk.hostId}`}></lt-repurchase>`
        : this.problem ? html`<div class="card">${failed(this.problem, () => void this.#read())}</div>`
        : html`<div class="repurchase" aria-busy="true"><div class="skeleton rate-wait"></div>
            <div class="skeleton rate-wait"></div></div>`}
      ${this.#isLive || this.show?.status === "ENDED" ? this.#pulse()
        : seen ? html`<dl class="pulse" data-test="today">${today(seen)}</dl>` : nothing}
    </div>`;
  }

  #pulse(): TemplateResult {
    const factors = this.ofShow?.factors;
    const now = this.room?.concurrent ?? this.ofShow?.concurrent;
    const tiles: Array<[string, string]> = [
      ...(this.#isLive ? [["watching", now === undefined ? "—" : number(now)] as [string, string]] : []),
      ["paid", factors ? money({minor: factors.gmvMinor, currency: factors.currency}) : "—"],
      ["orders", factors ? number(factors.orders) : "—"],
      ["uv", factors ? number(factors.uv) : "—"],
    ];
    return html`<dl class="pulse" data-test="pulse">${tiles.map(([name, value]) => html`<div>
      <dt><lt-explain .label=${say(`studio.pulse.${name}`)}
        .detail=${say(`studio.pulseDetail.${name}`)}></lt-explain></dt><dd class="tabular"
        data-test="pulse-${name}">${value}</dd></div>`)}</dl>`;
  }

  #work(): TemplateResult {
    const show = this.show;
    const tabs: Tab[] = show ? ["show", "chat", "goods", "numbers"] : ["show", "numbers"];
    return html`
      <div class="segments console-tabs" role="group" aria-label=${say("studio.parts")}>
        ${tabs.map((tab) => html`<button aria-pressed=${tab === this.tab} data-test="tab-${tab}"
          @click=${() => (this.tab = tab)}>${say(`studio.tab.${tab}`)}
          ${tab === "chat" && this.asking > 0 ? html`<span class="badge accent">${this.asking}</span>`
            : nothing}</button>`)}
      </div>
      ${this.#isLive ? nothing : this.#figures(show)}
      <div class="desk-grid ${show ? "" : "no-show"}">
        <div class="pane pane-show card padded stack">
          <lt-stream-preview .roomId=${this.desk.roomId} .coverUrl=${show?.coverUrl ?? ""}
            .isReceived=${this.stream?.signal.isReceived ?? false}></lt-stream-preview>
          <lt-show-panel .show=${show} .isReceived=${this.stream?.signal.isReceived ?? false}
            .cardCount=${this.cards.length} .isOwner=${this.desk.isOwner}
              @show=${this.#onShow}></lt-show-panel>
          ${this.#plannedList()}
          <div class="row between wrap">${signalLight(this.stream?.signal)}
            <a class="link" href="/studio/stream"
              data-test="to-stream">${say("studio.place.stream")}</a></div>
          ${signalHealth(this.stream?.signal)}
        </div>
        ${show ? html`
          <div class="pane pane-goods card padded"><lt-queue .showId=${show.showId}
            .hostId=${this.desk.hostId}
            .cards=${this.cards} .isEnded=${show.status === "ENDED"}
              @changed=${this.#onCards}></lt-queue></div>
          <div class="pane pane-chat card padded">${this.#chat(show)}</div>` : nothing}
      </div>
      ${this.#isLive ? this.#figures(show) : nothing}`;
  }

  /** On the air they stand below the picture, the goods and the chat, which need his hands. */
  #figures(show: ShowBrief | undefined): TemplateResult {
    return html`<div class="pane pane-numbers stack">${show && show.status !== "SCHEDULED"
        ? html`<lt-live-show .showId=${show.showId} .cards=${this.cards}
            .isLive=${this.#isMoving}></lt-live-show>` : nothing}
        <lt-numbers .ofShow=${this.ofShow} .ofDays=${this.ofDays}
        .problem=${this.problem} .readAt=${this.readAt}
        .hasShow=${show !== undefined && show.status !== "SCHEDULED"}></lt-numbers></div>`;
  }

  #chat(show: ShowBrief): TemplateResult {
    return html`<lt-chat-desk .roomId=${this.desk.roomId} .showId=${show.showId} .hostId=${this.desk.hostId}
      .cards=${show.status === "LIVE" ? this.cards : []}
      .chats=${show.status === "SCHEDULED" ? [] : this.room?.chats ?? []}
      .isOpen=${this.isOpen && show.status === "LIVE"}
      .speak=${(text: string) => this.#speak(text)}
      .pin=${(card: Card) => this.queue.pin(card, true)}
      @waiting=${(event: CustomEvent<number>) => (this.asking = event.detail)}
      @deleted=${(event: CustomEvent<string>) =>
        this.#onFrame({type: "chatDeleted", messageId: event.detail})}></lt-chat-desk>`;
  }

  #plannedList(): TemplateResult | typeof nothing {
    const others = this.planned.filter((show) => show.showId !== this.show?.showId);
    if (others.length === 0 || this.#isLive) {
      return nothing;
    }
    return html`<section class="stack tight"><h3 class="label">${say("studio.planned")}</h3>
      <ul class="stack tight">${others.map((show) => html`<li>
        <button class="planned-row" data-test="planned-show" @click=${() => this.#choose(show)}>
          <span class="grow clip-1">${show.title}</span>
          <span class="faint">${show.startsAt ? upcoming(show.startsAt) : say("studio.draft")}</span>
          ${icon("next")}</button></li>`)}</ul>
      ${this.show ? html`<button class="button small ghost" data-test="show-new" @click=${() =>
        this.#choose(undefined)}>${icon("plus")}${say("studio.newShow")}</button>` : nothing}</section>`;
  }

  /** True while the numbers of the show still move: on the air, and while its last orders are paid. */
  get #isMoving(): boolean {
    const {endedAt} = this.show ?? {};
    return this.#isLive || (!!endedAt && Date.now() - Date.parse(endedAt) < AFTERGLOW_MS);
  }

  get #isLive(): boolean {
    return this.show?.status === "LIVE";
  }

  async #learnShows(): Promise<ShowBrief[]> {
    const shows = await showsOfHost(this.desk.hostId);
    this.planned = shows.filter((show) => show.status === "SCHEDULED");
    const current = shows.find((show) => show.status === "LIVE")
      ?? shows.find((show) => show.showId === this.show?.showId)
      ?? this.planned.sort((one, other) => (one.startsAt ?? "").localeCompare(other.startsAt ?? ""))[0];
    await this.#choose(current);
    await this.#learnSteps(shows);
    return shows;
  }

  async #learnSteps(shows: ShowBrief[]): Promise<void> {
    const isNew = this.desk.isOwner && shows.every((show) => show.status === "SCHEDULED");
    if (isNew) {
      const goods = await api.peek<Page<Product>>("/products", {hostId: this.desk.hostId, limit: 30})
        .catch(() => undefined);
      this.hasGoods = goods?.items.some((product) => product.isListed) ?? false;
    }
    this.isNew = isNew;
  }

  readonly #toShow = async () => {
    this.tab = "show";
    await this.updateComplete;
    const panel = this.querySelector("lt-show-panel");
    const target = panel?.querySelector<HTMLElement>('[name="title"]')
      ?? panel?.querySelector<HTMLElement>(".primary");
    target?.scrollIntoView({block: "center"});
    target?.focus({preventScroll: true});
  };

  async #choose(show: ShowBrief | undefined): Promise<void> {
    const isOther = show?.showId !== this.show?.showId;
    this.show = show;
    this.isNew &&= !show || show.status === "SCHEDULED";
    this.every.again();
    if (isOther) {
      this.cards = [];
      this.ofShow = undefined;
      if (show) {
        this.cards = await cardsOfShow(show.showId);
        void this.#read();
      }
    }
  }

  readonly #onShow = async (event: CustomEvent<ShowBrief | undefined>) => {
    const show = event.detail;
    await this.#choose(show);
    if (!show || show.status === "SCHEDULED") {
      void this.shows.run();
    } else {
      this.planned = this.planned.filter((each) => each.showId !== show.showId);
      void this.#read();
    }
  };

  readonly #onCards = async (event: CustomEvent<Card[] | undefined>) => {
    if (event.detail) {
      this.cards = event.detail;
    } else if (this.show) {
      this.cards = await cardsOfShow(this.show.showId).catch(() => this.cards);
    }
  };

  /** Numbers and signal; each may fail alone, and what was there stays. */
  async #read(): Promise<void> {
    const show = this.show && this.show.status !== "SCHEDULED" ? this.show : undefined;
    const [ofDays, ofShow, stream] = await Promise.allSettled([
      api.get<GrowthSeen>(`/hosts/${this.desk.hostId}/growth`, {days: DAYS}),
      show ? api.get<GrowthSeen>(`/shows/${show.showId}/growth`) : Promise.resolve(undefined),
      api.get<Stream>(`/rooms/${this.desk.roomId}/stream`),
    ]);
    this.problem = ofDays.status === "rejected" ? asProblem(ofDays.reason) : undefined;
    if (ofDays.status === "fulfilled") {
      this.ofDays = ofDays.value;
      this.readAt = Date.now();
    }
    if (ofShow.status === "fulfilled" && show?.showId === this.show?.showId) {
      this.ofShow = ofShow.value;
    }
    if (stream.status === "fulfilled") {
      this.stream = stream.value;
    }
  }

  async #readStream(): Promise<void> {
    this.stream = await api.peek<Stream>(`/rooms/${this.desk.roomId}/stream`);
  }

  async #enter(): Promise<void> {
    try {
      this.room = stateOf(await api.get<Room>(`/rooms/${this.desk.roomId}`));
      if (this.isConnected && !this.#link) {
        this.#link = new RoomLink(this.desk.roomId, {
          onFrame: (frame) => this.#onFrame(frame),
          onState: (state) => (this.isOpen = state === "open"),
        });
      }
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  #onFrame(frame: RoomFrame): void {
    if (!this.room) {
      return;
    }
    if (frame.type === "refused") {
      toast(say("studio.refused", {detail: frame.detail ?? frame.reason}), "bad");
    }
    if (frame.type === "flash") {
      flashLeft(this.room.room.host.hostId, frame.left);
    } else if (frame.type === "offers") {
      offersChanged(this.room.room.host.hostId);
    }
    this.room = fold(this.room, frame);
    const show = this.room.show;
    const isOfCards = ["welcome", "cards", "pinned", "unpinned", "stock"].includes(frame.type);
    if (isOfCards && this.#isLive && show?.showId === this.show?.showId) {
      this.cards = this.room.cards;
    }
    if (frame.type === "show" && frame.show.showId === this.show?.showId) {
      void this.#choose(frame.show);
    }
  }

  #speak(text: string): boolean {
    const id = [...crypto.getRandomValues(new Uint32Array(2))].join("-");
    return this.#link?.send({type: "chat", text, id}) ?? false;
  }
}

customElements.define("lt-console", Console);
