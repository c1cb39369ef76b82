import {html} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {ask} from "../design/sheet";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import type {HostBrief, Origin} from "../http/types";
import {ensureMember} from "../people/gate";
import {say} from "../words/words";

export interface FollowChange {
  isFollowed: boolean;
  followers: number;
}

/** The follow button of one host. Fires `changed` with the new state. */
export class Follow extends LightElement {
  @property({attribute: false}) host!: Pick<HostBrief, "hostId" | "name" | "isFollowed">;
  @property({attribute: false}) origin: Origin & {viewId?: string} = {};
  @property({type: Boolean}) small = false;
  @state() isBusy = false;

  protected override render() {
    const {isFollowed, name} = this.host;
    return html`<button class="button follow ${isFollowed ? "" : "primary"} ${this.small ? "small" : ""}"
        data-test="follow" aria-pressed=${isFollowed} ?disabled=${this.isBusy} @click=${this.#toggle}
        aria-label=${say(isFollowed ? "fans.unfollowName" : "fans.followName", {name})}>
      ${isFollowed ? icon("check") : icon("plus")}<span>${say(isFollowed ? "fans.followed"
        : "fans.follow")}</span>
    </button>`;
  }

  readonly #toggle = async () => {
    const {hostId, name, isFollowed} = this.host;
    if (isFollowed && !(await ask({title: say("fans.unfollowAsk", {name}), yes: say("fans.unfollow")}))) {
      return;
    }
    if (!(await ensureMember())) {
      return;
    }
    this.isBusy = true;
    try {
      const path = `/hosts/${hostId}/follow`;
      const change = isFollowed
        ? await api.delete<FollowChange>(path, this.origin)
        : await api.put<FollowChange>(path, this.origin);
      this.dispatchEvent(new CustomEvent<FollowChange>("changed", {detail: change}));
      toast(say(change.isFollowed ? "fans.nowFollowing" : "fans.noLongerFollowing", {name}), "good");
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-follow", Follow);
