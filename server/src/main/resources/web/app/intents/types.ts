import type {Product, RoomFrame} from "../http/types";

/** The shapes of the API of intents. */
export type Label = "BUY" | "PRICE" | "SIZE" | "STOCK" | "DELIVERY" | "AFTER_SALES" | "PRAISE" | "CHAT"
  | "SPAM" | "ABUSE";

/** What a host may say a comment means, questions first. */
export const LABELS: Label[] =
  ["BUY", "PRICE", "SIZE", "STOCK", "DELIVERY", "AFTER_SALES", "PRAISE", "CHAT", "SPAM", "ABUSE"];

/** Labels that wait for an answer. */
export const ASKING = new Set<string>(["BUY", "PRICE", "SIZE", "STOCK", "DELIVERY"]);

export interface Sample {
  commentId: string;
  name: string;
  text: string;
  at: string;
  source: "ROOM" | "CLIP";
  showId?: string;
  clipId?: string;
}

/** Questions with one answer. */
export interface Cluster {
  clusterId: string;
  label: Label;
  product?: Product;
  count: number;
  /** Those that came as a crowd from one network. */
  collapsed: number;
  people: number;
  oldestAt: string;
  newestAt: string;
  samples: Sample[];
  suggested?: Product;
  answer?: {at: string; product?: Product; words?: string};
}

export interface Done {
  answerId: string;
  answered: number;
  people: number;
}

/** How a comment of a show was read. */
export interface Reading {
  commentId: string;
  label: Label;
  productId?: string;
  isOpen: boolean;
  isAnswered: boolean;
}

export interface Wanted {
  demandId: string;
  words: string;
  count: number;
  people: number;
  firstAt: string;
  lastAt: string;
  state: "OPEN" | "MET" | "DISMISSED";
  productId?: string;
}

export interface WantedHere {
  words: string;
  hosts: number;
  count: number;
  people: number;
  firstAt: string;
  lastAt: string;
}

export interface Prize {
  isOn: boolean;
  prize: string;
}

export interface Winner {
  day: string;
  commentId: string;
  name: string;
  text: string;
  prize: string;
  voices: number;
  chosenAt: string;
}

/** What a room tells one viewer alone. */
export type PrivateFrame = Extract<RoomFrame, {type: "offer" | "answer"}>;

/** The product a private frame points at. */
export function meant(frame: PrivateFrame): Product | undefined {
  return frame.type === "offer" ? frame.card?.product ?? frame.product : frame.product;
}
