import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import type {Origin, ShowBrief} from "../http/types";
import {ensureMember} from "../people/gate";
import {brief, moment, say} from "../words/words";

/** What a reservation changes of a show. */
export interface Reserved {
  isReserved: boolean;
  reservations: number;
}

type Reservable = ShowBrief & Partial<Reserved>;

/** Waits for a show (预约): the viewer is reminded before it begins. Fires `reserved`. */
export class Reserve extends LightElement {
  @property({attribute: false}) show!: Reservable;
  @property({attribute: false}) origin: Origin = {};
  @property({type: Boolean}) small = false;
  @state() isBusy = false;
  @state() told?: Reserved;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("show")) {
      this.told = undefined;
    }
  }

  protected override render() {
    const isReserved = this.told?.isReserved ?? this.show.isReserved ?? false;
    const count = this.told?.reservations ?? this.show.reservations ?? 0;
    return html`<button class="button ${isReserved ? "" : "soft"} ${this.small ? "small" : ""} reserve"
        aria-pressed=${isReserved} ?disabled=${this.isBusy} @click=${this.#toggle} data-test="reserve"
        aria-label=${say(isReserved ? "feed.unreserveShow" : "feed.reserveShow",
          {title: this.show.title})}>
      ${icon(isReserved ? "check" : "clock")}<span>${say(isReserved ? "feed.reserved" : "feed.reserve")}</span>
      ${count > 0 ? html`<span class="reserve-count">${brief(count)}</span>` : nothing}
    </button>`;
  }

  readonly #toggle = async (event: Event) => {
    // Inside a tile that leads elsewhere.
    event.preventDefault();
    event.stopPropagation();
    const isReserved = this.told?.isReserved ?? this.show.isReserved ?? false;
    if (!(await ensureMember())) {
      return;
    }
    this.isBusy = true;
    try {
      const path = `/shows/${this.show.showId}/reservation`;
      this.told = isReserved ? await api.delete<Reserved>(path, this.origin)
        : await api.put<Reserved>(path, this.origin);
      toast(this.told.isReserved
        ? say("feed.nowReserved", {time: this.show.startsAt ? moment(this.show.startsAt) : ""})
        : say("feed.noLongerReserved"), "good");
      this.dispatchEvent(new CustomEvent<Reserved>("reserved", {detail: this.told}));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-reserve", Reserve);
