import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, picture} from "../design/parts";
import {skeletons} from "../design/states";
import type {FollowChange} from "../fans/follow";
import {clipTile} from "../clips/tiles";
import type {Clip} from "../clips/types";
import {productTile} from "../feed/tiles";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Host, Page, Product, ShowBrief} from "../http/types";
import {brief, moment, say, upcoming} from "../words/words";

/**
 * A host: who, since when, whose goods, the story, and the evidence behind it; whether live now, what is to
 * come, clips and goods.
 */
export class HostScreen extends LightElement {
  @property() hostId = "";
  readonly #host = new Load<Host>(this, () => api.peek<Host>(`/hosts/${this.hostId}`));
  readonly #shows = new Load<Page<ShowBrief> | ShowBrief[]>(this,
    () => api.peek(`/hosts/${this.hostId}/shows`));
  readonly #goods = new Load<Page<Product>>(this, () =>
    api.peek("/products", {hostId: this.hostId, limit: 40}));

  readonly #shown = new Load<Page<Clip>>(this, () =>
    api.peek(`/hosts/${this.hostId}/clips`, {limit: 30}));

  protected override render() {
    return html`<div class="page host-page">
      ${this.#host.view((host) => this.#persona(host as Host), () => skeletons(3, "8rem"))}
    </div>`;
  }

  #persona(host: Host) {
    return html`
      <header class="host-head">
        ${avatar(host.name, host.avatarUrl, "6rem", host.isLive)}
        <div class="stack tight">
          <h1 class="title" data-test="host-name">${host.name}</h1>
          <p class="quiet">${host.tagline}</p>
          <p class="faint" data-test="followers">${say("people.followers",
            {count: host.followers, brief: brief(host.followers)})} ·
            <a class="link" href="/host/${host.hostId}/tiers" data-test="to-tiers">${say("fans.tiers")}</a></p>
        </div>
        <lt-follow .host=${host} .origin=${{channel: "HOST_PAGE"}}
          @changed=${(event: CustomEvent<FollowChange>) =>
          this.#host.set({...host, ...event.detail})}></lt-follow>
      </header>
      ${host.isLive ? html`<a class="host-live" href="/room/${host.roomId}" data-channel="HOST_PAGE"
          data-test="to-room">
        <span class="badge live">${say("live.live")}</span>
        <span class="grow clip-1">${this.#list().find((show) => show.status === "LIVE")?.title
          ?? say("people.liveNow")}</span>
        <strong>${say("people.enterRoom")}</strong>${icon("next")}</a>` : nothing}
      ${this.#upcoming()}
      <section class="persona">
        <h2 class="heading">${say("people.persona")}</h2>
        <dl class="persona-facts">
          <div><dt>${say("people.sinceLabel")}</dt><dd>${say("people.since",
            {year: String(host.sinceYear)})}</dd></div>
          <div><dt>${say("people.goodsFrom")}</dt><dd>${host.goodsFrom}</dd></div>
          <div><dt>${say("people.category")}</dt><dd>${host.category}</dd></div>
        </dl>
        <p class="story">${host.story}</p>
      </section>
      <lt-evidence .hostId=${this.hostId}></lt-evidence>
      ${this.#clips()}
      ${this.#products()}
      ${this.#past()}`;
  }

  #list(): ShowBrief[] {
    const shows = this.#shows.value;
    return Array.isArray(shows) ? shows : shows?.items ?? [];
  }

  #upcoming() {
    const shows = this.#list().filter((show) => show.status === "SCHEDULED" && show.startsAt);
    return shows.length === 0 ? nothing : html`<section class="stack">
      <h2 class="heading">${say("feed.toCome")}</h2>
      ${shows.map((show) => html`<div class="row show-row">
        <span class="show-row-cover">${picture(show.coverUrl, "", 240)}</span>
        <span class="grow stack tight"><span class="show-when">${icon("clock")}${upcoming(show.startsAt!)}</span>
          <strong class="clip-2">${show.title}</strong>
          <span class="host-reserve"><lt-reserve small .show=${show}
            .origin=${{channel: "HOST_PAGE"}}></lt-reserve></span></span></div>`)}
    </section>`;
  }

  /** Clips that tell where goods come from stand first: they are evidence too. */
  #clips() {
    const clips = [...(this.#shown.value?.items ?? [])]
      .sort((a, b) => Number(!!b.sourcesProductId) - Number(!!a.sourcesProductId));
    return clips.length === 0 ? nothing : html`<section class="stack" data-test="host-clips">
      <h2 class="heading">${say("people.clips")}</h2>
      <div class="clip-row">${clips.map((clip) => clipTile(clip, {channel: "HOST_PAGE",
        why: clip.sourcesProductId ? html`<span class="why is-own">${say("people.sourcingClip")}</span>`
          : nothing}))}</div>
    </section>`;
  }

  #products() {
    const products = (this.#goods.value?.items ?? []).filter((product) => product.isListed);
    return products.length === 0 ? nothing : html`<section>
      <h2 class="heading">${say("people.goods")}</h2>
      <div class="product-grid">${products.map(productTile)}</div>
    </section>`;
  }

  #past() {
    const shows = this.#list().filter((show) => show.status === "ENDED").slice(0, 5);
    return shows.length === 0 ? nothing : html`<section class="stack tight">
      <h2 class="heading">${say("people.pastShows")}</h2>
      <ul>${shows.map((show) => html`<li class="row between past-show">
        <span class="clip-1">${show.title}</span>
        <span class="faint">${show.startedAt ? moment(show.startedAt) : ""}</span></li>`)}</ul>
    </section>`;
  }
}

customElements.define("lt-host", HostScreen);
