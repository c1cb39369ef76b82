import {socketUrl} from "../http/api";
import type {RoomFrame} from "../http/types";

export type LinkState = "connecting" | "open" | "lost" | "closed";

interface Listener {
  onFrame: (frame: RoomFrame) => void;
  onState: (state: LinkState) => void;
}

const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const PING_EVERY_MS = 25_000;
/** A room says something at least this often (audience, pong); silence means a dead line. */
const SILENCE_MAX_MS = 70_000;

/** The socket of one room. It comes back by itself, each time a little later, until it is closed. */
export class RoomLink {
  #socket?: WebSocket;
  #tries = 0;
  #isClosed = false;
  #timer?: ReturnType<typeof setTimeout>;
  #pinger?: ReturnType<typeof setInterval>;
  #heardAt = 0;

  constructor(private readonly roomId: string, private readonly listener: Listener) {
    window.addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#open();
  }

  send(frame: object): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  close(): void {
    this.#isClosed = true;
    window.removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    clearTimeout(this.#timer);
    clearInterval(this.#pinger);
    this.#socket?.close(1000);
    this.listener.onState("closed");
  }

  #open(): void {
    const socket = new WebSocket(socketUrl(`/ws/rooms/${encodeURIComponent(this.roomId)}`));
    this.#socket = socket;
    this.listener.onState("connecting");
    socket.onmessage = (event) => {
      this.#heardAt = Date.now();
      const frame = readFrame(event.data);
      if (frame) {
        if (frame.type === "welcome") {
          this.#tries = 0;
          this.listener.onState("open");
        }
        this.listener.onFrame(frame);
      }
    };
    socket.onopen = () => {
      this.#heardAt = Date.now();
      clearInterval(this.#pinger);
      this.#pinger = setInterval(() => this.#ping(socket), PING_EVERY_MS);
    };
    socket.onclose = () => this.#onClose(socket);
  }

  #ping(socket: WebSocket): void {
    if (Date.now() - this.#heardAt > SILENCE_MAX_MS) {
      socket.close(4000, "silence");
    } else {
      this.send({type: "ping"});
    }
  }

  #onClose(socket: WebSocket): void {
    if (this.#isClosed || socket !== this.#socket) {
      return;
    }
    clearInterval(this.#pinger);
    this.listener.onState("lost");
    const wait = WAITS_MS[Math.min(this.#tries++, WAITS_MS.length - 1)]!;
    this.#timer = setTimeout(() => this.#open(), wait * (0.7 + Math.random() * 0.6));
  }

  /** The network or the screen is back: do not wait for the timer. */
  readonly #hurry = () => {
    const isDown = this.#socket?.readyState === WebSocket.CLOSED;
    if (isDown && !this.#isClosed && document.visibilityState === "visible") {
      clearTimeout(this.#timer);
      this.#open();
    }
  };
}

function readFrame(data: unknown): RoomFrame | undefined {
  try {
    return JSON.parse(String(data)) as RoomFrame;
  } catch {
    return undefined;
  }
}
