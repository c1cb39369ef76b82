import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import type {Origin, ShowBrief} from "../http/types";
import {ensureMember} from "../people/gate";
import {account} from "../shell/session";
import {brief, say} from "../words/words";

export interface ReservationChange {
  isReserved: boolean;
  reservations: number;
}

/** Waits for an announced show, and stops waiting. Fires `reserved` with the new state. */
export class Reserve extends LightElement {
  @property({attribute: false}) show!: ShowBrief;
  @property({attribute: false}) origin: Origin = {};
  @property({type: Boolean}) small = false;
  @property({type: Boolean}) large = false;
  @state() isBusy = false;
  @state() change?: ReservationChange;
  #changeOf = "";

  protected override willUpdate(): void {
    if (this.#changeOf !== this.show.showId) {
      this.#changeOf = this.show.showId;
      this.change = undefined;
    }
  }

  protected override render() {
    const {isReserved, reservations} = this.change ?? this.show;
    const isOwn = account.value?.id === this.show.host.hostId;
    if (this.show.status !== "SCHEDULED" || !this.show.startsAt || isOwn) {
      return nothing;
    }
    const count = html`<span class="faint">${say("live.waiting", {count: reservations,
      brief: brief(reservations)})}</span>`;
    return html`<span class="reserve">
      <button class="button ${isReserved ? "" : "primary"} ${this.small ? "small" : ""}
          ${this.large ? "large" : ""}" data-test="reserve" aria-pressed=${isReserved}
          ?disabled=${this.isBusy} @click=${this.#toggle}>
        ${icon(isReserved ? "check" : "bell")}<span>${say(isReserved ? "live.reserved"
          : "live.reserve")}</span></button>
      ${reservations > 0 ? count : nothing}</span>`;
  }

  readonly #toggle = async (event: Event) => {
    event.preventDefault();
    if (!(await ensureMember())) {
      return;
    }
    const {isReserved} = this.change ?? this.show;
    const path = `/shows/${this.show.showId}/reservation`;
    this.isBusy = true;
    try {
      this.change = isReserved ? await api.delete<ReservationChange>(path)
        : await api.put<ReservationChange>(path, this.origin);
      this.dispatchEvent(new CustomEvent<ReservationChange>("reserved", {detail: this.change}));
      toast(say(this.change.isReserved ? "live.nowWaiting" : "live.noLongerWaiting",
        {title: this.show.title}), "good");
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-reserve", Reserve);
