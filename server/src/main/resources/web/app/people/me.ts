import {html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {type IconName, icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, field, formValues} from "../design/parts";
import {skeletons} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Account, Address, Persona} from "../http/types";
import {unreadWords} from "../notices/bell";
import {unread} from "../notices/unread";
import {go} from "../shell/router";
import {account, learnAccount, signOut} from "../shell/session";
import {addressFields, addressLine, savedAddress} from "../trade/address-form";
import {type Locale, chooseLocale, locale, say} from "../words/words";

type Open = "name" | "address" | "host" | "password" | undefined;

/** Me: name, address, language, becoming a host, and the way out. */
export class Me extends LightElement {
  @state() open: Open;
  @state() address?: Address;
  @state() problem?: Problem;
  #addressOf?: string;

  protected override watched() {
    return [account, unread] as never[];
  }

  protected override willUpdate(): void {
    const who = account.value;
    if (who && !who.isGuest && this.#addressOf !== who.id) {
      this.#addressOf = who.id;
      void savedAddress().then((address) => (this.address = address));
    }
  }

  protected override render() {
    const who = account.value;
    if (who === undefined) {
      return html`<div class="page narrow">${skeletons(4, "4rem")}</div>`;
    }
    return html`<div class="page narrow stack loose">
      ${who ? this.#head(who) : this.#nobody()}
      ${who?.mustChangePassword ? html`<p class="notice warn"
        data-test="must-change-password">${icon("shield")}
        <span>${say("http.PASSWORD_MUST_CHANGE")}</span></p>` : nothing}
      ${who && !who.isGuest ? this.#hosting(who) : nothing}
      <div class="card menu">
        ${who && !who.isGuest ? html`
          ${menuLink("/orders", "orders", say("trade.myOrders"))}
          ${menuLink("/me/coupons", "ticket", say("prices.mine"))}
          ${menuLink("/following", "rings", say("feed.following"))}
          ${menuLink("/notices", "bell", say("notices.title"),
            unread.value > 0 ? unreadWords(unread.value) : "")}
          ${menuLink("/me/relations", "heart", say("fans.relations"))}
          ${this.#menuButton("address", "pin", say("trade.myAddress"), this.address?.region
            ?? say("people.notSet"))}
          ${this.#menuButton("password", "shield", say("people.changePassword"), "")}`
          : nothing}
        ${this.#languages()}
        ${who?.roles.includes("OPERATOR") ? menuLink("/operator", "chart", say("shell.operator")) : nothing}
      </div>
      ${who ? html`<lt-leaving></lt-leaving>` : nothing}
      ${who ? html`<button class="button" data-test="sign-out" @click=${this.#leave}>${icon("door")}
        ${say("people.signOut")}</button>` : nothing}
      ${this.#sheets(who)}
    </div>`;
  }

  #head(who: Account) {
    return html`<header class="row me-head">
      ${avatar(who.name, who.avatarUrl, "4.5rem")}
      <div class="grow">
        <h1 class="heading" data-test="my-name">${who.name}</h1>
        <p class="faint">${who.isGuest ? say("people.guest") : who.login}</p>
      </div>
      ${who.isGuest
        ? html`<a class="button primary small" href="/sign-in?register">${say("people.do.register")}</a>`
        : html`<button class="button small" @click=${() => this.#show("name")} data-test="edit-name">
            ${icon("edit")}${say("people.rename")}</button>`}
    </header>`;
  }

  #nobody() {
    return html`<header class="stack tight">
      <h1 class="title">${say("people.welcome")}</h1>
      <p class="quiet">${say("people.welcomeDetail")}</p>
      <div class="row" style="margin-top:var(--s3)">
        <a class="button primary" href="/sign-in" data-test="to-sign-in">${say("people.signIn")}</a>
        <a class="button" href="/sign-in?register" data-test="to-register">${say("people.mode.register")}</a>
      </div>
    </header>`;
  }

  #hosting(who: Account) {
    return who.roles.includes("HOST")
      ? html`<a class="row card padded hosting" href="/studio" data-test="to-studio">${icon("camera")}
          <span class="grow"><strong>${say("shell.studio")}</strong><br>
            <span class="quiet">${say("people.studioDetail")}</span></span>${icon("next")}</a>`
      : html`<button class="row card padded hosting" data-test="become-host"
        @click=${() => this.#show("host")}>
          ${icon("shop")}<span class="grow"><strong>${say("people.becomeHost")}</strong><br>
            <span class="quiet">${say("people.becomeHostDetail")}</span></span>${icon("next")}</button>`;
  }

  #languages() {
    const choices: Array<[Locale, string]> = [["zh-CN", "中文"], ["en", "English"]];
    return html`<div class="row menu-row">${icon("globe")}
      <span class="grow">${say("people.language")}</span>
      <div class="segments" role="group" aria-label=${say("people.language")}>
        ${choices.map(([code, name]) => html`<button lang=${code} aria-pressed=${locale.value === code}
          data-test="language-${code}" @click=${() => chooseLocale(code)}>${name}</button>`)}
      </div>
    </div>`;
  }

  #menuButton(open: Open, name: IconName, words: string, detail: string) {
    return html`<button class="row menu-row" data-test="menu-${open}" @click=${() => this.#show(open)}>
      ${icon(name)}<span class="grow">${words}</span><span
        class="faint clip-1">${detail}</span>${icon("next")}
    </button>`;
  }

  #sheets(who: Account | null) {
    const close = () => this.#show(undefined);
    return html`
      <lt-sheet .open=${this.open === "name"} .label=${say("people.rename")} test="name-sheet"
        @closed=${close}
        .content=${() => html`<form class="stack" @submit=${this.#rename} novalidate>
          ${field("name", say("people.name"), {value: who?.name, isRequired: true, maxLength: 24,
            autocomplete: "nickname", wrong: this.problem?.field("name")})}
          ${this.#problemNotice()}
          <button class="button primary"
            data-test="name-submit">${say("shell.save")}</button></form>`}></lt-sheet>
      <lt-sheet .open=${this.open === "address"} .label=${say("trade.myAddress")} test="address-sheet"
        @closed=${close} .content=${() => html`<form class="stack" @submit=${this.#keepAddress} novalidate>
          ${this.address ? html`<p>${addressLine(this.address)}</p>` : nothing}
          ${addressFields(this.address ?? {}, this.problem)}
          ${this.#problemNotice()}
          <p class="faint">${say("trade.addressKept")}</p>
          <button class="button primary"
            data-test="address-submit">${say("shell.save")}</button></form>`}></lt-sheet>
      <lt-sheet .open=${this.open === "password"} .label=${say("people.changePassword")} test="password-sheet"
        @closed=${close} .content=${() => html`<form class="stack" @submit=${this.#changePassword} novalidate>
          ${field("password", say("people.presentPassword"), {type: "password", isRequired: true,
            autocomplete: "current-password", wrong: this.problem?.field("password")})}
          ${field("newPassword", say("people.newPassword"), {type: "password", isRequired: true,
            autocomplete: "new-password", wrong: this.problem?.field("newPassword"),
            hint: say("people.passwordHint", {min: 8})})}
          ${this.#problemNotice()}
          <button class="button primary"
            data-test="password-submit">${say("shell.save")}</button></form>`}></lt-sheet>
      <lt-sheet large .open=${this.open === "host"} .label=${say("people.becomeHost")} test="host-sheet"
        @closed=${close} .content=${() => html`<p class="quiet" style="margin-bottom:var(--s4)">
            ${say("people.personaIntro")}</p>
          <lt-persona-form .action=${say("people.becomeHost")} @saved=${this.#becameHost}
            .save=${(persona: Persona) => api.post<Account>("/me/host",
              persona)}></lt-persona-form>`}></lt-sheet>`;
  }

  #problemNotice() {
    return this.problem && this.problem.errors.length === 0
      ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing;
  }

  #show(open: Open): void {
    this.open = open;
    this.problem = undefined;
  }

  readonly #rename = async (event: SubmitEvent) => {
    event.preventDefault();
    await this.#save(event, async ({name = ""}) => {
      const renamed = await api.put<Account | undefined>("/me", {name});
      account.value = renamed ?? {...account.value!, name};
    });
  };

  readonly #keepAddress = async (event: SubmitEvent) => {
    event.preventDefault();
    await this.#save(event, async ({name = "", phone = "", region = "", street = ""}) => {
      const typed = {name, phone, region, street};
      this.address = (await api.put<Address | undefined>("/me/address", typed)) ?? typed;
    });
  };

  readonly #changePassword = async (event: SubmitEvent) => {
    event.preventDefault();
    await this.#save(event, async ({password = "", newPassword = ""}) => {
      account.value = await api.put<Account>("/me/password", {password, newPassword});
    });
  };

  async #save(event: SubmitEvent, work: (values: Record<string, string>) => Promise<void>): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (!form.reportValidity()) {
      return;
    }
    this.problem = undefined;
    try {
      await work(formValues(form));
      this.#show(undefined);
      toast(say("shell.saved"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  readonly #becameHost = async () => {
    this.#show(undefined);
    await learnAccount();
    toast(say("people.nowHost"), "good");
    go("/studio");
  };

  readonly #leave = async () => {
    try {
      await signOut();
      go("/");
    } catch (thrown) {
      toastProblem(thrown);
    }
  };
}

function menuLink(path: string, name: IconName, words: string, count = "") {
  return html`<a class="row menu-row" href=${path}>${icon(name)}<span
    class="grow">${words}</span>${count ? html`<span class="badge accent">${count}</span>`
    : nothing}${icon("next")}</a>`;
}

customElements.define("lt-me", Me);
