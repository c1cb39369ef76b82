import {type TemplateResult, html, nothing} from "lit";
import {repeat} from "lit/directives/repeat.js";
import {type IconName, icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {api} from "../http/api";
import {Pages} from "../http/load";
import type {Channel} from "../http/types";
import {clockTime, hasWords, locale, say} from "../words/words";
import type {Notice} from "./types";
import {unread} from "./unread";

const ICONS: Record<string, IconName> = {
  RESERVATION_SOON: "clock", SHOW_STARTED: "play", CARD_ANSWERED: "bag", DEMAND_MET: "shop",
  HOST_WROTE: "chat", COMMENT_ANSWERED: "chat", COMMENT_CHOSEN: "star", TIER_ROSE: "rings",
  ORDER_SHIPPED: "truck", ORDER_CANCELLED: "orders", RETURN_ASKED: "orders", RETURN_ANSWERED: "orders",
  STOCK_BACK: "bag", REVIEW_WRITTEN: "star", REVIEW_ANSWERED: "star", REVIEW_DECIDED: "shield",
  BOOKS_DIFFER: "shield", HOOK_FAILING: "hook", HOOK_OFF: "hook",
};

/** Where somebody comes from who follows a notice of this kind. */
const CHANNELS: Record<string, Channel> = {
  RESERVATION_SOON: "RESERVATION", SHOW_STARTED: "RESERVATION",
};

/** What I was told, by day; seeing it is reading it. */
export class NoticesScreen extends LightElement {
  readonly #pages = new Pages<Notice>(this, () => "/me/notices", () => ({limit: 30}));
  #readUpTo = "";

  protected override updated(): void {
    const newest = this.#pages.items[0];
    if (newest && newest.noticeId !== this.#readUpTo) {
      this.#readUpTo = newest.noticeId;
      void api.post<{count: number}>("/me/notices/read", {upTo: newest.noticeId})
        .then(({count}) => (unread.value = count)).catch(() => undefined);
    }
  }

  protected override render() {
    return html`<div class="page narrow stack loose">
      <h1 class="title">${say("notices.title")}</h1>
      ${this.#body()}
    </div>`;
  }

  #body() {
    const {items, problem, isLoaded} = this.#pages;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#pages.restart());
    }
    if (!isLoaded) {
      return skeletons(5, "4.5rem");
    }
    if (items.length === 0) {
      return empty("bell", say("notices.emptyTitle"), say("notices.emptyDetail"),
        html`<a class="button" href="/">${say("shell.toHome")}</a>`);
    }
    return html`${byDay(items).map(([day, notices]) => html`<section class="stack tight">
        <h2 class="faint">${day}</h2>
        <ul class="card">${repeat(notices, (notice) => notice.noticeId, (notice) => this.#row(notice))}</ul>
      </section>`)}
      ${this.#pages.hasMore ? html`<button class="button wide" data-test="more"
        ?disabled=${this.#pages.isWaiting} @click=${() => void this.#pages.more()}>
        ${this.#pages.isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #row(notice: Notice): TemplateResult {
    const inside = html`<span class="told-icon">${icon(ICONS[notice.kind] ?? "notice")}</span>
      <span class="grow stack tight">
        <span class="told-head"><strong>${sentence(notice)}</strong>
          <time class="faint" datetime=${notice.at}>${clockTime(notice.at)}</time></span>
        ${notice.words ? html`<span class="quiet told-words">${notice.words}</span>` : nothing}
      </span>
      ${notice.isRead ? nothing : html`<span class="told-dot" data-test="unread"></span>`}`;
    return html`<li data-test="notice" data-kind=${notice.kind}>${notice.path
      ? html`<a class="row told" href=${notice.path}
          data-channel=${CHANNELS[notice.kind] ?? "DIRECT_MESSAGE"}
          @click=${() => this.#opened(notice)}>${inside}</a>`
      : html`<div class="row told">${inside}</div>`}</li>`;
  }

  #opened(notice: Notice): void {
    void api.open(`/me/notices/${notice.noticeId}/open`).catch(() => undefined);
  }
}

/** The sentence of the kind, or a plainer one when a name is missing. */
function sentence(notice: Notice): string {
  const key = `notices.kind.${notice.kind}`;
  if (!hasWords(key)) {
    return say("notices.kind.other");
  }
  const {tier} = notice.names;
  const words = say(key, tier ? {...notice.names, tier: say(`fans.tier.${tier}`)} : notice.names);
  return words.includes("{") && hasWords(`notices.plain.${notice.kind}`)
    ? say(`notices.plain.${notice.kind}`) : words;
}

function byDay(notices: Notice[]): Array<[string, Notice[]]> {
  const days = new Map<string, Notice[]>();
  for (const notice of notices) {
    const day = dayWords(notice.at);
    days.set(day, [...days.get(day) ?? [], notice]);
  }
  return [...days];
}

/** Today, yesterday, or the date. */
function dayWords(instant: string): string {
  const date = new Date(instant);
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const days = Math.floor((date.getTime() - midnight.getTime()) / 86_400_000);
  if (days >= -1 && days <= 0) {
    const words = new Intl.RelativeTimeFormat(locale.value, {numeric: "auto"}).format(days, "day");
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
  return new Intl.DateTimeFormat(locale.value, {month: "long", day: "numeric", weekday: "short"}).format(date);
}

customElements.define("lt-notices", NoticesScreen);
