import type {Money} from "../words/words";

/** The shapes of supply, as the server writes them. */
export interface Supplier {
  supplierId: string;
  name: string;
  contact: string;
}

export interface Warehouse {
  warehouseId: string;
  name: string;
}

export interface Difference {
  missing: number;
  over: number;
  damaged: number;
}

export type ConsignmentState = "ANNOUNCED" | "COUNTED" | "ACCEPTED" | "WITHDRAWN";

export interface ConsignmentLine {
  skuId: string;
  title: string;
  name: string;
  announced: number;
  /** Absent for assistants. */
  unitCost?: Money;
  count?: {good: number; damaged: number};
  difference: Difference;
}

export interface Consignment {
  consignmentId: string;
  supplierId: string;
  supplierName: string;
  state: ConsignmentState;
  warehouseId: string;
  note: string;
  announcedAt: string;
  countedAt?: string;
  endedAt?: string;
  announced: number;
  good: number;
  difference: Difference;
  lines: ConsignmentLine[];
}

export interface Place {
  /** Empty for the host's own goods. */
  warehouseId: string;
  shelf: string;
  onHand: number;
  gone: number;
}

export interface Stocked {
  skuId: string;
  productId: string;
  title: string;
  name: string;
  available: number;
  held: number;
  sold: number;
  supplied: number;
  places: Place[];
}

export interface Batch {
  batchId: string;
  number: number;
  orders: number;
  waiting: number;
  madeAt: string;
  closedAt?: string;
}

export interface Batches {
  items: Batch[];
  next: string;
  toShip: number;
  inBatches: number;
}

export interface PickLine {
  warehouseId: string;
  shelf: string;
  skuId: string;
  title: string;
  skuName: string;
  units: number;
  orders: number;
}

export interface PickList {
  batch: Batch;
  lines: PickLine[];
}

export interface Parcel {
  orderId: string;
  sequence: number;
  lines: Array<{skuId: string; warehouseId: string; title: string; skuName: string; units: number}>;
}

export type WaybillStatus = "CHECKING" | "PREVIEW" | "APPLYING" | "DONE" | "CANCELLED";

export type Outcome =
  "WAITING" | "READY" | "CHANGES" | "SAME" | "LEFT_OUT" | "REFUSED" | "SHIPPED" | "CORRECTED";

export interface WaybillImport {
  importId: string;
  fileName: string;
  status: WaybillStatus;
  charset: string;
  rows: number;
  outcomes: Partial<Record<Outcome, number>>;
  createdAt: string;
  endedAt?: string;
}

export interface WaybillRow {
  row: number;
  orderId: string;
  carrier: string;
  trackingNumber: string;
  outcome: Outcome;
  why: string;
}

export interface SupplierStatement {
  supplierId: string;
  name: string;
  opening: Money[];
  closing: Money[];
  lines: {items: Array<{entryId: string; kind: string; orderId: string; at: string; amount: Money}>; next: string};
  account?: {bank: string; number: string} | null;
}

export const STATE_BADGES: Record<ConsignmentState, string> =
  {ANNOUNCED: "warn", COUNTED: "accent", ACCEPTED: "good", WITHDRAWN: ""};

export const STATUS_BADGES: Record<WaybillStatus, string> =
  {CHECKING: "warn", PREVIEW: "accent", APPLYING: "warn", DONE: "good", CANCELLED: ""};

/** Rows of some outcomes together. */
export function count(outcomes: Partial<Record<Outcome, number>>, ...wanted: Outcome[]): number {
  return wanted.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0);
}
