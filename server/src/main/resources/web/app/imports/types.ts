import type {TableWrong} from "../http/problem";
import type {Money} from "../words/words";

/** The shapes of imports, as the server writes them. */
export type Status = "READING" | "PREVIEW" | "UNREADABLE" | "APPLYING" | "DONE" | "CANCELLED";

export type Outcome =
  "WAITING" | "NEW" | "CHANGES" | "SAME" | "CREATED" | "CHANGED" | "UNCHANGED" | "REFUSED";

/** What a column may mean, in the order in which a host is asked. */
export const FIELDS = [
  "TITLE", "PRICE", "STOCK", "HANDLE", "CODE", "OPTION1", "OPTION2", "OPTION3", "STORY", "TYPE", "CATEGORY",
  "PICTURE", "PUBLISHED", "STATUS",
] as const;

export type Field = (typeof FIELDS)[number];

export interface Settings {
  places: Partial<Record<Field, number>>;
  currency: string;
  category: string;
  plainName: string;
  isHeldBack: boolean;
  encoding?: string;
}

export interface Import {
  importId: string;
  fileName: string;
  status: Status;
  charset: string;
  columns: string[];
  settings: Settings;
  counts: {rows: number; issues: number; pictures: number; products: Partial<Record<Outcome, number>>};
  createdAt: string;
  endedAt?: string;
}

export interface Item {
  name: string;
  code: string;
  price?: Money;
  stock?: number;
}

export interface Sample {
  row: number;
  handle: string;
  title: string;
  story: string;
  category: string;
  isListed?: boolean;
  items: Item[];
  pictureUrls: string[];
  outcome: Outcome;
}

export interface Issue extends TableWrong {
  handle: string;
  isError: boolean;
}

export interface ProductRow {
  row: number;
  handle: string;
  title: string;
  outcome: Outcome;
  productId: string;
}

export const BADGES: Record<Status, string> =
  {READING: "warn", PREVIEW: "accent", UNREADABLE: "bad", APPLYING: "warn", DONE: "good", CANCELLED: ""};

/** Products that will be or were written. */
export function count(counts: Partial<Record<Outcome, number>>, ...outcomes: Outcome[]): number {
  return outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
}
