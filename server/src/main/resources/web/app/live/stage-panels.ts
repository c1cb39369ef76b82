import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {avatar} from "../design/parts";
import {spinner} from "../design/states";
import type {HostBrief} from "../http/types";
import {originHere} from "../shell/router";
import {say, upcoming} from "../words/words";
import type {PlayerState} from "./player";
import type {RoomState} from "./room-state";

/** What stands over the picture when there is none, or not yet: offline, to come, ended, waiting. */
export function stagePanel(state: RoomState, player: PlayerState): TemplateResult | typeof nothing {
  const {show, room: {host}} = state;
  if (!show) {
    return panel(host, say("live.notLive", {name: host.name}), say("live.notLiveDetail"), "offline");
  }
  switch (show.status) {
    case "SCHEDULED":
      return panel(host, show.title,
        show.startsAt ? say("live.startsAt", {time: upcoming(show.startsAt)})
          : say("live.startsSoon"), "scheduled", html`<lt-reserve large .show=${show}
            .origin=${originHere()}></lt-reserve>`);
    case "ENDED":
      return panel(host, say("live.ended"), say("live.endedDetail", {name: host.name}), "ended");
    case "LIVE":
      return waiting(player);
  }
}

function waiting(player: PlayerState): TemplateResult | typeof nothing {
  switch (player) {
    case "playing":
      return nothing;
    case "connecting":
    case "stalled":
      return html`<div class="stage-wait" data-test="video-${player}">${spinner()}
        <span>${say(`live.video.${player}`)}</span></div>`;
    case "offline":
      return html`<div class="stage-wait" data-test="video-offline">${icon("offline")}
        <span>${say("live.video.offline")}</span></div>`;
  }
}

function panel(host: HostBrief, title: string, detail: string, kind: string,
  action: unknown = nothing): TemplateResult {
  return html`<div class="stage-panel" data-test="stage-${kind}">
    <a href="/host/${host.hostId}" aria-label=${host.name}>${avatar(host.name, host.avatarUrl, "5rem")}</a>
    <h1 class="heading">${title}</h1>
    <p>${detail}</p>
    ${action}
    <div class="row wrap">
      <a class="button primary" href="/host/${host.hostId}">${say("live.seeHost")}</a>
      <a class="button" href="/">${say("live.otherRooms")}</a>
    </div>
  </div>`;
}
