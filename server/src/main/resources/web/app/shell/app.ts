import {type TemplateResult, html, nothing} from "lit";
import {LightElement} from "../design/light";
import {type IconName, icon, mark} from "../design/icons";
import {avatar} from "../design/parts";
import {empty, skeletons} from "../design/states";
import {useGate} from "../http/api";
import {chooseLocale, locale, say} from "../words/words";
import {askForSession} from "../people/gate";
import {type Match, go, goBack, here, startRouter} from "./router";
import {account, ban, banOf, learnAccount} from "./session";
import {speakOfWrongFields} from "./validity";

interface Tab {
  path: string;
  words: string;
  icon: IconName;
  needsMember?: boolean;
}

const TABS: Tab[] = [
  {path: "/", words: "shell.home", icon: "home"},
  {path: "/clips", words: "shell.clips", icon: "clips"},
  {path: "/following", words: "shell.following", icon: "rings"},
  {path: "/orders", words: "shell.orders", icon: "orders"},
  {path: "/me", words: "shell.me", icon: "person"},
];

/** The frame around every screen: top bar, the screen, the tab bar of a phone, sheets and toasts. */
export class App extends LightElement {
  protected override watched() {
    return [here, account, ban] as never[];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    useGate(askForSession, (problem) => (ban.value = banOf(problem)));
    startRouter();
    speakOfWrongFields();
    void learnAccount();
  }

  protected override render() {
    const match = here.value;
    const frame = ban.value ? "desk" : match.route?.frame ?? "page";
    document.title = `${say(match.route?.title ?? "shell.missingTitle")} · ${say("shell.brand")}`;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${say("shell.skip")}</a>
      <div class="frame frame-${frame}">
        ${this.#topBar(match)}
        <main id="main" tabindex="-1">${this.#screen(match)}</main>
        ${frame === "page" ? this.#tabBar(match) : nothing}
      </div>
      <lt-gate></lt-gate>
      <lt-ask></lt-ask>
      <lt-toasts></lt-toasts>`;
  }

  #screen({route, params}: Match): TemplateResult {
    if (ban.value) {
      return html`<lt-banned .ban=${ban.value}></lt-banned>`;
    }
    if (!route) {
      return html`<div class="page narrow">${empty("search", say("shell.missingTitle"),
        say("shell.missingDetail"),
        html`<a class="button primary" href="/" data-test="to-home">${say("shell.toHome")}</a>`)}</div>`;
    }
    const who = account.value;
    if (!route.needs) {
      return route.view(params);
    }
    if (who === undefined) {
      return html`<div class="page narrow">${skeletons(4, "5rem")}</div>`;
    }
    if (who === null || who.isGuest) {
      return html`<lt-sign-in-page .hint=${say("shell.signInFirst")}></lt-sign-in-page>`;
    }
    const may = route.needs === "MEMBER" || who.roles.includes(route.needs)
      || (route.needs === "HOST" && who.assistantOf.length > 0);
    return may ? route.view(params) : html`<div class="page narrow">${empty("shield",
      say("shell.forbiddenTitle"), say(`shell.needs.${route.needs}`),
      route.needs === "HOST"
        ? html`<a class="button primary" href="/me">${say("people.becomeHost")}</a>`
        : html`<a class="button" href="/">${say("shell.toHome")}</a>`)}</div>`;
  }

  #topBar({path}: Match): TemplateResult {
    const who = account.value;
    const isRoot = TABS.some((tab) => tab.path === path);
    return html`<header class="top-bar">
      ${isRoot ? nothing : html`<button class="icon-button top-back" aria-label=${say("shell.back")}
        data-test="back" @click=${() => goBack()}>${icon("back")}</button>`}
      <a class="brand" href="/" aria-label=${say("shell.brand")}>
        ${mark()}<span class="brand-name">${say("shell.brand")}</span>
      </a>
      <nav class="top-nav" aria-label=${say("shell.navigation")}>
        ${TABS.slice(0, 4).map((tab) => html`<a href=${tab.path} aria-current=${current(path, tab.path)}
          data-test="nav-${tab.path.slice(1) || "home"}">${say(tab.words)}</a>`)}
      </nav>
      <form class="top-search" role="search" @submit=${this.#search}>
        ${icon("search")}
        <input name="query" type="search" maxlength="100" placeholder=${say("shell.searchHint")}
          aria-label=${say("shell.search")} data-test="top-search">
      </form>
      <div class="top-end">
        ${who?.roles.includes("OPERATOR")
          ? html`<a class="button ghost small" href="/operator" data-test="to-operator"
              aria-label=${say("shell.operator")}>${icon("chart")}
              <span>${say("shell.operator")}</span></a>` : nothing}
        ${who && (who.roles.includes("HOST") || who.assistantOf.length > 0)
          ? html`<a class="button soft small" href="/studio" data-test="to-studio"
              aria-label=${say("shell.studio")}>${icon("camera")}
              <span>${say("shell.studio")}</span></a>` : nothing}
        <button class="button ghost small" data-test="language" @click=${switchLanguage}
          aria-label=${say("shell.language")}>${icon("globe")}
          <span>${say("shell.otherLanguage")}</span></button>
        <lt-bell></lt-bell>
        ${who === undefined ? nothing : who
          ? html`<a class="top-me" href="/me" data-test="to-me">${avatar(who.name, who.avatarUrl, "2.25rem")}
              <span class="unseen">${who.name}</span></a>`
          : html`<a class="button primary small" href="/sign-in" data-test="to-sign-in">
              ${say("people.signIn")}</a>`}
      </div>
    </header>`;
  }

  #tabBar({path}: Match): TemplateResult {
    return html`<nav class="tab-bar" aria-label=${say("shell.navigation")}>
      ${TABS.map((tab) => html`<a href=${tab.path} aria-current=${current(path, tab.path)}
        data-test="tab-${tab.path.slice(1) || "home"}">
        ${icon(tab.icon)}<span>${say(tab.words)}</span>
      </a>`)}
    </nav>`;
  }

  readonly #search = (event: SubmitEvent) => {
    event.preventDefault();
    const query = String(new FormData(event.target as HTMLFormElement).get("query") ?? "").trim();
    if (query) {
      go(`/search?query=${encodeURIComponent(query)}`);
    }
  };

  readonly #skip = (event: Event) => {
    event.preventDefault();
    this.querySelector<HTMLElement>("#main")?.focus();
  };
}

function current(path: string, tab: string): "page" | "false" {
  const isHere = tab === "/" ? path === "/" : path === tab || path.startsWith(`${tab}/`);
  return isHere ? "page" : "false";
}

export function switchLanguage(): void {
  chooseLocale(locale.value === "en" ? "zh-CN" : "en");
}

customElements.define("laotie-app", App);
