import {api, newKey} from "../http/api";
import {Problem, asProblem, problemOf} from "../http/problem";
import type {OpenedUpload, UploadState} from "./types";

/** Bytes of one part: a broken line costs one of these, so a phone's is small. */
const PART_BYTES = 1 << 20;
const STORAGE_KEY = "laotie.uploads";
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 15_000];

export type SendState = "SENDING" | "PAUSED" | "WAITING" | "DONE" | "FAILED";

/** An upload that was begun, as this browser remembers it over a reload. */
export interface Begun {
  uploadId: string;
  hostId: string;
  name: string;
  size: number;
}

export function begunUploads(hostId: string): Begun[] {
  return readAll().filter((each) => each.hostId === hostId);
}

export function forgetUpload(uploadId: string): void {
  writeAll(readAll().filter((each) => each.uploadId !== uploadId));
}

function readAll(): Begun[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(kept) ? kept as Begun[] : [];
  } catch {
    return [];
  }
}

function writeAll(all: Begun[]): void {
  localStorage.setItem(STORAGE_KEY, JSON.stringify(all));
}

/**
 * Sends one video part by part. When the line breaks it asks the server how far it came and goes on there;
 * after a reload the same file, chosen again, goes on as well.
 */
export class Sender {
  state: SendState = "SENDING";
  sent = 0;
  problem?: Problem;
  uploadId = "";
  #partBytes = PART_BYTES;
  #call?: XMLHttpRequest;
  #wake: () => void = () => undefined;

  constructor(
    readonly hostId: string,
    readonly file: File,
    private readonly told: () => void,
  ) {}

  get share(): number {
    return this.file.size === 0 ? 0 : this.sent / this.file.size;
  }

  /** Sends until everything is there, it is paused, or it can not go on. */
  async run(): Promise<void> {
    this.#turn("SENDING");
    let fails = 0;
    while (this.state === "SENDING") {
      try {
        await this.#open();
        while (this.state === "SENDING" && this.sent < this.file.size) {
          await this.#part();
          fails = 0;
        }
        if (this.sent >= this.file.size) {
          forgetUpload(this.uploadId);
          this.#turn("DONE");
        }
      } catch (thrown) {
        await this.#trouble(asProblem(thrown), fails++);
      }
    }
  }

  pause(): void {
    if (this.state === "SENDING" || this.state === "WAITING") {
      this.#turn("PAUSED");
      this.#call?.abort();
      this.#wake();
    }
  }

  async cancel(): Promise<void> {
    this.#turn("FAILED");
    this.#call?.abort();
    this.#wake();
    if (this.uploadId) {
      forgetUpload(this.uploadId);
      await api.delete(`/uploads/${this.uploadId}`).catch(() => undefined);
    }
  }

  /** Begins, or learns how far an earlier run came. */
  async #open(): Promise<void> {
    const begun = begunUploads(this.hostId)
      .find((each) => each.name === this.file.name && each.size === this.file.size);
    if (!this.uploadId && begun) {
      this.uploadId = begun.uploadId;
    }
    if (this.uploadId) {
      this.sent = (await api.get<UploadState>(`/uploads/${this.uploadId}`)).received;
      return;
    }
    const opened = await api.post<OpenedUpload>("/uploads", {
      name: this.file.name, bytes: this.file.size, mediaType: this.file.type, hostId: this.hostId,
    }, newKey());
    this.uploadId = opened.uploadId;
    this.#partBytes = Math.min(PART_BYTES, opened.partBytesMax);
    writeAll([...readAll(), {
      uploadId: opened.uploadId, hostId: this.hostId, name: this.file.name, size: this.file.size,
    }]);
  }

  /** Only XMLHttpRequest knows the progress of what it sends. */
  #part(): Promise<void> {
    const from = this.sent;
    const part = this.file.slice(from, from + this.#partBytes);
    return new Promise((resolve, reject) => {
      const call = new XMLHttpRequest();
      this.#call = call;
      call.open("PUT", `/api/v1/uploads/${this.uploadId}/parts?from=${from}`);
      call.setRequestHeader("Accept", "application/json");
      call.setRequestHeader("Content-Type", "application/octet-stream");
      call.upload.onprogress = (event) => {
        this.sent = from + Math.min(event.loaded, part.size);
        this.told();
      };
      const broken = () => reject(new Problem(0, "OFFLINE", ""));
      call.onerror = broken;
      call.onabort = broken;
      call.onload = () => {
        if (call.status >= 200 && call.status < 300) {
          this.sent = (JSON.parse(call.responseText) as {received: number}).received;
          this.told();
          resolve();
        } else {
          const headers = {"Retry-After": call.getResponseHeader("Retry-After") ?? ""};
          void problemOf(new Response(call.responseText, {status: call.status, headers})).then(reject);
        }
      };
      call.send(part);
    });
  }

  async #trouble(problem: Problem, fails: number): Promise<void> {
    if (this.state !== "SENDING") {
      return;
    }
    if (problem.is("PART_OUT_OF_PLACE")) {
      return;
    }
    if (problem.status === 404 && this.uploadId) {
      // It expired: the file is sent anew.
      forgetUpload(this.uploadId);
      this.uploadId = "";
      this.sent = 0;
      return;
    }
    const isPassing = problem.is("OFFLINE", "UNREADABLE") || problem.status === 503 || problem.status === 429;
    if (!isPassing || problem.is("TRANSCODER_MISSING")) {
      this.problem = problem;
      this.#turn("FAILED");
      return;
    }
    this.#turn("WAITING");
    const pause = Math.max(problem.retryAfterSeconds * 1000, PAUSES_MS[Math.min(fails, 4)]!);
    await new Promise<void>((wake) => {
      const timer = setTimeout(wake, pause);
      this.#wake = () => (clearTimeout(timer), wake());
      window.addEventListener("online", this.#wake, {once: true});
    });
    if ((this.state as SendState) === "WAITING") {
      this.#turn("SENDING");
    }
  }

  #turn(state: SendState): void {
    this.state = state;
    this.told();
  }
}
