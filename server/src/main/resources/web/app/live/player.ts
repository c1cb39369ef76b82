/** How the room sees the live player; the video area brings the real one. */
export type PlayerState = "connecting" | "playing" | "stalled" | "offline";

export interface Player extends EventTarget {
  attach(video: HTMLVideoElement): void;
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

export function newPlayer(): Player {
  return make();
}
