import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {avatar} from "../design/parts";
import type {Channel} from "../http/types";
import {brief, countdown} from "../words/words";
import {type Clip, wholeSeconds} from "./types";

interface From {
  channel: Channel;
  exposureId?: string;
  /** A few words below it: why it stands here. */
  why?: TemplateResult | typeof nothing;
  /** What stands on its cover, such as that its host pays for the place. */
  mark?: TemplateResult | typeof nothing;
}

/** A clip in a grid or a row: its cover, how long, how many liked it, and whose it is. */
export function clipTile(clip: Clip, from: From): TemplateResult {
  return html`<a class="tile clip-tile" href="/clip/${clip.clipId}" data-channel=${from.channel}
      data-exposure=${from.exposureId ?? ""} data-test="clip-tile">
    <span class="tile-cover">
      ${clip.coverUrl ? html`<img src=${clip.coverUrl} alt="" loading="lazy" decoding="async">` : html`<span
        class="tile-blank">${icon("clips")}</span>`}
      <span class="clip-tile-length">${icon("play", true)}${countdown(wholeSeconds(clip.lengthMs))}</span>
      ${from.mark ? html`<span class="tile-badges">${from.mark}</span>` : nothing}
      ${clip.likes > 0 ? html`<span class="clip-tile-likes">${icon("heart", true)}${brief(clip.likes)}</span>`
        : nothing}
    </span>
    <span class="tile-words">
      <strong class="tile-title clip-2">${clip.caption}</strong>
      <span class="tile-host">${avatar(clip.host.name, clip.host.avatarUrl, "1.25rem")}
        <span class="clip-1">${clip.host.name}</span></span>
      ${from.why ?? nothing}
    </span>
  </a>`;
}
