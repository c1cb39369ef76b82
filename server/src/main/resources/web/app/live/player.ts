/** How the room sees the live player; the video area brings the real one. */
export type PlayerState = "connecting" | "playing" | "stalled" | "offline";

/** Fires `state`, a CustomEvent whose detail is a {@link PlayerState}. */
export interface Player extends EventTarget {
  attach(video: HTMLVideoElement): void;
  /** With an empty view the picture is shown and no watch time is earned. */
  start(roomId: string, viewId: string): void;
  stop(): void;
}

let make: () => Player = () => Object.assign(new EventTarget(), {
  attach: () => undefined,
  start: () => undefined,
  stop: () => undefined,
});

/** Says which player rooms use; called once at start. */
export function usePlayer(maker: () => Player): void {
  make = maker;
}

/** A player whose state goes to the listener. */
export function newPlayer(listener: (state: PlayerState) => void): Player {
  const player = make();
  player.addEventListener("state", (event) => listener((event as CustomEvent<PlayerState>).detail));
  return player;
}
