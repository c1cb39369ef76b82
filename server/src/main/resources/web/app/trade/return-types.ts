import type {Address} from "../http/types";
import type {Money} from "../words/words";
import type {Actor} from "./timeline";

export type ReturnKind = "REFUND_ONLY" | "RETURN";

export type ReturnState = "ASKED" | "PROPOSED" | "REFUSED" | "AGREED" | "SENT_BACK" | "ESCALATED" | "REFUNDED"
  | "WITHDRAWN" | "REJECTED";

export type Power = "AGREE" | "REFUSE" | "PROPOSE" | "ACCEPT" | "ESCALATE" | "WITHDRAW" | "SEND" | "ARRIVE"
  | "DISPUTE" | "DECIDE";

/** A return as the server shows it to the one who asks. */
export interface Return {
  returnId: string;
  orderId: string;
  kind: ReturnKind;
  reason: string;
  state: ReturnState;
  lines: Array<{line: number; title: string; skuName: string; pictureUrl?: string; quantity: number}>;
  asked: Money;
  award: Money;
  refunded: Money;
  /** The host pays the way back. */
  isFree: boolean;
  askedAt: string;
  /** When silence decides. */
  dueAt?: string;
  endedAt?: string;
  carrier: string;
  trackingNumber: string;
  pictures: string[];
  buyer: {accountId: string; name: string};
  host: {hostId: string; name: string};
  powers: Power[];
  isToShelve: boolean;
  sendTo?: Address;
  steps: Array<{at: string; actor: Actor; action: string; minor: number; words: string}>;
}

export interface Choices {
  lines: Array<{line: number; unitsFree: number}>;
  choices: Array<{reason: string; kinds: ReturnKind[]; award: Money; isFree: boolean; isAtOnce: boolean}>;
}

export const RETURN_TONES: Record<ReturnState, string> = {
  ASKED: "warn", PROPOSED: "accent", REFUSED: "bad", AGREED: "accent", SENT_BACK: "accent", ESCALATED: "warn",
  REFUNDED: "good", WITHDRAWN: "", REJECTED: "",
};
