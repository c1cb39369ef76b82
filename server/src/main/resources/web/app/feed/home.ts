import {html, nothing} from "lit";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, failed, spinner} from "../design/states";
import {Pages} from "../http/load";
import type {ClipItem, FeedItem, ShowItem} from "../http/types";
import {clipTile} from "../clips/tiles";
import {go} from "../shell/router";
import {account} from "../shell/session";
import {say} from "../words/words";
import {promotedBadge, reason, roomTile, showRow} from "./tiles";

/** Home: who is live now, then what is to come; followed hosts first, each with the reason it is here. */
export class Home extends LightElement {
  readonly #feed = new Pages<FeedItem>(this, () => "/feed");
  #who = account.value?.id;

  protected override watched() {
    return [account] as never[];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#refresh);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#refresh);
  }

  protected override willUpdate(): void {
    // Whom somebody follows changes the order: fetch again for another person.
    if (account.value !== undefined && account.value?.id !== this.#who) {
      this.#who = account.value?.id;
      void this.#feed.restart();
    }
  }

  protected override render() {
    return html`<div class="page home">
      <h1 class="unseen">${say("feed.title")}</h1>
      <form class="phone-search" role="search" @submit=${this.#search}>
        ${icon("search")}
        <input name="query" type="search" maxlength="100" enterkeyhint="search"
          placeholder=${say("shell.searchHint")} aria-label=${say("shell.search")} data-test="home-search">
      </form>
      ${this.#body()}
    </div>`;
  }

  #body() {
    const {items, problem, isLoaded} = this.#feed;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#feed.restart());
    }
    if (!isLoaded) {
      return this.#skeleton();
    }
    const rooms = items.filter((item): item is ShowItem => item.kind === "ROOM");
    const shows = items.filter((item): item is ShowItem => item.kind === "SHOW");
    const clips = items.filter((item): item is ClipItem => item.kind === "CLIP");
    if (items.length === 0) {
      return empty("camera", say("feed.emptyTitle"), say("feed.emptyDetail"),
        html`<a class="button" href="/me">${say("people.becomeHost")}</a>`);
    }
    return html`<div class="home-columns ${shows.length > 0 ? "has-shows" : ""}">
      ${rooms.length > 0 ? html`<section class="home-part" aria-labelledby="live-now">
        <h2 class="heading" id="live-now">${say("feed.liveNow")}</h2>
        <div class="tiles">${repeat(rooms, (item) => item.show.showId,
          (item, index) => roomTile(item, index === 0))}</div>
      </section>` : html`<p class="notice">${icon("clock")}<span>${say("feed.noneLive")}</span></p>`}
      ${clips.length > 0 ? html`<section class="home-part home-clips" aria-labelledby="clips-now">
        <div class="row between"><h2 class="heading" id="clips-now">${say("feed.clips")}</h2>
          <a class="all-clips" href="/clips" data-test="all-clips">${say("feed.allClips")}${icon("next")}</a></div>
        <div class="clip-row">${repeat(clips, (item) => item.clip.clipId, (item) => clipTile(item.clip,
          {channel: "FEED", exposureId: item.exposureId, why: reason(item), mark: promotedBadge(item)}))}</div>
      </section>` : nothing}
      ${shows.length > 0 ? html`<section class="home-part" aria-labelledby="to-come">
        <h2 class="heading" id="to-come">${say("feed.toCome")}</h2>
        <div class="show-rows">${repeat(shows, (item) => item.show.showId, showRow)}</div>
      </section>` : nothing}
    </div>
      ${this.#feed.hasMore ? html`<button class="button wide" @click=${() => void this.#feed.more()}
        ?disabled=${this.#feed.isWaiting} data-test="more">
        ${this.#feed.isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #skeleton() {
    return html`<div class="home-columns"><div class="home-part" aria-busy="true"
        aria-label=${say("shell.loading")}>
      <div class="skeleton" style="width:8rem;height:1.75rem"></div>
      <div class="tiles">${[0, 1, 2, 3].map((index) => html`
        <div class="tile ${index === 0 ? "tile-first" : ""}"><span
          class="tile-cover skeleton"></span></div>`)}
      </div>
    </div></div>`;
  }

  readonly #refresh = () => {
    if (document.visibilityState === "visible") {
      void this.#feed.restart();
    }
  };

  readonly #search = (event: SubmitEvent) => {
    event.preventDefault();
    const query = String(new FormData(event.target as HTMLFormElement).get("query") ?? "").trim();
    if (query) {
      go(`/search?query=${encodeURIComponent(query)}`);
    }
  };
}

customElements.define("lt-home", Home);
