import {Cell} from "../design/cell";
import {api} from "../http/api";
import {account} from "../shell/session";
import type {ClipOrigin} from "./types";

const FIRST_BEAT_MS = 3_000;
const BEAT_EVERY_MS = 10_000;
/** Less than this since the last beat is not worth one when somebody goes on to the next clip. */
const LAST_BEAT_MS = 1_000;
const SOUND_KEY = "laotie.clips.sound";

/** Whether somebody wants to hear clips: remembered over visits. */
export const sound = new Cell<boolean>(localStorage.getItem(SOUND_KEY) !== "off");

export function chooseSound(isOn: boolean): void {
  localStorage.setItem(SOUND_KEY, isOn ? "on" : "off");
  sound.value = isOn;
}

/**
 * One view of one clip: it begins when the clip plays, and beats prove the seconds played. Somebody without
 * a name watches and is not counted.
 */
export class Watching {
  viewId = "";
  #playedMs = 0;
  #toldMs = 0;
  #beatAtMs = FIRST_BEAT_MS;
  #seq = 0;
  #askedFor: string | undefined;

  constructor(
    private readonly clipId: string,
    private readonly origin: ClipOrigin,
    private readonly onView: () => void,
  ) {}

  /** So many more milliseconds were played. */
  played(ms: number, isMuted: boolean): void {
    void this.#begin();
    this.#playedMs += ms;
    if (this.#playedMs >= this.#beatAtMs) {
      this.#beatAtMs = this.#playedMs + BEAT_EVERY_MS;
      this.#beat(isMuted);
    }
  }

  /** The viewer goes on. */
  leave(isMuted: boolean): void {
    if (this.#playedMs - this.#toldMs > LAST_BEAT_MS) {
      this.#beat(isMuted);
    }
  }

  /** Once for each person: somebody who signs in on the way is counted from then on. */
  async #begin(): Promise<void> {
    const who = account.value?.id ?? "";
    if (account.value === undefined || who === "" || this.#askedFor === who) {
      return;
    }
    this.#askedFor = who;
    try {
      this.viewId = (await api.open<{viewId: string}>(`/clips/${this.clipId}/views`, this.origin)).viewId;
      this.onView();
    } catch (thrown) {
      console.warn("this view is not counted", thrown);
    }
  }

  #beat(muted: boolean): void {
    if (!this.viewId) {
      return;
    }
    this.#seq = Math.max(this.#seq + 1, Math.floor(Date.now() / 1000));
    const playedMs = Math.round(this.#playedMs - this.#toldMs);
    this.#toldMs = this.#playedMs;
    fetch(`/api/v1/clip-views/${encodeURIComponent(this.viewId)}/beats`, {
      method: "POST",
      keepalive: true,
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify({seq: this.#seq, playedMs, visible: document.visibilityState === "visible",
        muted}),
    }).catch(() => undefined);
  }
}
