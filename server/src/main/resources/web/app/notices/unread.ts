import {Cell} from "../design/cell";
import {api} from "../http/api";
import {account} from "../shell/session";

/** How many notices are unread; the server counts no further than 100. */
export const unread = new Cell<number>(0);

const ASKED_EVERY_MS = 20_000;
let timer: ReturnType<typeof setInterval> | undefined;

/** Asks now, and then every twenty seconds while the page is in sight. */
export function watchUnread(): void {
  if (timer === undefined) {
    timer = setInterval(() => void askUnread(), ASKED_EVERY_MS);
    account.watch(() => void askUnread());
    document.addEventListener("visibilitychange", () => void askUnread());
  }
  void askUnread();
}

export async function askUnread(): Promise<void> {
  if (!account.value) {
    unread.value = 0;
    return;
  }
  if (document.visibilityState === "visible") {
    const answer = await api.peek<{count: number}>("/me/notices/unread").catch(() => undefined);
    unread.value = answer?.count ?? unread.value;
  }
}
