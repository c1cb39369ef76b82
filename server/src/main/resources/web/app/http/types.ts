import type {Clip} from "../clips/types";
import type {Tier} from "../fans/types";
import type {Money} from "../words/words";

/** The shapes of the public API, as the server writes them. */
export type {Money};

export type Role = "VIEWER" | "HOST" | "OPERATOR";

export interface Ban {
  reason: string;
  at: string;
  caseId?: string;
}

export interface Account {
  id: string;
  name: string;
  login?: string;
  isGuest: boolean;
  avatarUrl?: string;
  /** The first password is still in use: operator doors stay shut until it is changed. */
  mustChangePassword?: boolean;
  roles: Role[];
  roomId?: string;
  assistantOf: Array<{hostId: string; name: string; roomId: string}>;
  ban?: Ban;
}

export interface HostBrief {
  hostId: string;
  name: string;
  tagline: string;
  avatarUrl?: string;
  roomId: string;
  followers: number;
  isFollowed: boolean;
  isLive: boolean;
}

export interface Persona {
  tagline: string;
  story: string;
  sinceYear: number;
  goodsFrom: string;
  category: string;
}

export interface Host extends HostBrief, Persona {
  currentShowId?: string;
}

export type ShowStatus = "SCHEDULED" | "LIVE" | "ENDED";

export interface ShowBrief {
  showId: string;
  roomId: string;
  title: string;
  coverUrl?: string;
  status: ShowStatus;
  startsAt?: string;
  startedAt?: string;
  endedAt?: string;
  concurrent: number;
  host: HostBrief;
  /** How many wait for it, and whether I do. */
  reservations: number;
  isReserved: boolean;
}

export interface Sku {
  skuId: string;
  name: string;
  price: Money;
  available: number;
}

export interface Picture {
  pictureId?: string;
  url: string;
  width: number;
  height: number;
}

export interface Product {
  productId: string;
  hostId: string;
  title: string;
  story: string;
  category: string;
  pictures: Picture[];
  skus: Sku[];
  isListed: boolean;
  host: {hostId: string; name: string};
}

export interface Card {
  cardId: string;
  product: Product;
  isPinned: boolean;
  position: number;
}

/** One step from the list price to what is paid, for all units of a line. */
export interface PriceStep {
  kind: "LIST" | "ROOM" | "FLASH" | "TIER" | "COUPON";
  amount: Money;
  subject?: string;
  percent?: number;
}

export interface CouponOff {
  couponId: string;
  name: string;
  off: Money;
}

export interface ShippingFee {
  amount: Money;
  region?: string;
  freeFrom?: Money;
}

export type OrderStatus = "PLACED" | "PAID" | "PACKED" | "SHIPPED" | "DELIVERED" | "CLOSED" | "EXPIRED"
  | "CANCELLED" | "REFUNDED";

export interface Address {
  name: string;
  phone: string;
  region: string;
  street: string;
}

export interface OrderLine {
  skuId: string;
  productId: string;
  title: string;
  skuName: string;
  pictureUrl?: string;
  quantity: number;
  price: Money;
  /** From the list price to `net`, so that the price says why. */
  steps: PriceStep[];
  /** What was paid for all its units, discounts taken off. */
  net: Money;
  refundedQuantity: number;
}

export interface Order {
  orderId: string;
  sequence: number;
  status: OrderStatus;
  lines: OrderLine[];
  amount: Money;
  placedAt: string;
  heldUntil: string;
  paidAt?: string;
  packedAt?: string;
  shippedAt?: string;
  deliveredAt?: string;
  /** When it ended: closed, expired, cancelled or refunded. */
  closedAt?: string;
  carrier?: string;
  trackingNumber?: string;
  address: Address;
  buyer: {accountId: string; name: string};
  host: {hostId: string; name: string};
  showId?: string;
  /** What was promised back so far. */
  refunded: Money;
  /** What was wanted and not there, when the buyer took what is there. */
  missing?: Array<{skuId: string; title: string; skuName: string; wanted: number; got: number}>;
  /** What the lines cost, after everything but shipping. */
  goods: Money;
  coupon?: CouponOff;
  shipping: ShippingFee;
}

export interface Room {
  roomId: string;
  host: HostBrief;
  show?: ShowBrief;
  cards: Card[];
  viewerState: {mutedUntil?: string; isFollowed: boolean};
}

export interface Chat {
  messageId: string;
  seq: number;
  account: {accountId: string; name: string; isHost: boolean; isAssistant: boolean; tier?: Tier};
  text: string;
  isIntent: boolean;
  at: string;
}

/** The socket's own person; absent for somebody without a session, who may only read. */
export interface You {
  accountId: string;
  name: string;
  isGuest: boolean;
  isHost: boolean;
  isAssistant: boolean;
  mutedUntil?: string;
}

/** What the server sends over a room's socket. */
export type RoomFrame =
  | {type: "welcome"; you?: You; room: {roomId: string; host: HostBrief}; show?: ShowBrief; cards: Card[];
      likes: number; concurrent: number; history: Chat[]}
  | ({type: "chat"} & Chat)
  | {type: "chatDeleted"; messageId: string}
  | {type: "cards"; cards: Card[]}
  | {type: "pinned"; card: Card}
  | {type: "unpinned"}
  | {type: "likes"; total: number}
  | {type: "audience"; concurrent: number}
  | {type: "followed"; name: string}
  | {type: "entered"; name: string}
  | {type: "bought"; name: string; title: string; quantity: number}
  | {type: "stock"; skuId: string; available: number}
  | {type: "flash"; left: Record<string, number>}
  | {type: "offers"}
  | {type: "show"; show: ShowBrief}
  | {type: "muted"; until: string}
  | {type: "banned"; reason: string}
  | {type: "offer"; messageId: string; card?: Card; product?: Product}
  | {type: "answer"; messageId: string; product?: Product; words?: string}
  | {type: "kept"; id: string; messageId: string; seq: number}
  | {type: "pong"}
  | {type: "refused"; id?: string; reason: string; detail?: string; retryAfterSeconds?: number};

export type WhyCode = "FOLLOWED" | "VISITED" | "ALIKE" | "NEW_HOST" | "NEW_CLIP" | "RECENTLY_POPULAR"
  | "LIVE_NOW" | "JUST_PUBLISHED" | "STARTS_SOON" | "ANNOUNCED" | "PROMOTED";

/** A place on a page of the feed; without an id when its showing could not be written down. */
interface Place {
  exposureId?: string;
  why: {code: WhyCode | string};
  pool: "PUBLIC" | "PRIVATE";
}

export interface ShowItem extends Place {
  kind: "ROOM" | "SHOW";
  show: ShowBrief;
}

export interface ClipItem extends Place {
  kind: "CLIP";
  clip: Clip;
}

export type FeedItem = ShowItem | ClipItem;

export interface FollowingItem {
  exposureId?: string;
  host: HostBrief;
  show?: ShowBrief;
}

export interface Page<T> {
  items: T[];
  next: string;
}

/** Where a view came from; the server turns it into the public or private pool. */
export type Channel = "FEED" | "SEARCH" | "RANKING" | "STRANGER_SHARE" | "PAID" | "FOLLOWING_TAB" | "PUSH"
  | "FAN_GROUP" | "HOST_PAGE" | "RESERVATION" | "DIRECT_MESSAGE";

export interface Origin {
  exposureId?: string;
  channel?: Channel;
}

export interface StreamSignal {
  isReceived: boolean;
  since?: string;
  videoCodec?: string;
  audioCodec?: string;
  width?: number;
  height?: number;
  bitrateKbps?: number;
  keyframeSeconds?: number;
  framesPerSecond?: number;
  droppedFrames?: number;
  warnings: string[];
}

export interface Stream {
  serverUrl: string;
  streamName: string;
  hasKey: boolean;
  signal: StreamSignal;
}

/** The five factors of GMV; a rate whose denominator is zero is absent. */
export interface Factors {
  uv: number;
  watchSeconds: number;
  buyers: number;
  orders: number;
  gmvMinor: number;
  currency: string;
  watchSecondsPerUv?: number;
  buyersPerWatchHour?: number;
  ordersPerBuyer?: number;
  gmvMinorPerOrder?: number;
  isExact: boolean;
  productMinor: number;
}

export interface Repurchase {
  definition: string;
  days: number;
  scope: string;
  buyers: number;
  repeaters: number;
  rate?: number;
  low?: number;
  high?: number;
  maturedUntil?: string;
  isHidden: boolean;
}

export interface Growth {
  scope: string;
  scopeId: string;
  from: string;
  to: string;
  factors: Factors;
  concurrent: number;
  repurchase: Repurchase[];
  series?: Array<{day: string; uv: number; gmvMinor: number; [factor: string]: string | number}>;
  isSimulated: boolean;
}
