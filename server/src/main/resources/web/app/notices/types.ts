/** The shapes of what somebody is told. */
export interface Notice {
  noticeId: string;
  kind: string;
  hostId?: string;
  words: string;
  path: string;
  names: Record<string, string>;
  at: string;
  isRead: boolean;
}

export interface NoticePage {
  items: Notice[];
  next: string;
  unread: number;
}

export interface Channels {
  isMailOffered: boolean;
  email?: string;
  isConfirmed: boolean;
}
