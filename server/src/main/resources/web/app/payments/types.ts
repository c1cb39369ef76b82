import type {OrderStatus} from "../http/types";
import type {Money} from "../words/words";

export type Way = "NOW" | "PAGE" | "PHONE" | "CODE";

/** What the buyer does next: wait, go to a page, scan the picture of a code. */
export interface Next {
  kind: "WAIT" | "VISIT" | "SCAN";
  url: string;
}

export interface Payment {
  paymentId: string;
  method: string;
  status: "PENDING" | "PAID" | "DECLINED" | "RETURNED";
  startedAt: string;
  next: Next;
}

export interface Method {
  method: string;
  ways: Way[];
}

/** What there is to pay, how, and what was tried in this tab or another one. */
export interface CashierView {
  orderStatus: OrderStatus;
  amount: Money;
  heldUntil: string;
  now: string;
  methods: Method[];
  payments: Payment[];
}

export interface Gateway {
  method: string;
  isConfigured: boolean;
  isOffered: boolean;
  ways: Way[];
  hasStatements: boolean;
  lastDay?: string;
}

/** A payment of which its gateway has said nothing. */
export interface Silent {
  paymentId: string;
  orderId: string;
  method: string;
  amount: Money;
  startedAt: string;
  asked: number;
  askAt?: string;
  lastError: string;
}

/** Money that is owed to a buyer and not back. */
export interface OwedBack {
  refundId: string;
  paymentId: string;
  orderId: string;
  method: string;
  amount: Money;
  owedAt: string;
  attempts: number;
  nextTryAt?: string;
  lastError: string;
}

/** One reading of a gateway's statement of a day. */
export interface Run {
  method: string;
  day: string;
  runAt: string;
  fault: string;
  matched: number;
  differences: number;
}

export interface Desk {
  now: string;
  gateways: Gateway[];
  silent: Silent[];
  refunds: OwedBack[];
  days: Run[];
}

export interface Finding {
  verdict: "MATCHED" | "MISSING_HERE" | "MISSING_THERE" | "AMOUNTS_DIFFER" | "TWICE_THERE";
  kind: "PAYMENT" | "REFUND" | "OTHER";
  id: string;
  reference: string;
  theirs?: Money;
  ours?: Money;
  fee: Money;
  at: string;
}
