import {type TemplateResult, html, nothing} from "lit";
import {ifDefined} from "lit/directives/if-defined.js";
import {icon} from "../design/icons";
import {avatar, liveBadge, picture, priceFrom} from "../design/parts";
import type {Channel, FeedItem, HostBrief, Product, ShowBrief, ShowItem} from "../http/types";
import {brief, hasWords, say, upcoming} from "../words/words";

/** Why an item is shown, in a few words. */
function why(item: FeedItem): string {
  const key = `feed.why.${item.why.code}`;
  return hasWords(key) ? say(key) : "";
}

/** A live room: its cover, who watches, what it is about, who hosts, and why it is here. */
export function roomTile(item: ShowItem, isFirst: boolean): TemplateResult {
  const {show, exposureId} = item;
  return html`<a class="tile ${isFirst ? "tile-first" : ""}" href="/room/${show.roomId}"
      data-exposure=${ifDefined(exposureId)} data-channel="FEED" data-test="room-tile">
    <span class="tile-cover">
      ${show.coverUrl ? html`<img src=${sized(show.coverUrl, isFirst ? 960 : 540)} alt=""
        fetchpriority=${isFirst ? "high" : "auto"}>` : html`<span
          class="tile-blank">${avatar(show.host.name, show.host.avatarUrl, "5rem")}</span>`}
      <lt-cover .roomId=${show.roomId}></lt-cover>
      <span class="tile-badges">${promotedBadge(item)}${liveBadge(show.concurrent)}</span>
    </span>
    <span class="tile-words">
      <strong class="tile-title clip-2">${show.title}</strong>
      <span class="tile-host">${avatar(show.host.name, show.host.avatarUrl, "1.5rem")}
        <span class="clip-1">${show.host.name}</span></span>
      ${reason(item)}
    </span>
  </a>`;
}

/** A show to come: when, what and by whom, and a button to be reminded of it. */
export function showRow(item: ShowItem): TemplateResult {
  const {show, exposureId} = item;
  const origin = exposureId ? {exposureId} : {channel: "FEED" as const};
  return html`<div class="show-place"><a class="row show-row" href="/room/${show.roomId}"
      data-exposure=${ifDefined(exposureId)} data-channel="FEED" data-test="show-row">
    <span class="show-row-cover">${picture(show.coverUrl, "", 240)}</span>
    <span class="grow stack tight">
      <span class="show-when">${icon("clock")}${show.startsAt ? upcoming(show.startsAt) : ""}</span>
      <strong class="clip-2">${show.title}</strong>
      <span class="tile-host faint">${avatar(show.host.name, show.host.avatarUrl, "1.25rem")}
        <span class="clip-1">${show.host.name}</span></span>
      ${reason(item)}
    </span>
  </a><lt-reserve small .show=${show} .origin=${origin}></lt-reserve></div>`;
}

/** The words that a host pays for this place, and the eye that tells when it was seen. */
export function promotedBadge(item: FeedItem): TemplateResult | typeof nothing {
  return item.why.code === "PROMOTED"
    ? html`<lt-promoted .exposureId=${item.exposureId ?? ""}></lt-promoted>` : nothing;
}

/** The reason below a tile. */
export function reason(item: FeedItem): TemplateResult | typeof nothing {
  const words = why(item);
  return words ? html`<span
    class="why ${item.why.code === "FOLLOWED" ? "is-own" : ""}">${words}</span>` : nothing;
}

/** A host in a list; a live one leads straight into the room. */
export function hostRow(host: HostBrief, channel: Channel, show?: ShowBrief,
  exposureId?: string): TemplateResult {
  const isLive = show?.status === "LIVE" || (!show && host.isLive);
  return html`<a class="row host-row" href=${isLive ? `/room/${host.roomId}` : `/host/${host.hostId}`}
      data-channel=${channel} data-exposure=${ifDefined(exposureId)} data-test="host-row">
    ${avatar(host.name, host.avatarUrl, "3.5rem", isLive)}
    <span class="grow">
      <strong class="clip-1">${host.name}</strong>
      <span class="quiet clip-1">${show ? show.title : host.tagline}</span>
      <span class="faint">${show?.status === "SCHEDULED" && show.startsAt
        ? say("feed.startsAt", {time: upcoming(show.startsAt)})
        : say("people.followers", {count: host.followers, brief: brief(host.followers)})}</span>
    </span>
    ${isLive ? html`<span class="badge live">${say("live.live")}</span>` : icon("next")}
  </a>`;
}

/** A product in a grid. */
export function productTile(product: Product): TemplateResult {
  const left = product.skus.reduce((sum, sku) => sum + sku.available, 0);
  return html`<a class="product-tile" href="/product/${product.productId}" data-test="product-tile">
    <span class="product-picture">${picture(product.pictures[0]?.url, "", 480)}
      ${left === 0 ? html`<span class="badge sold-out">${say("goods.soldOut")}</span>` : nothing}</span>
    <strong class="clip-2">${product.title}</strong>
    <span class="row between">${priceFrom(product.skus)}
      <span class="faint clip-1">${product.host.name}</span></span>
  </a>`;
}

function sized(url: string, width: number): string {
  return url.startsWith("/api/") ? `${url}${url.includes("?") ? "&" : "?"}w=${width}` : url;
}
