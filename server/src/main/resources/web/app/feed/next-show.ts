import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import type {HostBrief, Origin, Page, ShowBrief} from "../http/types";
import {say, upcoming} from "../words/words";

const REMEMBERED_MS = 60_000;
const remembered = new Map<string, {at: number; shows: Promise<ShowBrief[]>}>();

/** The shows of a host, asked once a minute at most. */
function showsOf(hostId: string): Promise<ShowBrief[]> {
  const known = remembered.get(hostId);
  if (known && Date.now() - known.at < REMEMBERED_MS) {
    return known.shows;
  }
  const shows = api.peek<Page<ShowBrief>>(`/hosts/${hostId}/shows`).then((page) => page.items)
    .catch(() => []);
  remembered.set(hostId, {at: Date.now(), shows});
  return shows;
}

/** The next show of a host in one line: into the room when he is live, else a reservation. */
export class NextShow extends LightElement {
  @property({attribute: false}) host!: HostBrief;
  @property({attribute: false}) origin: Origin = {};
  @state() next?: ShowBrief;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get("host") as HostBrief | undefined;
    if (changed.has("host") && before?.hostId !== this.host.hostId) {
      this.next = undefined;
      void this.#learn();
    }
  }

  protected override render() {
    if (this.host.isLive) {
      return html`<a class="next-show is-live" href="/room/${this.host.roomId}" data-channel="FEED"
          data-exposure=${this.origin.exposureId ?? ""} data-test="next-show">
        <span class="badge live">${say("live.live")}</span>
        <span class="grow clip-1">${say("feed.liveNowIn", {name: this.host.name})}</span>${icon("next")}</a>`;
    }
    return this.next ? html`<div class="next-show" data-test="next-show">
      ${icon("clock")}<span class="grow clip-1">${say("feed.startsAt",
        {time: upcoming(this.next.startsAt!)})} · ${this.next.title}</span>
      <lt-reserve small .show=${this.next} .origin=${this.origin}></lt-reserve></div>` : nothing;
  }

  async #learn(): Promise<void> {
    const {hostId} = this.host;
    const shows = await showsOf(hostId);
    if (hostId === this.host.hostId) {
      this.next = shows.filter((show) => show.status === "SCHEDULED" && show.startsAt)
        .sort((a, b) => Date.parse(a.startsAt!) - Date.parse(b.startsAt!))[0];
    }
  }
}

customElements.define("lt-next-show", NextShow);
