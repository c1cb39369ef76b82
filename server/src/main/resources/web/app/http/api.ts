import {learnClock} from "./clock";
import {Problem, asProblem, problemOf} from "./problem";

/**
 * The one way to call the server. It writes JSON, sends an Idempotency-Key with every POST, waits out a short
 * 503, and when the session is missing or over asks the person to sign in and then repeats the very same
 * call, so that nobody loses what he was doing.
 */
const PREFIX = "/api/v1";
const RETRIES_MAX = 2;
const RETRY_AFTER_SECONDS_MAX = 5;

export type Query = Record<string, string | number | undefined>;

/** How to get a session when a call needs one: resolves true when it is there. Set by the shell. */
type Gate = (problem: Problem) => Promise<boolean>;
let gate: Gate = () => Promise.resolve(false);
let banned: (problem: Problem) => void = () => undefined;

export function useGate(onMissingSession: Gate, onBanned: (problem: Problem) => void): void {
  gate = onMissingSession;
  banned = onBanned;
}

/** A key for one intention: keep it for repeats of the same order, make a new one for a new order. */
export function newKey(): string {
  if ("randomUUID" in crypto) {
    return crypto.randomUUID();
  }
  // Plain http off localhost has no randomUUID.
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

interface Call {
  method: string;
  path: string;
  query?: Query;
  body?: unknown;
  key?: string;
  /** False: a missing session is an answer, not a question to the person. */
  asksSession: boolean;
}

async function send<T>(call: Call, retries = 0): Promise<T> {
  const answer = await exchange(call);
  if (answer.ok) {
    return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
  }
  const problem = await problemOf(answer);
  if (problem.is("BANNED")) {
    banned(problem);
    throw problem;
  }
  const wantsSession = problem.status === 401 || problem.is("MEMBERS_ONLY");
  if (wantsSession && call.asksSession && await gate(problem)) {
    return send({...call, asksSession: false}, retries);
  }
  const isWaitable = problem.status === 503 && retries < RETRIES_MAX;
  if (isWaitable && problem.retryAfterSeconds <= RETRY_AFTER_SECONDS_MAX) {
    await new Promise((wake) => setTimeout(wake, Math.max(1, problem.retryAfterSeconds) * 1000));
    return send(call, retries + 1);
  }
  throw problem;
}

async function exchange(call: Call): Promise<Response> {
  const headers: Record<string, string> = {Accept: "application/json"};
  const init: RequestInit = {method: call.method, headers, credentials: "same-origin"};
  if (call.body instanceof Blob) {
    headers["Content-Type"] = call.body.type;
    init.body = call.body;
  } else if (call.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(call.body);
  }
  if (call.key !== undefined) {
    headers["Idempotency-Key"] = call.key;
  }
  const askedAt = Date.now();
  try {
    const answer = await fetch(address(call.path, call.query), init);
    learnClock(answer.headers.get("Date"), askedAt, Date.now());
    return answer;
  } catch (thrown) {
    throw asProblem(thrown instanceof TypeError ? thrown : new TypeError(String(thrown)));
  }
}

function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined && pair[1] !== "");
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return PREFIX + path + (search ? `?${search}` : "");
}

export const api = {
  get<T>(path: string, query?: Query): Promise<T> {
    return send<T>({method: "GET", path, query, asksSession: true});
  },

  /** A GET that never asks the person to sign in: a 401 is simply thrown. */
  peek<T>(path: string, query?: Query): Promise<T> {
    return send<T>({method: "GET", path, query, asksSession: false});
  },

  post<T>(path: string, body: unknown = {}, key = newKey()): Promise<T> {
    return send<T>({method: "POST", path, body, key, asksSession: true});
  },

  /** A POST that makes the session itself, or can do without: it never asks for one. */
  open<T>(path: string, body: unknown = {}, key = newKey()): Promise<T> {
    return send<T>({method: "POST", path, body, key, asksSession: false});
  },

  put<T>(path: string, body: unknown = {}): Promise<T> {
    return send<T>({method: "PUT", path, body, asksSession: true});
  },

  delete<T>(path: string, body?: unknown): Promise<T> {
    return send<T>({method: "DELETE", path, body, asksSession: true});
  },

  /** Sends a file as the raw body, POST or PUT. */
  upload<T>(path: string, file: Blob, method: "POST" | "PUT" = "POST"): Promise<T> {
    const key = method === "POST" ? newKey() : undefined;
    return send<T>({method, path, body: file, key, asksSession: true});
  },
};

/** The address of a socket on this server; sockets stand beside the REST prefix, as in `/ws/rooms/rm_x`. */
export function socketUrl(path: string): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;
}
