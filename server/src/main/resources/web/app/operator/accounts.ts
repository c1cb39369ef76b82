import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, field, formValues} from "../design/parts";
import {ask} from "../design/sheet";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Account} from "../http/types";
import {account as me} from "../shell/session";
import {moment, say} from "../words/words";

const REASON_MAX = 500;
/** The search waits for a pause in the typing. */
const TYPING_MS = 300;

/** Accounts to search, ban with a reason that the banned person reads, and unban. */
export class OperatorAccounts extends LightElement {
  @state() words = "";
  @state() banning: Account | undefined;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly accounts = new Pages<Account>(this, () => "/operator/accounts",
    () => ({query: this.words, limit: 20}));

  protected override render() {
    return html`<div class="stack" data-test="operator-accounts">
      <input class="input" type="search" maxlength="100" data-test="accounts-search" @input=${this.#search}
        placeholder=${say("operator.searchAccounts")} aria-label=${say("operator.searchAccounts")}>
      ${this.#list()}
      ${this.#sheet()}
    </div>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.accounts;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.accounts.restart());
    }
    if (!isLoaded) {
      return skeletons(5, "4rem");
    }
    if (items.length === 0) {
      return empty("people", say("operator.noAccounts"),
        this.words ? say("operator.noAccountsFor", {query: this.words}) : "");
    }
    return html`<ul class="operator-list">${items.map((account) => this.#row(account))}</ul>
      ${hasMore ? html`<button class="button wide" data-test="accounts-more" ?disabled=${isWaiting}
        @click=${() => this.accounts.more()}>${isWaiting ? spinner() : say("shell.more")}</button>`
          : nothing}`;
  }

  #row(account: Account): TemplateResult {
    const isMe = me.value?.id === account.id;
    return html`<li class="operator-row" data-test="account-row" data-account=${account.id}
        data-banned=${account.ban !== undefined}>
      ${avatar(account.name, undefined, "2.5rem")}
      <div class="grow">
        <p class="row wrap account-name"><b>${account.name}</b>
          ${account.login ? html`<span class="faint code">${account.login}</span>` : nothing}
          ${account.isGuest ? html`<span class="badge">${say("operator.guest")}</span>`
            : account.roles.filter((role) => role !== "VIEWER").map((role) =>
              html`<span class="badge">${say(`operator.role.${role}`)}</span>`)}
          ${account.ban ? html`<span class="badge bad">${say("operator.banned")}</span>` : nothing}</p>
        ${account.ban ? html`<p class="faint" data-test="account-ban">${moment(account.ban.at)} ·
          ${account.ban.reason}</p>` : html`<p class="faint code">${account.id}</p>`}
      </div>
      ${account.ban
        ? html`<button class="button small" data-test="account-unban" @click=${() => this.#unban(account)}>
            ${say("operator.unban")}</button>`
        : isMe ? html`<span class="faint">${say("operator.you")}</span>`
        : html`<button class="button small danger" data-test="account-ban-open"
            aria-label=${say("operator.banOf", {name: account.name})} @click=${() => this.#begin(account)}>
            ${say("operator.ban")}</button>`}
    </li>`;
  }

  #sheet(): TemplateResult {
    const account = this.banning;
    return html`<lt-sheet .open=${account !== undefined} test="ban-sheet"
      @closed=${() => (this.banning = undefined)}
      .label=${say("operator.banOf", {name: account?.name ?? ""})}
      .content=${() => html`<form class="stack" @submit=${this.#ban} novalidate data-test="ban-form">
        <p class="notice warn">${icon("notice")}<span>${say("operator.banDetail")}</span></p>
        ${field("reason", say("operator.banReason"), {
          isLong: true, isRequired: true, maxLength: REASON_MAX, hint: say("operator.banReasonHint"),
          wrong: this.problem?.field("reason") || (this.problem ? this.problem.words() : ""),
        })}
        <button class="button danger primary large wide" data-test="ban-confirm" ?disabled=${this.isBusy}>
          ${this.isBusy ? spinner() : say("operator.ban")}</button>
      </form>`}></lt-sheet>`;
  }

  readonly #search = (event: Event) => {
    this.words = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.accounts.restart(), TYPING_MS);
  };

  #begin(account: Account): void {
    this.problem = undefined;
    this.banning = account;
  }

  readonly #ban = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const account = this.banning;
    if (!account || this.isBusy || !form.reportValidity()) {
      return;
    }
    const {reason = ""} = formValues(form);
    this.isBusy = true;
    this.problem = undefined;
    try {
      const banned = await api.put<Account | undefined>(`/operator/accounts/${account.id}/ban`, {reason});
      this.#mark({...account, ban: banned?.ban ?? {reason, at: new Date().toISOString()}});
      this.banning = undefined;
      toast(say("operator.bannedDone", {name: account.name}), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  async #unban(account: Account): Promise<void> {
    const isSure = await ask({
      title: say("operator.unbanTitle", {name: account.name}), detail: say("operator.unbanDetail"),
      yes: say("operator.unban"),
    });
    if (!isSure) {
      return;
    }
    try {
      await api.delete(`/operator/accounts/${account.id}/ban`);
      const {ban: _, ...free} = account;
      this.#mark(free);
      toast(say("operator.unbannedDone", {name: account.name}), "good");
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  #mark(account: Account): void {
    this.accounts.items = this.accounts.items.map((each) => (each.id === account.id ? account : each));
    this.requestUpdate();
  }
}

customElements.define("lt-operator-accounts", OperatorAccounts);
