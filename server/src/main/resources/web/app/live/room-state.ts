import type {Card, Chat, Room, RoomFrame, ShowBrief} from "../http/types";

/** What a room looks like now: a fold over the frames of its socket. Nothing here touches the page. */
export interface RoomState {
  room: Room;
  show?: ShowBrief;
  cards: Card[];
  chats: Chat[];
  concurrent: number;
  likes: number;
  mutedUntil?: string;
  /** The last thing that happened, said in one line above the chat. */
  happening?: Happening;
}

export type Happening =
  | {kind: "entered"; name: string; id: number}
  | {kind: "followed"; name: string; id: number}
  | {kind: "bought"; name: string; title: string; quantity: number; id: number};

const CHATS_MAX = 200;
let happenings = 0;

export function stateOf(room: Room): RoomState {
  return {
    room,
    show: room.show,
    cards: room.cards,
    chats: [],
    concurrent: room.show?.concurrent ?? 0,
    likes: 0,
    mutedUntil: room.viewerState.mutedUntil,
  };
}

export function fold(state: RoomState, frame: RoomFrame): RoomState {
  switch (frame.type) {
    case "welcome":
      return {
        ...state,
        room: {...state.room, ...frame.room, host: {...frame.room.host,
          isFollowed: state.room.host.isFollowed}},
        show: keepReserved(frame.show, state.show),
        cards: frame.cards,
        chats: frame.history.slice(-CHATS_MAX),
        concurrent: frame.concurrent,
        likes: frame.likes,
        mutedUntil: frame.you?.mutedUntil,
      };
    case "chat": {
      const {type: _, ...chat} = frame;
      return state.chats.some((old) => old.messageId === chat.messageId)
        ? state
        : {...state, chats: [...state.chats, chat].slice(-CHATS_MAX)};
    }
    case "chatDeleted":
      return {...state, chats: state.chats.filter((chat) => chat.messageId !== frame.messageId)};
    case "cards":
      return {...state, cards: frame.cards};
    case "pinned":
      return {...state, cards: withPinned(state.cards, frame.card)};
    case "unpinned":
      return {...state, cards: state.cards.map((card) => ({...card, isPinned: false}))};
    case "stock":
      return {...state, cards: state.cards.map((card) => withStock(card, frame.skuId, frame.available))};
    case "likes":
      return {...state, likes: frame.total};
    case "audience":
      return {...state, concurrent: frame.concurrent};
    case "show":
      return {...state, show: keepReserved(frame.show, state.show), concurrent: frame.show.concurrent};
    case "muted":
      return {...state, mutedUntil: frame.until};
    case "entered":
    case "followed":
      return {...state, happening: {kind: frame.type, name: frame.name, id: ++happenings}};
    case "bought":
      return {...state, happening: {kind: "bought", name: frame.name, title: frame.title,
        quantity: frame.quantity, id: ++happenings}};
    default:
      return state;
  }
}

export function pinnedCard(state: RoomState): Card | undefined {
  return state.cards.find((card) => card.isPinned);
}

export function isMuted(state: RoomState, now: number): boolean {
  return state.mutedUntil !== undefined && Date.parse(state.mutedUntil) > now;
}

function withPinned(cards: Card[], pinned: Card): Card[] {
  const isKnown = cards.some((card) => card.cardId === pinned.cardId);
  const others = cards.map((card) => card.cardId === pinned.cardId
    ? {...pinned, isPinned: true}
    : {...card, isPinned: false});
  return isKnown ? others : [...others, {...pinned, isPinned: true}];
}

function withStock(card: Card, skuId: string, available: number): Card {
  if (!card.product.skus.some((sku) => sku.skuId === skuId)) {
    return card;
  }
  const skus = card.product.skus.map((sku) => (sku.skuId === skuId ? {...sku, available} : sku));
  return {...card, product: {...card.product, skus}};
}

/** The room says the same to everybody; whether I wait for the show I know from its page. */
function keepReserved(show: ShowBrief | undefined, before: ShowBrief | undefined): ShowBrief | undefined {
  return show && before?.showId === show.showId ? {...show, isReserved: before.isReserved} : show;
}
