import {html, nothing} from "lit";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {Pages} from "../http/load";
import type {FollowingItem} from "../http/types";
import {say} from "../words/words";
import {hostRow} from "./tiles";

/** The hosts this person follows: who is live stands first. */
export class Following extends LightElement {
  readonly #list = new Pages<FollowingItem>(this, () => "/following");

  protected override render() {
    return html`<div class="page narrow">
      <h1 class="title">${say("feed.following")}</h1>
      ${this.#body()}
    </div>`;
  }

  #body() {
    const {items, problem, isLoaded} = this.#list;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#list.restart());
    }
    if (!isLoaded) {
      return skeletons(4, "5rem");
    }
    if (items.length === 0) {
      return empty("rings", say("feed.followNobody"), say("feed.followNobodyDetail"),
        html`<a class="button primary" href="/">${say("feed.lookAround")}</a>`);
    }
    const live = items.filter((item) => item.show?.status === "LIVE");
    const others = items.filter((item) => item.show?.status !== "LIVE");
    return html`
      ${live.length > 0 ? html`<section class="list-part">
        <h2 class="label">${say("feed.liveNow")}</h2>${live.map(row)}</section>` : nothing}
      ${others.length > 0 ? html`<section class="list-part">
        <h2 class="label">${say("feed.notLive")}</h2>${others.map(row)}</section>` : nothing}
      ${this.#list.hasMore ? html`<button class="button wide" @click=${() => void this.#list.more()}
        ?disabled=${this.#list.isWaiting}>${this.#list.isWaiting ? spinner() : say("shell.more")}</button>`
        : nothing}`;
  }
}

function row({host, show, exposureId}: FollowingItem) {
  return hostRow(host, "FOLLOWING_TAB", show, exposureId);
}

customElements.define("lt-following", Following);
