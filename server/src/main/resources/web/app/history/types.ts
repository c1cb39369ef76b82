/** The shapes of imported histories, as the server writes them. */
export type Status = "READING" | "PREVIEW" | "UNREADABLE" | "APPLYING" | "DONE" | "TAKING_BACK" | "TAKEN_BACK"
  | "CANCELLED";

export type Outcome = "NEW" | "CHANGED" | "GONE" | "SAME";

export type Fate = "EFFECTIVE" | "UNDONE" | "CREDIT" | "UNPAID" | "WITHOUT_BUYER" | "OTHER_CURRENCY"
  | "REFUSED";

/** What a column may mean, in the order in which a host is asked. */
export const FIELDS = [
  "ORDER", "BUYER", "BUYER_ELSE", "ORDERED_AT", "PAID_AT", "TOTAL", "LINE_AMOUNT", "QUANTITY", "UNIT_PRICE",
  "REFUNDED", "STATUS", "CANCELLED_AT", "CURRENCY",
] as const;

export type Field = (typeof FIELDS)[number];

export interface Settings {
  places: Partial<Record<Field, number>>;
  channel: string;
  currency: string;
  zone: string;
  dates: "UNSAID" | "DAY_FIRST" | "MONTH_FIRST";
  isDecimalComma: boolean;
  encoding?: string;
}

export interface History {
  importId: string;
  channelId: string;
  fileName: string;
  status: Status;
  charset: string;
  columns: string[];
  settings: Settings;
  missing: Field[];
  counts: {
    rows: number;
    issues: number;
    orders: Partial<Record<Fate, number>>;
    outcomes: Partial<Record<Outcome | "NONE", number>>;
    done: number;
    kept: number;
  };
  isChannelSet: boolean;
  isCounted: boolean;
  firstDay?: string;
  lastDay?: string;
  createdAt: string;
  endedAt?: string;
}

export interface Issue {
  row: number;
  field: string;
  kind: string;
  cell: string;
}

export interface Sample {
  row: number;
  cells: string[];
}

/** One number by one definition; without a rate below 30. */
export interface Defined {
  definition: string;
  month?: string;
  days?: number;
  part: number;
  whole: number;
  rate?: number;
  low?: number;
  high?: number;
}

/** Where a host sells, and who comes back there. */
export interface Channel {
  channelId: string;
  name: string;
  isHere: boolean;
  currency: string;
  zone: string;
  lastDay: string;
  buyers: number;
  orders: number;
  definitions: Defined[];
}

export const BADGES: Record<Status, string> = {
  READING: "warn", PREVIEW: "accent", UNREADABLE: "bad", APPLYING: "warn", DONE: "good", TAKING_BACK: "warn",
  TAKEN_BACK: "", CANCELLED: "",
};

export function isAtWork(history: History): boolean {
  return ["READING", "APPLYING", "TAKING_BACK"].includes(history.status)
    || ["DONE", "TAKEN_BACK"].includes(history.status) && !history.isCounted;
}
