/** The shapes of bonds, tiers, segments and messages. */
export type Tier = "STRANGER" | "FOLLOWER" | "FAN" | "LOYAL" | "LAOTIE";

export interface Benefit {
  tier: Tier;
  discountPercent: number;
  earlyMinutes: number;
}

export interface OpenRule {
  minutePoints: number;
  minutesMax: number;
  commentPoints: number;
  commentsMax: number;
  visitPoints: number;
  orderPoints: number;
  ordersMax: number;
  halfLifeDays: number;
  steps: Array<{tier: Tier; points: number; orders: number}>;
  benefits: Benefit[];
}

export interface Bond {
  host: {hostId: string; name: string; avatarUrl?: string};
  relation: Tier;
  since?: string;
  points: number;
  orders: number;
  next?: {tier: Tier; points: number; orders: number};
  benefit: Benefit;
  isConsenting: boolean;
  consentedAt?: string;
  holds?: Held;
}

/** All that a host holds of somebody who consents. */
export interface Held {
  tier: Tier;
  orders: number;
  spentMinor: number;
  lastOrderDay?: string;
  isLate: boolean;
  categories: string[];
  sizes: string[];
  asked: string[];
  /** Whether he still comes, and on how many days he buys in the weeks ahead. */
  estimate?: {alive: number; purchases: number; weeks: number};
}

export interface Segment {
  segment: string;
  label: string;
  fans: number;
}

export interface Fan {
  viewerId: string;
  name: string;
  avatarUrl?: string;
  tier: Tier;
  followedAt: string;
  orders: number;
  spentMinor: number;
  lastOrderDay?: string;
  isLate: boolean;
}

export interface Earned {
  messageId: string;
  segment: string;
  words: string;
  path: string;
  at: string;
  chosen: number;
  reached: number;
  capped: number;
  opened: number;
  came: number;
  orders: number;
  gmvMinor: number;
}

export interface GroupLine {
  messageId: string;
  account: {accountId: string; name: string; isHost: boolean};
  tier: Tier;
  text: string;
  at: string;
}

export interface Group {
  items: GroupLine[];
  isActor: boolean;
  mutedUntil?: string;
}

export interface Standing {
  standing: string;
  orders: number;
  paidRate?: number;
  keptRate?: number;
}
