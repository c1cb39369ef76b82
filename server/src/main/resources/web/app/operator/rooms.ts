import {type TemplateResult, html} from "lit";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar} from "../design/parts";
import {empty, skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Page, ShowBrief} from "../http/types";
import {Every} from "../studio/every";
import {countdown, number, say} from "../words/words";

const ROOMS_MS = 5_000;

/** All rooms that are live, the fullest first. */
export class OperatorRooms extends LightElement {
  readonly rooms = new Load<ShowBrief[]>(this, () => showsOnAir());
  readonly every = new Every(this, () => ROOMS_MS, () => this.rooms.run());

  protected override render() {
    return html`<div data-test="operator-rooms">
      ${this.rooms.view((rooms) => rooms.length === 0
        ? empty("camera", say("operator.noRooms"), say("operator.noRoomsDetail"))
        : html`<ul class="operator-list">${rooms.map((show) => this.#row(show))}</ul>`,
        () => skeletons(3, "4.5rem"))}
    </div>`;
  }

  #row({roomId, concurrent, host, title, startedAt}: ShowBrief): TemplateResult {
    return html`<li><a class="operator-row" href="/room/${roomId}" data-test="operator-room"
        data-room=${roomId}>
      ${avatar(host.name, host.avatarUrl, "2.75rem", true)}
      <span class="grow"><b class="clip-1">${title}</b>
        <span class="faint">${host.name}${startedAt ? html` ·
          <span class="tabular">${countdown(Date.now() - Date.parse(startedAt))}</span>` : ""}</span></span>
      <span class="operator-number">
        <b class="tabular" data-test="room-concurrent">${number(concurrent)}</b>
        <span class="faint">${say("operator.watching")}</span></span>
      ${icon("next")}</a></li>`;
  }
}

customElements.define("lt-operator-rooms", OperatorRooms);

async function showsOnAir(): Promise<ShowBrief[]> {
  const {items} = await api.get<Page<ShowBrief>>("/operator/rooms");
  return [...items].sort((one, other) => other.concurrent - one.concurrent);
}
