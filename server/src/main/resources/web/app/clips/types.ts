import type {Channel, HostBrief, Product} from "../http/types";

/** The shapes of clips (短视频), as the server writes them. */
export type ClipStatus = "PROCESSING" | "READY" | "PUBLISHED" | "FAILED" | "WITHDRAWN";

/** A product that appears in a clip from a moment on. */
export interface ClipCard {
  /** Milliseconds from the beginning of the video. */
  fromMs: number;
  product: Product;
}

export interface Clip {
  clipId: string;
  hostId: string;
  host: HostBrief;
  caption: string;
  /** Empty until the video is ready. */
  coverUrl: string;
  videoUrl: string;
  width: number;
  height: number;
  lengthMs: number;
  status: ClipStatus;
  /** 0..1, while the status is PROCESSING. */
  progress?: number;
  /** The code of a page under /problems, when the status is FAILED. */
  failure?: string;
  publishedAt?: string;
  cards: ClipCard[];
  /** The product whose story of origin this clip tells. */
  sourcesProductId?: string;
  /** The show it was cut from. */
  showId?: string;
  likes: number;
  comments: number;
  shares: number;
  views: number;
  isLiked: boolean;
}

/** A card as it is sent. */
export interface WantedCard {
  productId: string;
  fromMs: number;
}

export interface WantedClip {
  caption: string;
  cards: WantedCard[];
  sourcesProductId?: string;
}

export interface NewClip extends WantedClip {
  uploadId: string;
  /** Shows it to the square as soon as it is ready. */
  publishes?: boolean;
}

/** The explanation of a card, cut out of a show's recording. */
export interface CutClip {
  showId: string;
  cardId: string;
  caption?: string;
}

export interface OpenedUpload {
  uploadId: string;
  received: number;
  partBytesMax: number;
}

export interface UploadState {
  received: number;
  bytes: number;
  expiresAt: string;
}

export interface ClipOrigin {
  exposureId?: string;
  channel?: Channel;
}

export interface Comment {
  commentId: string;
  account: {accountId: string; name: string; isHost: boolean; isAssistant: boolean};
  text: string;
  isIntent: boolean;
  at: string;
  /** The comment it answers; absent at the top. */
  answersId?: string;
  /** The first three. */
  replies: Comment[];
  replyCount: number;
  isMine: boolean;
  /** The card for what I asked. */
  offer?: {product: Product};
}

/** What is answered to a new comment; the offer is a private "this one?". */
export interface Commented {
  comment: Comment;
  offer?: {product: Product};
}

/** The length of a clip as a label tells it: whole seconds that are over. */
export function wholeSeconds(lengthMs: number): number {
  return Math.floor(lengthMs / 1000) * 1000;
}
