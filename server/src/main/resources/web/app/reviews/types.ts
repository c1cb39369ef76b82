import type {Picture} from "../http/types";

/** What reviews of a product add up to; `counts` begins with one star. */
export interface Rating {
  productId: string;
  count: number;
  averageHundredths: number;
  counts: number[];
}

export interface Review {
  reviewId: string;
  productId: string;
  skuName: string;
  stars: number;
  words: string;
  pictures: Picture[];
  author: string;
  writtenAt: string;
  editedAt?: string;
  useful: number;
  isUseful: boolean;
  isMine: boolean;
  isCounted: boolean;
  reports: number;
  reply?: {words: string; at: string};
  hidden?: {caseId: string; reason: string; at: string; appealedAt?: string};
  about?: {orderId: string; skuId: string; hostId: string; title: string; pictureUrl: string};
}

/** A line of my order: whether I may review it, or what I wrote. */
export interface ReviewLine {
  skuId: string;
  productId: string;
  title: string;
  skuName: string;
  pictureUrl: string;
  isWritable: boolean;
  review?: Review;
}

export const STARS_MAX = 5;
export const WORDS_MAX = 1_000;
export const PICTURES_MAX = 6;
export const CASE_WORDS_MAX = 500;
