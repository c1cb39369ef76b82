/** The numbers of the relation as the door answers them. */

export interface Step {
  step: "FOLLOWED" | "LIKES" | "FAN" | "TRUSTS" | "TEN";
  people: number;
  rate?: number;
  low?: number;
  high?: number;
  medianDays?: number;
}

export interface Quarter {
  pool: "PUBLIC" | "PRIVATE";
  quarter: "STRANGER" | "KNOWN";
  views: number;
  follows: number;
  orders: number;
  buyers?: number;
  gmvMinor: number;
  orderRate?: number;
}

export interface DomainRow {
  pool: "PUBLIC" | "PRIVATE";
  relation: string;
  views: number;
  follows: number;
  orders: number;
  buyers?: number;
  gmvMinor: number;
}

export interface SourceRow {
  source: "LIVE" | "CLIP" | "OFFLIVE";
  orders: number;
  gmvMinor: number;
}

/** A share with where the true one lies; absent of nobody. */
export interface Likely {
  rate?: number;
  low?: number;
  high?: number;
}

export interface RelationSeen {
  scope: "PLATFORM" | "HOST";
  hostId: string;
  from: string;
  to: string;
  currency: string;
  ladder: Step[];
  domain: DomainRow[];
  quarters: Quarter[];
  whole: {views: number; follows: number; orders: number; buyers?: number; gmvMinor: number};
  sources: SourceRow[];
  publicToPrivate: Likely & {strangers: number; stayed: number; maturesBefore: string};
  unplanned: Likely & {
    orders: number; unplanned: number; buyers: number; unplannedBuyers: number; buyerRate?: number;
  };
  baskets: Likely & {buyers: number; acrossCategories: number};
  queries: Record<string, string>;
  isSimulated: boolean;
}
