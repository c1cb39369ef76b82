/**
 * Plays a room with a delay of about a second, proves to the server what was played, and comes back by
 * itself after every break. Media Source over a WebSocket where there is one, else HLS.
 *
 *   const player = new LivePlayer();
 *   player.attach(videoElement);
 *   player.addEventListener("state", (event) => (event as CustomEvent<PlayerState>).detail);
 *   player.start(roomId, viewId);   // viewId "" shows the picture and earns no watch time
 *   player.stop();
 */

/** connecting: no picture yet; stalled: the picture stopped; offline: the room sends nothing. */
export type PlayerState = "connecting" | "playing" | "stalled" | "offline";

/** The events, each a CustomEvent with this detail. */
export interface PlayerEvents {
  state: PlayerState;
  /** Seconds that the picture is behind the newest one here. */
  behind: number;
  /** Milliseconds of watch time the server credited. */
  credited: number;
  /** The sound had to be turned off, since the browser allows no other start. */
  muted: boolean;
}

type Chunk = { mime: string } | { bytes: ArrayBuffer };

const TICK_MS = 250;
const BEHIND_GOAL_S = 0.45;
const BEHIND_FAST_S = 0.8;
const BEHIND_SEEK_S = 2.5;
const STALLED_AFTER_MS = 1500;
const KEPT_S = 20;
const QUEUE_MAX = 400;
const FIRST_BEAT_MS = 3000;
const BEAT_MS = 10_000;
const PING_MS = 20_000;
const RETRY_MS = [300, 1000, 2000, 4000, 8000];

export class LivePlayer extends EventTarget {
  private video?: HTMLVideoElement;
  private roomId = "";
  private viewId = "";
  private current: PlayerState = "offline";
  private socket?: WebSocket;
  private media?: MediaSource;
  private buffer?: SourceBuffer;
  private mime = "";
  private queue: Chunk[] = [];
  private hls?: { destroy(): void };
  private timer = 0;
  private retryTimer = 0;
  private attempts = 0;
  private isRunning = false;
  private hasSignal = true;
  private lastTime = 0;
  private movedAt = 0;
  private playedMs = 0;
  private acknowledgedMs = 0;
  private beatAtMs = FIRST_BEAT_MS;
  private seq = 0;
  private sent = new Map<number, number>();
  private spokeAt = 0;

  get state(): PlayerState {
    return this.current;
  }

  attach(video: HTMLVideoElement): void {
    this.video = video;
    video.playsInline = true;
    video.disableRemotePlayback = true;
  }

  start(roomId: string, viewId: string): void {
    this.stop();
    this.roomId = roomId;
    this.viewId = viewId;
    this.isRunning = true;
    this.hasSignal = true;
    this.attempts = 0;
    this.playedMs = this.acknowledgedMs = this.seq = 0;
    this.beatAtMs = FIRST_BEAT_MS;
    this.sent.clear();
    this.timer = window.setInterval(() => this.tick(), TICK_MS);
    window.addEventListener("pagehide", this.leave);
    this.become("connecting");
    this.connect();
  }

  stop(): void {
    if (!this.isRunning) return;
    this.leave();
    this.isRunning = false;
    window.clearInterval(this.timer);
    window.clearTimeout(this.retryTimer);
    window.removeEventListener("pagehide", this.leave);
    this.hangUp();
    this.dropMedia();
    this.become("offline");
  }

  private emit<K extends keyof PlayerEvents>(event: K, value: PlayerEvents[K]): void {
    this.dispatchEvent(new CustomEvent(event, { detail: value }));
  }

  private become(next: PlayerState): void {
    if (next === this.current) return;
    this.current = next;
    this.emit("state", next);
  }

  private static sourceType(): typeof MediaSource | undefined {
    const all = window as unknown as Record<string, typeof MediaSource | undefined>;
    return all["ManagedMediaSource"] ?? all["MediaSource"];
  }

  private connect(): void {
    if (!LivePlayer.sourceType()) {
      void this.playHls();
      return;
    }
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const view = this.viewId ? `?view=${encodeURIComponent(this.viewId)}` : "";
    const path = `/ws/rooms/${encodeURIComponent(this.roomId)}/video`;
    const socket = new WebSocket(`${scheme}//${location.host}${path}${view}`);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    let isFirst = true;
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket) return;
      if (typeof data === "string") {
        const said = JSON.parse(data);
        if (said.type === "init" && isFirst) {
          // A new socket may speak for a restarted server, whose timeline begins anew.
          isFirst = false;
          this.dropMedia();
        }
        this.hear(said);
      } else {
        this.attempts = 0;
        this.take({ bytes: data });
      }
    };
    socket.onclose = () => {
      if (this.socket === socket) this.retry();
    };
  }

  private hangUp(): void {
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    this.hls?.destroy();
    this.hls = undefined;
  }

  private retry(): void {
    this.hangUp();
    if (!this.isRunning) return;
    const wait = RETRY_MS[Math.min(this.attempts++, RETRY_MS.length - 1)]! * (0.7 + 0.6 * Math.random());
    if (this.attempts > 2) this.become("offline");
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.connect(), wait);
  }

  private hear(said: { type: string; mime?: string; seq?: number; ms?: number }): void {
    switch (said.type) {
      case "init":
        this.hasSignal = true;
        this.take({ mime: said.mime ?? "" });
        break;
      case "waiting":
      case "ended":
        this.hasSignal = false;
        break;
      case "credited":
        this.acknowledge(said.seq ?? 0, said.ms ?? 0);
        break;
    }
  }

  private take(chunk: Chunk): void {
    if (this.queue.length >= QUEUE_MAX) {
      // A page that slept for long: start again at the newest picture.
      this.retry();
      return;
    }
    this.queue.push(chunk);
    if (!this.media) this.openMedia();
    this.pump();
  }

  private openMedia(): void {
    const video = this.video;
    const first = this.queue[0];
    const Source = LivePlayer.sourceType();
    if (!video || !Source || !first || !("mime" in first)) return;
    if (!Source.isTypeSupported(first.mime)) {
      this.hangUp();
      void this.playHls();
      return;
    }
    const media = new Source();
    this.media = media;
    media.addEventListener("sourceopen", () => {
      if (this.media !== media || this.buffer) return;
      URL.revokeObjectURL(video.src);
      this.mime = first.mime;
      this.buffer = media.addSourceBuffer(first.mime);
      this.buffer.addEventListener("updateend", () => this.pump());
      this.buffer.addEventListener("error", () => this.retry());
      this.pump();
    });
    video.src = URL.createObjectURL(media);
    this.play();
  }

  private dropMedia(): void {
    this.queue = [];
    this.media = undefined;
    this.buffer = undefined;
    this.lastTime = 0;
    if (this.video?.src) {
      this.video.removeAttribute("src");
      this.video.load();
    }
  }

  private pump(): void {
    const buffer = this.buffer;
    if (!buffer || buffer.updating || this.media?.readyState !== "open") return;
    try {
      for (let chunk = this.queue[0]; chunk && !buffer.updating; chunk = this.queue[0]) {
        if ("mime" in chunk) {
          if (chunk.mime !== this.mime) buffer.changeType(chunk.mime);
          this.mime = chunk.mime;
        } else {
          buffer.appendBuffer(chunk.bytes);
        }
        this.queue.shift();
      }
    } catch (full) {
      if ((full as DOMException).name === "QuotaExceededError" && this.video) {
        buffer.remove(0, Math.max(0.1, this.video.currentTime - 2));
      } else {
        this.retry();
      }
    }
  }

  private play(): void {
    const video = this.video;
    video?.play().catch((refused: DOMException) => {
      if (refused.name === "NotAllowedError" && !video.muted) {
        video.muted = true;
        this.emit("muted", true);
        video.play().catch(() => undefined);
      }
    });
  }

  private tick(): void {
    const video = this.video;
    if (!video) return;
    const now = performance.now();
    const moved = video.currentTime - this.lastTime;
    this.lastTime = video.currentTime;
    if (moved > 0 && moved < 2 && !video.paused) {
      this.playedMs += moved * 1000;
      this.movedAt = now;
      this.become("playing");
    } else if (this.current === "playing" && now - this.movedAt > STALLED_AFTER_MS) {
      this.become(this.hasSignal ? "stalled" : "offline");
    } else if (!this.hasSignal && this.current !== "playing") {
      this.become("offline");
    }
    if (this.media) this.follow(video);
    this.speak(now);
  }

  private follow(video: HTMLVideoElement): void {
    const ranges = video.buffered;
    if (ranges.length === 0) return;
    const start = ranges.start(ranges.length - 1);
    const end = ranges.end(ranges.length - 1);
    const behind = end - video.currentTime;
    this.emit("behind", behind);
    if (video.paused && !video.ended && document.visibilityState === "visible") this.play();
    if (video.currentTime < start || behind > BEHIND_SEEK_S) {
      video.currentTime = Math.max(start, end - BEHIND_GOAL_S);
      this.lastTime = video.currentTime;
    } else if (behind > BEHIND_FAST_S) {
      video.playbackRate = 1.12;
    } else if (behind < BEHIND_GOAL_S) {
      video.playbackRate = behind < 0.12 ? 0.95 : 1;
    }
    const buffer = this.buffer;
    if (buffer && !buffer.updating && video.currentTime - ranges.start(0) > 2 * KEPT_S) {
      buffer.remove(0, video.currentTime - KEPT_S);
    }
  }

  private async playHls(): Promise<void> {
    const video = this.video;
    if (!video) return;
    const address = `/hls/${encodeURIComponent(this.roomId)}/master.m3u8`;
    const signal = await fetch(address).catch(() => undefined);
    if (!this.isRunning) return;
    if (!signal?.ok) {
      this.become("offline");
      this.retry();
      return;
    }
    this.attempts = 0;
    if (video.canPlayType("application/vnd.apple.mpegurl")) {
      video.src = address;
      video.onerror = () => this.retry();
    } else {
      const { default: Hls } = await import("hls.js");
      const hls = new Hls({ lowLatencyMode: true, liveSyncDuration: 1.5, maxLiveSyncPlaybackRate: 1.1 });
      hls.on(Hls.Events.ERROR, (_: unknown, error: { fatal: boolean }) => {
        if (error.fatal) this.retry();
      });
      hls.loadSource(address);
      hls.attachMedia(video);
      this.hls = hls;
    }
    this.play();
  }

  private speak(now: number): void {
    if (this.playedMs >= this.beatAtMs) {
      this.beat();
      this.beatAtMs = this.playedMs + BEAT_MS;
    } else if (now - this.spokeAt > PING_MS && this.socket?.readyState === WebSocket.OPEN) {
      this.spokeAt = now;
      this.socket.send('{"type":"ping"}');
    }
  }

  private readonly leave = (): void => {
    if (this.playedMs - this.acknowledgedMs > 1000) this.beat();
  };

  /** Numbers follow the clock, so that a reloaded page of the same view does not repeat old ones. */
  private beat(): void {
    if (!this.viewId) return;
    this.seq = Math.max(this.seq + 1, Math.floor(Date.now() / 1000));
    const seq = this.seq;
    const playedMs = Math.round(this.playedMs - this.acknowledgedMs);
    this.sent.set(seq, this.playedMs);
    const visible = document.visibilityState === "visible";
    const muted = this.video?.muted ?? false;
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.spokeAt = performance.now();
      this.socket.send(JSON.stringify({ type: "beat", seq, playedMs, visible, muted }));
      return;
    }
    fetch(`/api/v1/views/${encodeURIComponent(this.viewId)}/beats`, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ seq, playedMs, visible, muted }),
    })
      .then(async (answer) => {
        if (answer.ok) this.acknowledge(seq, (await answer.json()).ms);
      })
      .catch(() => undefined);
  }

  private acknowledge(seq: number, ms: number): void {
    this.acknowledgedMs = Math.max(this.acknowledgedMs, this.sent.get(seq) ?? 0);
    for (const each of this.sent.keys()) if (each <= seq) this.sent.delete(each);
    this.emit("credited", ms);
  }
}

// For pages that embed a room, which have no modules of ours.
Object.assign(globalThis, { LaotieLivePlayer: LivePlayer });
