import {html, nothing} from "lit";
import {state} from "lit/decorators.js";
import "../design/sheet";
import {LightElement} from "../design/light";
import type {Problem} from "../http/problem";
import {say} from "../words/words";
import {account} from "../shell/session";

let gate: Gate | undefined;

/**
 * Called when a call needs a session: opens the sign-in sheet over whatever the person is doing, and says
 * whether there is a session now. The call is then repeated and nothing typed is lost.
 */
export function askForSession(problem: Problem): Promise<boolean> {
  const wasMember = !!account.value && !account.value.isGuest;
  if (problem.is("SESSION_ENDED", "NOT_SIGNED_IN") && account.value) {
    account.value = null;
  }
  return gate ? gate.ask(problem, wasMember) : Promise.resolve(false);
}

/** Makes sure somebody who signed in is here, before a thing that only members may do. */
export function ensureMember(): Promise<boolean> {
  const who = account.value;
  return who && !who.isGuest ? Promise.resolve(true) : gate ? gate.open("member") : Promise.resolve(false);
}

/** Makes sure there is at least a guest with a name, before a chat message or a room. */
export function ensureSomebody(): Promise<boolean> {
  return account.value ? Promise.resolve(true) : gate ? gate.open("somebody") : Promise.resolve(false);
}

/** The one sign-in sheet of the page. */
export class Gate extends LightElement {
  @state() need: "member" | "somebody" | undefined;
  @state() hasEnded = false;
  #waiting: Array<(isIn: boolean) => void> = [];

  override connectedCallback(): void {
    super.connectedCallback();
    gate = this;
  }

  /** A member whose cookie ran out is told that his session ended, and never taken for a guest. */
  ask(problem: Problem, wasMember: boolean): Promise<boolean> {
    this.hasEnded = problem.is("SESSION_ENDED") || (wasMember && problem.is("NOT_SIGNED_IN"));
    return this.open(problem.is("MEMBERS_ONLY") || this.hasEnded ? "member" : "somebody");
  }

  open(need: "member" | "somebody"): Promise<boolean> {
    this.need = this.need === "member" ? "member" : need;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  protected override render() {
    const need = this.need;
    return html`<lt-sheet .open=${need !== undefined} test="gate" @closed=${() => this.#settle(false)}
      .label=${say(need === "somebody" ? "people.nameYourself" : "people.signIn")}
      .content=${() => need ? html`
        ${this.hasEnded ? html`<p class="notice warn">${say("people.sessionEnded")}</p>` : nothing}
        <lt-sign-in style="display:block;margin-top:var(--s3)"
          .mode=${need === "somebody" ? "guest" : "sign-in"} .allowsGuest=${need === "somebody"}
          @done=${() => this.#settle(true)}></lt-sign-in>` : nothing}></lt-sheet>`;
  }

  #settle(isIn: boolean): void {
    this.need = undefined;
    this.hasEnded = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((resolve) => resolve(isIn));
  }
}

customElements.define("lt-gate", Gate);
