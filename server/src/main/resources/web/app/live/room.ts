import {html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar} from "../design/parts";
import {isDesk} from "../design/screen";
import {spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import type {FollowChange} from "../fans/follow";
import {type PrivateFrame, meant} from "../intents/types";
import {api} from "../http/api";
import {Load} from "../http/load";
import {Problem} from "../http/problem";
import type {Origin, Product, Room, RoomFrame} from "../http/types";
import {goBack, originHere} from "../shell/router";
import {account, ban, learnAccount} from "../shell/session";
import {OffersHere, flashLeft, offersChanged} from "../prices/offers";
import type {BuySheet} from "../trade/buy-sheet";
import {waits} from "../trade/waits";
import {brief, say} from "../words/words";
import {bagButton, cardList, pinnedView} from "./cards";
import type {Hearts} from "./hearts";
import {type Player, type PlayerState, newPlayer} from "./player";
import {type LinkState, RoomLink} from "./room-link";
import {type RoomState, fold, isMuted, pinnedCard, stateOf} from "./room-state";
import {stagePanel} from "./stage-panels";

const LIKES_SENT_EVERY_MS = 500;
const LIKES_MAX = 50;
const LOST_TRIES_BEFORE_ASKING = 3;

/** Nobody is signed in and no name was chosen. */
const NOBODY = "nobody";

/** The room: picture, talk, cards, and buying without leaving. */
export class RoomScreen extends LightElement {
  @property() roomId = "";
  @state() room?: RoomState;
  @state() link: LinkState = "connecting";
  @state() playing: PlayerState = "connecting";
  @state() isSilent = true;
  @state() isGoodsOpen = false;
  @state() draft = "";
  /** What the room told this viewer alone, until he closes it. */
  @state() aside: PrivateFrame | undefined;
  @query("video") video!: HTMLVideoElement;
  @query("lt-hearts") hearts?: Hearts;
  @query("lt-buy") buySheet!: BuySheet;

  readonly #load = new Load<Room>(this, () => api.peek<Room>(`/rooms/${this.roomId}`));
  readonly #origin: Origin = originHere();
  readonly #offers = new OffersHere(this, () => this.room?.room.host.hostId ?? "");
  #player?: Player;
  #socket?: RoomLink;
  #viewId = "";
  #isViewing = false;
  #who?: string;
  #lost = 0;
  #likes = 0;
  #ownLikes = 0;
  #likeTimer?: ReturnType<typeof setTimeout>;
  #muteTimer?: ReturnType<typeof setTimeout>;
  #lastTapAt = 0;
  #lastText = "";

  protected override watched() {
    return [account, isDesk, waits] as never[];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
    clearTimeout(this.#likeTimer);
    clearTimeout(this.#muteTimer);
  }

  protected override willUpdate(): void {
    if (!this.room && this.#load.value) {
      this.room = stateOf(this.#load.value);
    }
  }

  protected override updated(): void {
    if (!this.room) {
      return;
    }
    const who = whoIsHere();
    if (who !== this.#who) {
      const isAnother = this.#who !== undefined;
      this.#leave();
      this.#who = who;
      if (who !== undefined) {
        this.#join();
      }
      if (isAnother) {
        this.aside = undefined;
        void this.#relearn();
      }
    }
    void this.#watch();
  }

  /** Opens the talk. */
  #join(): void {
    this.#lost = 0;
    this.#socket = new RoomLink(this.roomId, {
      onFrame: (frame) => this.#onFrame(frame),
      onState: (link) => this.#onLink(link),
    });
  }

  /** Whom somebody follows is his own: ask again for another person. */
  async #relearn(): Promise<void> {
    const room = await api.peek<Room>(`/rooms/${this.roomId}`).catch(() => undefined);
    if (room && this.room) {
      this.room = {...this.room, room, mutedUntil: room.viewerState.mutedUntil};
    }
  }

  /** Starts the picture when the show is live, stops it when it is not. */
  async #watch(): Promise<void> {
    const isLive = this.room?.show?.status === "LIVE" && this.#who !== undefined;
    if (isLive === this.#isViewing) {
      return;
    }
    this.#isViewing = isLive;
    if (!isLive) {
      this.#stopVideo();
      return;
    }
    try {
      const who = this.#who;
      // Somebody without a name sees the picture behind the question for it, and is not counted.
      const {viewId} = who === NOBODY ? {viewId: ""}
        : await api.open<{viewId: string}>(`/rooms/${this.roomId}/views`, this.#origin);
      if (!this.#isViewing || !this.isConnected || who !== this.#who) {
        return;
      }
      this.#viewId = viewId;
      this.#player?.stop();
      this.#player = newPlayer((playing) => (this.playing = playing));
      this.#player.attach(this.video);
      this.#player.start(this.roomId, viewId);
    } catch (thrown) {
      this.playing = "offline";
      toastProblem(thrown);
    }
  }

  #stopVideo(): void {
    this.#player?.stop();
    this.#player = undefined;
    this.playing = "connecting";
  }

  #leave(): void {
    this.#sendLikes();
    this.#socket?.close();
    this.#socket = undefined;
    this.#isViewing = false;
    this.#viewId = "";
    this.#stopVideo();
  }

  #onFrame(frame: RoomFrame): void {
    switch (frame.type) {
      case "banned":
        ban.value = {reason: frame.reason, at: ""};
        // The account tells since when, and the case to appeal with.
        void learnAccount();
        return;
      case "refused":
        this.#onRefused(frame);
        return;
      case "offer":
      case "answer":
        this.aside = frame;
        return;
      case "flash":
        flashLeft(this.room!.room.host.hostId, frame.left);
        return;
      case "offers":
        offersChanged(this.room!.room.host.hostId);
        return;
      case "likes":
        this.#flyOthers(frame.total);
        break;
      case "muted":
        toast(say(Date.parse(frame.until) > Date.now() ? "live.youAreMuted" : "live.youMaySpeak"));
        break;
    }
    this.room = fold(this.room!, frame);
    if (frame.type === "muted" || frame.type === "welcome") {
      this.#waitForVoice();
    }
  }

  /** Draws again when a mute has run out. */
  #waitForVoice(): void {
    clearTimeout(this.#muteTimer);
    const left = Date.parse(this.room?.mutedUntil ?? "") - Date.now();
    if (left > 0) {
      this.#muteTimer = setTimeout(() => this.requestUpdate(), Math.min(left + 200, 2 ** 31 - 1));
    }
  }

  #onRefused(frame: Extract<RoomFrame, {type: "refused"}>): void {
    const problem = new Problem(0, frame.reason, frame.detail ?? "", {}, frame.retryAfterSeconds);
    toastProblem(problem);
    // The words somebody typed come back, so that nothing is lost.
    this.#fill(this.#lastText);
  }

  #onLink(link: LinkState): void {
    this.link = link;
    this.#lost = link === "lost" ? this.#lost + 1 : link === "open" ? 0 : this.#lost;
    if (this.#lost === LOST_TRIES_BEFORE_ASKING) {
      // The session may be over: then a socket is refused without a reason.
      void learnAccount();
    }
  }

  protected override render() {
    const room = this.room;
    if (!room) {
      return this.#load.view(() => nothing, () => this.#skeleton());
    }
    return html`<div class="room night" data-test="room">
      ${this.#stage(room)}
      ${this.#top(room)}
      <section class="room-talk" aria-label=${say("live.chat")}>
        ${this.#lineState()}
        <lt-chat .isOff=${room.show?.status !== "LIVE"} .chats=${room.chats} .hostId=${room.room.host.hostId}
          .happening=${room.happening}></lt-chat>
        ${isDesk.value ? nothing : this.#coupons(room)}
        ${isDesk.value || this.#isOffered(pinnedCard(room)?.product) ? nothing : this.#pinned(room)}
        <lt-offer .frame=${this.aside} .hostName=${room.room.host.name} @buy=${this.#takeOffer}
          @shelf=${this.#otherGoods} @dismissed=${this.#dropOffer}></lt-offer>
        ${this.#foot(room)}
      </section>
      ${isDesk.value ? html`<aside class="room-goods" aria-label=${say("live.goods")}>
        ${this.#coupons(room)}
        ${this.#pinned(room)}
        <h2 class="subheading">${say("live.goodsCount", {count: room.cards.length})}</h2>
        ${cardList(room.cards, this.#offers.value, this.#buy)}
      </aside>` : nothing}
    </div>
    <lt-sheet .open=${this.isGoodsOpen && !isDesk.value} test="goods-sheet"
      .label=${say("live.goodsCount", {count: room.cards.length})}
      .content=${() => cardList(this.room!.cards, this.#offers.value, this.#buy)}
      @closed=${() => (this.isGoodsOpen = false)}></lt-sheet>
    <lt-buy .cards=${room.cards} .isInRoom=${room.show?.status === "LIVE"}></lt-buy>`;
  }

  #stage(room: RoomState) {
    const cover = room.show?.coverUrl || pinnedCard(room)?.product.pictures[0]?.url || room.room.host.avatarUrl;
    const isLive = room.show?.status === "LIVE";
    return html`<section class="stage" aria-label=${room.show?.title ?? room.room.host.name}>
      ${cover ? html`<img class="stage-blur" src=${cover} alt="" aria-hidden="true">` : nothing}
      <video playsinline autoplay .muted=${true} data-test="video" ?hidden=${!isLive}
        class=${this.playing === "playing" || this.playing === "stalled" ? "" : "is-waiting"}
        @volumechange=${() => (this.isSilent = this.video.muted)} @click=${this.#onTap}></video>
      ${account.value === null && isLive ? this.#nameYourself() : stagePanel(room, this.playing)}
      ${isLive && account.value && this.playing !== "offline" ? html`<button class="button small sound" data-test="sound"
        aria-pressed=${!this.isSilent} @click=${this.#toggleSound}>
        ${icon(this.isSilent ? "muted" : "volume")}
        <span>${say(this.isSilent ? "live.soundOn" : "live.soundOff")}</span></button>` : nothing}
      <lt-hearts></lt-hearts>
    </section>`;
  }

  #nameYourself() {
    return html`<div class="stage-panel name-panel" data-test="name-prompt">
      <h1 class="heading">${say("people.nameYourself")}</h1>
      <lt-sign-in .mode=${"guest"} .allowsGuest=${true}></lt-sign-in>
    </div>`;
  }

  #top({room, show, concurrent}: RoomState) {
    const {host} = room;
    const isFollowed = host.isFollowed || room.viewerState.isFollowed;
    return html`<header class="room-top">
      <div class="host-pill">
        <a class="row tight" href="/host/${host.hostId}">
          ${avatar(host.name, host.avatarUrl, "2.25rem")}
          <span class="host-pill-words"><strong class="clip-1">${host.name}</strong>
            <span class="clip-1">${say("people.followers", {count: host.followers,
              brief: brief(host.followers)})}</span></span>
        </a>
        <lt-follow small .host=${{...host, isFollowed}} @changed=${this.#onFollow}
          .origin=${{...this.#origin, ...(this.#viewId ? {viewId: this.#viewId} : {})}}></lt-follow>
      </div>
      <h1 class="room-title clip-1">${show?.title ?? ""}</h1>
      <span class="grow"></span>
      ${show?.status === "LIVE" ? html`<span class="badge glass audience" data-test="audience"
        aria-label=${say("live.watching", {count: concurrent})}>${icon("person")}${brief(concurrent)}</span>`
        : nothing}
      <button class="icon-button room-close" aria-label=${say("live.leave")} data-test="leave"
        @click=${() => goBack()}>${icon("close")}</button>
    </header>`;
  }

  #lineState() {
    return this.link !== "open" && this.#lost > 0
      ? html`<p class="line-state" role="status" data-test="reconnecting">${spinner()}
          ${say("live.reconnecting")}</p>` : nothing;
  }

  #pinned(room: RoomState) {
    const card = pinnedCard(room);
    return card && room.show?.status === "LIVE" ? pinnedView(card, this.#offers.value, this.#buy) : nothing;
  }

  #coupons(room: RoomState) {
    return room.show?.status === "LIVE" ? html`<lt-coupons .hostId=${room.room.host.hostId}
      .isInRoom=${true}></lt-coupons>` : nothing;
  }

  #foot(room: RoomState) {
    const isLive = room.show?.status === "LIVE";
    const until = isMuted(room, Date.now()) ? room.mutedUntil! : "";
    return html`<footer class="room-foot">
      <lt-composer .mutedUntil=${until} .isOff=${!isLive} .draft=${this.draft}
        @say=${this.#say}></lt-composer>
      ${isDesk.value || (!isLive && room.cards.length === 0) ? nothing
        : bagButton(room.cards.length, () => (this.isGoodsOpen = true))}
      ${isLive ? html`<button class="icon-button like"
        aria-label=${say("live.like", {count: room.likes + this.#ownLikes})}
        data-test="like" @click=${this.#like}>
        ${icon("heart", true)}
        ${room.likes > 0 ? html`<span class="like-count"
          data-test="likes">${brief(room.likes)}</span>` : nothing}
      </button>` : nothing}
    </footer>`;
  }

  #skeleton() {
    return html`<div class="room night" aria-busy="true"><section class="stage">
      <div class="stage-wait">${spinner()}<span>${say("live.video.connecting")}</span></div></section></div>`;
  }

  readonly #buy = (product: Product) => {
    this.isGoodsOpen = false;
    this.buySheet.open(product, this.#viewId);
  };

  /** The same card need not stand twice above the line one writes in. */
  #isOffered(product: Product | undefined): boolean {
    return !!product && !!this.aside && meant(this.aside)?.productId === product.productId;
  }

  readonly #takeOffer = (event: CustomEvent<Product>) => {
    this.#dropOffer();
    this.#buy(event.detail);
  };

  readonly #otherGoods = () => {
    this.#dropOffer();
    this.isGoodsOpen = true;
  };

  readonly #dropOffer = () => {
    this.aside = undefined;
  };

  readonly #say = (event: CustomEvent<string>) => {
    this.#lastText = event.detail;
    const id = Math.random().toString(36).slice(2);
    if (!this.#socket?.send({type: "chat", text: event.detail, id})) {
      toast(say("live.notSent"), "bad");
      this.#fill(event.detail);
    }
  };

  #fill(text: string): void {
    this.draft = "";
    void this.updateComplete.then(() => (this.draft = text));
  }

  readonly #like = () => {
    this.#likes = Math.min(LIKES_MAX, this.#likes + 1);
    this.hearts?.fly(1);
    this.#likeTimer ??= setTimeout(() => this.#sendLikes(), LIKES_SENT_EVERY_MS);
  };

  #sendLikes(): void {
    clearTimeout(this.#likeTimer);
    this.#likeTimer = undefined;
    if (this.#likes > 0 && this.#socket?.send({type: "like", count: this.#likes})) {
      this.#ownLikes += this.#likes;
    }
    this.#likes = 0;
  }

  /** Hearts of other people: what the total grew by, without one's own. */
  #flyOthers(total: number): void {
    const before = this.room?.likes ?? 0;
    const others = before === 0 ? 0 : Math.max(0, total - before - this.#ownLikes);
    this.#ownLikes = 0;
    this.hearts?.fly(others);
  }

  readonly #onTap = () => {
    if (this.isSilent) {
      this.#toggleSound();
    } else if (performance.now() - this.#lastTapAt < 350) {
      this.#like();
    }
    this.#lastTapAt = performance.now();
  };

  readonly #toggleSound = () => {
    this.video.muted = !this.video.muted;
    void this.video.play().catch(() => undefined);
  };

  readonly #onFollow = (event: CustomEvent<FollowChange>) => {
    const {room} = this.room!;
    this.room = {...this.room!, room: {
      ...room,
      host: {...room.host, ...event.detail},
      viewerState: {...room.viewerState, isFollowed: event.detail.isFollowed},
    }};
  };
}

/**
 * Undefined while the server was not asked yet. A guest who registers keeps his id and gets a new
 * session.
 */
function whoIsHere(): string | undefined {
  const who = account.value;
  if (!who) {
    return who === null ? NOBODY : undefined;
  }
  return `${who.id} ${who.isGuest ? "guest" : "member"}`;
}

customElements.define("lt-room", RoomScreen);
