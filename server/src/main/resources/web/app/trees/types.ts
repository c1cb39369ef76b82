import type {Factors} from "../http/types";
import type {Change} from "../growth/seen";

/** The trees as their doors answer them. */

export interface Node {
  factors: Factors;
  ordersPerUv?: number;
  isYesterdayExact: boolean;
  views: number;
  gpmMinor?: number;
  gmvMinorPerUv?: number;
  ordersPerWatchHour?: number;
  gmvMinorPerWatchHour?: number;
  askedViews: number;
  intentRate?: number;
  ripeViews: number;
  metViews: number;
  intentConversion?: number;
}

/** The sums of a node in a list. */
export interface Sums {
  uv: number;
  watchMillis: number;
  views: number;
  buyers: number;
  orders: number;
  gmvMinor: number;
  askedViews: number;
}

export interface Branch {
  id: string;
  name: string;
  pictureUrl: string;
  at?: string;
  now: Sums;
  before?: Sums;
  change?: Change;
}

/** A ratio that moved: before + mix + rate = after. */
export interface Mix {
  before: number;
  after: number;
  mix: number;
  rate: number;
}

export type Level = "HOST" | "SOURCE" | "SHOW" | "CLIP" | "PRODUCT" | "POOL" | "CHANNEL" | "ENTRY";

export interface Layer {
  level: Level;
  branches: Branch[];
  restCount: number;
  restMinor: number;
  shippingMinor: number;
  sum?: Change;
  orderValueMix?: Mix;
  ordersPerViewMix?: Mix;
}

export interface Cohort {
  month: string;
  size: number;
  active: number;
  orders: number;
  gmvMinor: number;
  activeShare?: number;
  ordersPerActive?: number;
  gmvMinorPerOrder?: number;
}

export interface Relation {
  newBuyers: number;
  newOrders: number;
  newMinor: number;
  gmvMinorPerNewBuyer?: number;
  knownMinor: number;
  isExact: boolean;
  cohorts: Cohort[];
}

export interface Span {
  from: string;
  to: string;
}

/** One node of the trees, with what lies below it and what it was. */
export interface TreeSeen {
  hostName: string;
  itemName: string;
  productName: string;
  window: Span;
  previous?: Span;
  isWhole: boolean;
  currency: string;
  now: Node;
  before?: Node;
  change?: Change;
  changeYesterday?: Change;
  layers: Layer[];
  relation: Relation;
  relationBefore?: Relation;
  relationChange?: {fresh: Change; known: Change; activeMix?: Mix};
  isSimulated: boolean;
}

export function layerOf(seen: TreeSeen, level: Level): Layer | undefined {
  return seen.layers.find((layer) => layer.level === level);
}
