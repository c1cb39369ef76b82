/** How the room sees the live player; the video area brings the real one. */
export type PlayerState = "connecting" | "playing" | "stalled" | "offline";

export interface Player {
  attach(video: HTMLVideoElement): void;
  /** With an empty view the picture is shown and no watch time is earned. */
  start(roomId: string, viewId: string): void;
  stop(): void;
  on(event: "state", listener: (state: PlayerState) => void): () => void;
}

let make: () => Player = () => ({
  attach: () => undefined,
  start: () => undefined,
  stop: () => undefined,
  on: () => () => undefined,
});

/** Says which player rooms use; called once at start. */
export function usePlayer(maker: () => Player): void {
  make = maker;
}

export function newPlayer(): Player {
  return make();
}
