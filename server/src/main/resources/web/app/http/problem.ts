import {hasWords, moment, say} from "../words/words";

export interface FieldError {
  pointer: string;
  message: string;
}

/**
 * A call that was answered with a no, from application/problem+json. Two reasons are the page's own: OFFLINE
 * (no answer came) and UNREADABLE (the answer was not ours).
 */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly reason: string,
    readonly detail: string,
    readonly members: Record<string, unknown> = {},
    readonly retryAfterSeconds = 0,
  ) {
    super(`${status} ${reason} ${detail}`);
  }

  get requestId(): string {
    return String(this.members["requestId"] ?? "");
  }

  get errors(): FieldError[] {
    const errors = this.members["errors"];
    return Array.isArray(errors) ? (errors as FieldError[]) : [];
  }

  /** What is wrong with one field, by its JSON pointer or last name. */
  field(name: string): string {
    const found = this.errors.find(({pointer}) => pointer === name || pointer.endsWith(`/${name}`));
    return found ? say("http.fieldWrong", {detail: found.message}) : "";
  }

  is(...reasons: string[]): boolean {
    return reasons.includes(this.reason);
  }

  /** Clear words for a person: ours for a reason we know, else the server's. */
  words(): string {
    if (this.reason === "TABLE_WRONG" && this.members["wrong"]) {
      return wrongWords(this.members["wrong"] as TableWrong);
    }
    const key = `http.${this.reason}`;
    if (hasWords(key)) {
      return say(key, this.#values());
    }
    if (this.errors.length > 0) {
      return this.errors.map((error) => error.message).join(" · ");
    }
    return this.detail || say("http.UNKNOWN", {id: this.requestId || String(this.status)});
  }

  #values(): Record<string, string | number> {
    const values: Record<string, string | number> = {
      seconds: this.retryAfterSeconds || 1,
      id: this.requestId || "-",
      detail: this.detail,
    };
    for (const [name, value] of Object.entries(this.members)) {
      if (typeof value === "string" || typeof value === "number") {
        values[name] = name === "at" || name === "until" ? moment(String(value)) : value;
      }
    }
    return values;
  }
}

/** What is wrong in a table somebody uploaded; `row` counts as a spreadsheet does, 0 is the whole file. */
export interface TableWrong {
  row: number;
  column: string;
  key: string;
  values: Record<string, string>;
  detail: string;
}

/** The same for a person: where, and what, in his language where we know it. */
export function wrongWords({row, column, key, values, detail}: TableWrong): string {
  const words = hasWords(key) ? say(key, values) : detail;
  // A row is found by its number, so that is written without separators.
  return row === 0 ? words
    : column === "" ? say("http.csv.inRow", {row: String(row), words})
    : say("http.csv.inCell", {row: String(row), column, words});
}

/** Makes a problem of an answer that was not 2xx. */
export async function problemOf(answer: Response): Promise<Problem> {
  const retryAfterSeconds = Number(answer.headers.get("Retry-After")) || 0;
  try {
    const {type, detail, title, ...members} = (await answer.json()) as Record<string, unknown>;
    // The code comes from the type: a ban carries its own words as the member `reason`.
    const code = /\/problems\/([\w-]+)$/.exec(String(type ?? ""))?.[1]?.replaceAll("-", "_").toUpperCase();
    return new Problem(answer.status, code ?? String(members["reason"] ?? "UNKNOWN"),
      String(detail ?? title ?? ""), members, retryAfterSeconds);
  } catch {
    const reason = answer.status === 503 ? "OVERLOADED" : answer.status === 404 ? "NOT_FOUND" : "UNREADABLE";
    return new Problem(answer.status, reason, "", {}, retryAfterSeconds);
  }
}

/** Anything thrown, as a problem. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  console.error(thrown);
  return new Problem(0, thrown instanceof TypeError ? "OFFLINE" : "UNREADABLE", String(thrown));
}
