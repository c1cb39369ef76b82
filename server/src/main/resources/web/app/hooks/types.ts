/** The shapes of webhooks, as the server writes them. */
export interface Hook {
  endpointId: string;
  name: string;
  url: string;
  /** Empty for everything. */
  types: string[];
  state: "ACTIVE" | "PAUSED" | "OFF";
  cause?: "GONE" | "FAILING";
  failures: number;
  failingSince?: string;
  /** Counted up to 1,000. */
  waiting: number;
  dropped: number;
  madeAt: string;
}

export interface Offer {
  items: Hook[];
  types: string[];
  endpointsMax: number;
}

/** An endpoint with its secret, which is not shown again. */
export interface Opened {
  endpoint: Hook;
  secret: string;
}

export interface Attempt {
  number: number;
  at: string;
  millis: number;
  outcome: string;
  /** 0 without an answer. */
  status: number;
  answer: string;
}

export type DeliveryState = "WAITING" | "DELIVERED" | "GIVEN_UP";

export interface Delivery {
  messageId: string;
  type: string;
  state: DeliveryState;
  attempts: number;
  madeAt: string;
  dueAt?: string;
  last?: Attempt;
}

export interface Detail {
  delivery: Delivery;
  body: string;
  attempts: Attempt[];
}

/** Types by what they are about: order, payment, refund, return, stock. */
export function groups(types: string[]): Array<[string, string[]]> {
  const found = new Map<string, string[]>();
  for (const type of types) {
    const group = type.split(".")[0]!;
    found.set(group, [...found.get(group) ?? [], type]);
  }
  return [...found];
}
