import type {Page} from "../http/types";
import type {Money} from "../words/words";

export type TransferKind =
  "ARRIVED" | "STRAYED" | "OWED" | "RETURNED" | "REFUNDED" | "SETTLED" | "UNSETTLED" | "PAID_OUT" | "FEE"
  | "PROMOTED";

export interface PurseSum {
  purse: string;
  amount: Money;
  owners: number;
  entries: number;
}

export interface Ledger {
  isZero: boolean;
  unbalanced: number;
  entries: number;
  purses: PurseSum[];
  at: string;
  statement: string;
}

export type PayoutState = "OPEN" | "PAID" | "FAILED" | "BOUNCED";

export interface Payout {
  payoutId: string;
  payee: "HOST" | "SUPPLIER";
  payeeId: string;
  name: string;
  /** False when nobody said where the money goes; only operators are told. */
  hasAccount?: boolean;
  amount: Money;
  state: PayoutState;
  words: string;
  movedAt?: string;
}

export interface BatchHead {
  batchId: string;
  number: number;
  openedAt: string;
  payouts: number;
  open: number;
}

export interface Batch {
  batchId: string;
  payouts: Payout[];
}

export interface Hold {
  holdId: string;
  payeeId: string;
  caseId: string;
  reason: string;
  amountMinor: number;
  placedAt: string;
  endsAt: string;
  releasedAt?: string | null;
}

export interface PayoutAccount {
  holder: string;
  bank: string;
  number: string;
}

export interface HostMoney {
  held: Money[];
  due: Money[];
  waiting: number;
  firstDueAt?: string | null;
  holds: Hold[];
  payouts: Payout[];
  terms: {commissionBasisPoints: number; afterDays: number};
  account?: PayoutAccount | null;
}

export interface StatementLine {
  entryId: string;
  kind: TransferKind;
  orderId: string;
  at: string;
  amount: Money;
  gross: Money;
  subsidy: Money;
  commission: Money;
  supplies: Money;
}

export interface Statement {
  opening: Money[];
  closing: Money[];
  lines: Page<StatementLine>;
}
