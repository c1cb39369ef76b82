import {Cell} from "../design/cell";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Account, Ban} from "../http/types";

/** Who is at this browser: undefined while unknown, null for nobody yet. */
export const account = new Cell<Account | null | undefined>(undefined);

/** The ban that this person reads instead of the page. */
export const ban = new Cell<Ban | undefined>(undefined);

/** Asks the server who this is; called once at start. */
export async function learnAccount(): Promise<void> {
  try {
    account.value = await api.peek<Account>("/me");
    ban.value = account.value.ban ?? ban.value;
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (problem.is("BANNED")) {
      ban.value = banOf(problem);
    }
    // Without an answer the page still opens; each screen says what is wrong.
    account.value = null;
  }
}

export function banOf(problem: Problem): Ban {
  const {reason} = problem.members;
  return {
    reason: String(reason && reason !== "BANNED" ? reason : problem.detail),
    at: String(problem.members["at"] ?? ""),
    caseId: String(problem.members["caseId"] ?? ""),
  };
}

export function isMember(): boolean {
  return !!account.value && !account.value.isGuest;
}

export async function signOut(): Promise<void> {
  await api.delete("/sessions/current").catch(() => undefined);
  account.value = null;
  ban.value = undefined;
}
