import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, field, formValues} from "../design/parts";
import {empty, skeletons} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Page} from "../http/types";
import type {Channels} from "../notices/types";
import {locale, money, number, percent, say} from "../words/words";
import {dayWords, missingWords, tierBadge} from "./tier";
import type {Bond, Held, Standing} from "./types";

/** My bonds: what I am to each host, what he holds of me, and one tap to take it back. */
export class Relations extends LightElement {
  @state() busyId = "";
  @state() isMailBusy = false;
  @state() problem?: Problem;
  readonly #bonds = new Load<Page<Bond>>(this, () => api.get<Page<Bond>>("/me/bonds"));
  readonly #channels = new Load<Channels>(this, () => api.get<Channels>("/me/channels"));
  readonly #standing = new Load<Standing>(this, () => api.get<Standing>("/me/standing"));

  protected override render() {
    return html`<div class="page narrow stack loose" data-test="relations">
      <h1 class="title">${say("fans.relations")}</h1>
      ${this.#standing.value ? this.#trust(this.#standing.value) : nothing}
      <section class="stack"><div class="stack tight"><h2 class="subheading">${say("fans.myBonds")}</h2>
          <p class="faint">${say("fans.myBondsDetail")}</p></div>
        ${this.#bonds.view((page) => this.#list((page as Page<Bond>).items), () => skeletons(3, "7rem"))}
      </section>
      ${this.#channels.view((channels) => this.#mail(channels as Channels), () => skeletons(1, "6rem"))}
    </div>`;
  }

  #trust(standing: Standing) {
    return html`<section class="card padded stack tight" data-test="my-standing">
      <div class="row between"><strong>${say("fans.myStanding")}</strong>
        <span class="badge good">${say(`fans.standing.${standing.standing}`)}</span></div>
      <p class="quiet">${standing.paidRate === undefined ? say("fans.standingNew")
        : say("fans.standingWhy", {count: standing.orders, paid: percent(standing.paidRate, 0),
          kept: percent(standing.keptRate ?? 1, 0)})}</p>
      <p class="faint">${say(`fans.standingGives.${standing.standing}`)}</p>
    </section>`;
  }

  #list(bonds: Bond[]): TemplateResult {
    return bonds.length === 0
      ? empty("rings", say("fans.noBonds"), say("fans.noBondsDetail"),
        html`<a class="button" href="/">${say("shell.toHome")}</a>`)
      : html`<ul class="stack">${repeat(bonds, (bond) => bond.host.hostId, (bond) => this.#bond(bond))}</ul>`;
  }

  #bond(bond: Bond): TemplateResult {
    const {host, holds, isConsenting} = bond;
    return html`<li class="card padded stack bond" data-test="bond" data-host=${host.hostId}>
      <div class="row">
        <a href="/host/${host.hostId}" aria-label=${host.name}>${avatar(host.name, host.avatarUrl, "2.75rem")}</a>
        <span class="grow stack tight"><span class="row tight"><strong class="clip-1">${host.name}</strong>
            ${tierBadge(bond.relation)}</span>
          <span class="faint">${missingWords(bond)}</span></span>
        <a class="icon-button" href="/host/${host.hostId}/tiers"
          aria-label=${say("fans.tiersOf", {name: host.name})}>${icon("next")}</a>
      </div>
      <div class="bond-consent">
        <div class="stack tight" data-test="holds">${isConsenting && holds ? holdsLines(holds).map((words) =>
          html`<p class="quiet">${words}</p>`) : html`<p class="quiet">${say("fans.holdsNothing")}</p>
          <p class="faint">${say("fans.consentMeans")}</p>`}</div>
        <button class="button small ${isConsenting ? "danger" : ""}" data-test=${isConsenting ? "revoke"
          : "consent"} ?disabled=${this.busyId === host.hostId} @click=${() => this.#turn(bond)}>
          ${say(isConsenting ? "fans.revoke" : "fans.consent")}</button>
      </div>
    </li>`;
  }

  async #turn(bond: Bond): Promise<void> {
    const path = `/hosts/${bond.host.hostId}/consent`;
    this.busyId = bond.host.hostId;
    try {
      await (bond.isConsenting ? api.delete(path) : api.put(path));
      await this.#bonds.run();
      toast(say(bond.isConsenting ? "fans.revoked" : "fans.consented", {name: bond.host.name}), "good");
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busyId = "";
    }
  }

  #mail(channels: Channels) {
    const waits = channels.email && !channels.isConfirmed;
    return html`<section class="card padded stack" data-test="mail">
      <div class="row">${icon("send")}<strong class="grow">${say("notices.mail")}</strong></div>
      <p class="quiet">${channels.isMailOffered || channels.email ? say("notices.mailDetail")
        : say("notices.mailOff")}</p>
      ${channels.isConfirmed ? html`<p>${say("notices.mailConfirmed", {email: channels.email!})}</p>` : nothing}
      ${waits ? html`<form class="stack" @submit=${this.#confirm} novalidate>
        <p>${say("notices.mailCodeSent", {email: channels.email!})}</p>
        ${field("code", say("notices.mailCode"), {isRequired: true, maxLength: 6, inputmode: "numeric",
          autocomplete: "one-time-code", wrong: this.problem?.field("code")})}
        <button class="button primary" ?disabled=${this.isMailBusy}>${say("notices.mailConfirm")}</button>
      </form>` : nothing}
      ${!channels.email && channels.isMailOffered ? html`<form class="stack" @submit=${this.#setMail} novalidate>
        ${field("email", say("notices.mailAddress"), {type: "email", isRequired: true, maxLength: 254,
          autocomplete: "email", wrong: this.problem?.field("email")})}
        <button class="button" ?disabled=${this.isMailBusy}>${say("notices.mailSet")}</button>
      </form>` : nothing}
      ${this.problem && this.problem.errors.length === 0
        ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
      ${channels.email ? html`<button class="button small danger" data-test="mail-stop"
        ?disabled=${this.isMailBusy} @click=${this.#stopMail}>${say("notices.mailStop")}</button>` : nothing}
    </section>`;
  }

  readonly #setMail = (event: SubmitEvent) => this.#changeMail(event, (values) =>
    api.put<Channels>("/me/channels", {email: values["email"], locale: locale.value}));

  readonly #confirm = (event: SubmitEvent) => this.#changeMail(event, (values) =>
    api.post<Channels>("/me/channels/confirmation", {code: values["code"]}));

  readonly #stopMail = () => this.#changeMail(undefined, async () => {
    const channels = await api.put<Channels>("/me/channels", {});
    toast(say("notices.mailStopped"), "good");
    return channels;
  });

  async #changeMail(event: SubmitEvent | undefined,
    work: (values: Record<string, string>) => Promise<Channels>): Promise<void> {
    event?.preventDefault();
    const form = event?.target as HTMLFormElement | undefined;
    if (form && !form.reportValidity()) {
      return;
    }
    this.isMailBusy = true;
    this.problem = undefined;
    try {
      this.#channels.set(await work(form ? formValues(form) : {}));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isMailBusy = false;
    }
  }
}

/** Everything the host sees: what stands in his list, and by what he may choose whom to write to. */
function holdsLines(holds: Held): string[] {
  const lines = [say("fans.holds", {count: holds.orders,
    spent: money({minor: holds.spentMinor, currency: "CNY"})})];
  if (holds.lastOrderDay) {
    lines.push(say(holds.isLate ? "fans.holdsLate" : "fans.holdsLast", {day: dayWords(holds.lastOrderDay)}));
  }
  if (holds.estimate) {
    lines.push(say("fans.holdsEstimate", {rate: percent(holds.estimate.alive, 0),
      times: number(holds.estimate.purchases, {maximumFractionDigits: 1}), weeks: holds.estimate.weeks}));
  }
  const lists = {holdsCategories: holds.categories, holdsSizes: holds.sizes, holdsAsked: holds.asked};
  for (const [key, names] of Object.entries(lists)) {
    if (names.length > 0) {
      lines.push(say(`fans.${key}`, {names: names.join(say("fans.and"))}));
    }
  }
  return lines;
}

customElements.define("lt-relations", Relations);
