import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {mark} from "../design/icons";
import {spinner} from "../design/states";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Account} from "../http/types";
import {go} from "../shell/router";
import {account, ban, banOf} from "../shell/session";
import {say} from "../words/words";

type Mode = "sign-in" | "register" | "guest";

const PASSWORD_MIN = 8;

/** The form that gives this browser a session: sign in, register, or just a name. Fires `done`. */
export class SignIn extends LightElement {
  @property() mode: Mode = "sign-in";
  @property({type: Boolean}) allowsGuest = false;
  @state() isBusy = false;
  @state() problem: Problem | undefined;
  readonly #suggested = suggestName();

  protected override render() {
    const {mode, problem} = this;
    return html`<form class="stack" @submit=${this.#submit} novalidate data-test="${mode}-form">
      ${this.#tabs()}
      ${mode === "guest"
        ? field("name", say("people.guestName"), {
            value: this.#suggested, isRequired: true, maxLength: 24, autocomplete: "nickname",
            hint: say("people.guestHint"), wrong: problem?.field("name"),
          })
        : html`
          ${mode === "register" ? field("name", say("people.name"), {
            isRequired: true, maxLength: 24, autocomplete: "nickname", wrong: problem?.field("name"),
          }) : nothing}
          ${field("login", say("people.login"), {
            isRequired: true, maxLength: 32, autocomplete: "username",
            wrong: this.#wrong("login", say("people.loginHint")),
            hint: mode === "register" ? say("people.loginHint") : "",
          })}
          ${field("password", say("people.password"), {
            type: "password", isRequired: true, maxLength: 128,
            wrong: this.#wrong("password", say("people.passwordHint", {min: PASSWORD_MIN})),
            autocomplete: mode === "register" ? "new-password" : "current-password",
            hint: mode === "register" ? say("people.passwordHint", {min: PASSWORD_MIN}) : "",
          })}`}
      ${problem && problem.errors.length === 0
        ? html`<p class="notice bad" role="alert" data-test="form-problem">${problem.words()}</p>` : nothing}
      <button class="button primary large wide" data-test="${mode}-submit" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say(`people.do.${mode}`)}</button>
    </form>`;
  }

  /** Whoever registers reads the rule in his own language; the server's words are English. */
  #wrong(name: string, rule: string): string | undefined {
    const said = this.problem?.field(name);
    return said && this.mode === "register" ? rule : said;
  }

  #tabs() {
    const modes: Mode[] = this.allowsGuest ? ["guest", "sign-in", "register"] : ["sign-in", "register"];
    return html`<div class="segments" role="group" aria-label=${say("people.signIn")}>
      ${modes.map((mode) => html`<button type="button" aria-pressed=${mode === this.mode}
        data-test="mode-${mode}" @click=${() => this.#choose(mode)}>${say(`people.mode.${mode}`)}</button>`)}
    </div>`;
  }

  #choose(mode: Mode): void {
    this.mode = mode;
    this.problem = undefined;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {name = "", login = "", password = ""} = formValues(form);
    this.isBusy = true;
    this.problem = undefined;
    try {
      account.value = await this.#open(name, login.toLowerCase(), password);
      ban.value = account.value.ban;
      this.dispatchEvent(new CustomEvent("done"));
    } catch (thrown) {
      this.problem = asProblem(thrown);
      if (this.problem.is("BANNED")) {
        ban.value = banOf(this.problem);
      }
    } finally {
      this.isBusy = false;
    }
  };

  #open(name: string, login: string, password: string): Promise<Account> {
    switch (this.mode) {
      case "guest":
        return api.open<Account>("/guests", {name});
      case "register":
        return api.open<Account>("/accounts", {login, name, password});
      case "sign-in":
        return api.open<Account>("/sessions", {login, password});
    }
  }
}

customElements.define("lt-sign-in", SignIn);

/** The sign-in page: the same form, with what the place is about beside it on a desk. */
export class SignInPage extends LightElement {
  @property() hint = "";

  protected override render() {
    const wantsRegister = location.search.includes("register");
    return html`<div class="page sign-in-page">
      <div class="sign-in-words">
        ${mark()}
        <h1 class="title">${say("people.welcome")}</h1>
        <p class="quiet">${this.hint || say("people.welcomeDetail")}</p>
      </div>
      <div class="card padded">
        <lt-sign-in .mode=${wantsRegister ? "register" : "sign-in"} @done=${this.#done}></lt-sign-in>
      </div>
    </div>`;
  }

  readonly #done = () => {
    if (location.pathname === "/sign-in") {
      go(new URLSearchParams(location.search).get("next")?.replace(/^\/*/, "/") ?? "/", {replaces: true});
    }
  };
}

customElements.define("lt-sign-in-page", SignInPage);

/** A friendly name to start from; the guest may change it. */
function suggestName(): string {
  const names = say("people.guestNames").split("|");
  return `${names[Math.floor(Math.random() * names.length)]} ${10 + Math.floor(Math.random() * 90)}`;
}
