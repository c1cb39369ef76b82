import type {Tier} from "../fans/types";

/** A number and where it lies, 95 %. */
export interface Told {
  value: number;
  low: number;
  high: number;
}

interface Sum {
  expected: number;
  low: number;
  high: number;
}

/** How the model did on days it had not seen. */
export interface ValueTest {
  isOfPool: boolean;
  knownUntil: string;
  until: string;
  customers: number;
  told: Sum;
  happened: number;
  isCovered: boolean;
  weeks: Array<{week: number; expected: number; happened: number}>;
}

/** The last count of a host's customers. */
export interface Counted {
  asOf: string;
  countedAt: string;
  basis: "OWN" | "POOLED" | "NONE";
  reason: string;
  customers: number;
  repeatBuyers: number;
  told?: {
    model: string;
    fitted: {customers: number; repeatBuyers: number};
    purchases: Sum;
    spend?: Sum;
    spendReason: string;
    test: ValueTest;
  };
  tiers: Array<{tier: Tier; customers: number; alive: number; purchases: number; spendMinor?: number}>;
  zones: Array<{zone: "GONE" | "MAYBE" | "HERE"; customers: number; purchases: number; spendMinor?: number}>;
  dots: Array<{alive: number; value: number; days: number; isWinBack: boolean}>;
  winBacks: number;
  winBacksAgreed: number;
}

export interface ValuesSeen {
  currency: string;
  weeks: number;
  repeatBuyersMin: number;
  shownMin: number;
  counting?: {step: string; done: number; total: number};
  counted?: Counted;
  isSimulated: boolean;
}

/** One customer; named when he lets the host know him. */
export interface Customer {
  customer: string;
  accountId?: string;
  name?: string;
  avatarUrl?: string;
  tier: Tier;
  bought: {days: number; firstDay: string; lastDay: string; paidMinor: number};
  alive: Told;
  purchases: Told;
  spend?: Told;
  atStake?: number;
}
