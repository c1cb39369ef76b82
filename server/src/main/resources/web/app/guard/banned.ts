import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import type {Ban} from "../http/types";
import {go} from "../shell/router";
import {signOut} from "../shell/session";
import {moment, say} from "../words/words";

/** What a banned person reads instead of the page: that it is so, why, since when, and the case. */
export class Banned extends LightElement {
  @property({attribute: false}) ban: Ban = {reason: "", at: ""};

  protected override render() {
    const {reason, at, caseId} = this.ban;
    return html`<div class="page narrow" data-test="banned">
      <div class="state">
        ${icon("shield")}
        <h1 class="title">${say("guard.bannedTitle")}</h1>
        <p>${say("guard.bannedDetail")}</p>
      </div>
      <dl class="card padded facts">
        <div><dt>${say("guard.reason")}</dt>
          <dd data-test="ban-reason">${reason || say("guard.noReason")}</dd></div>
        ${at ? html`<div><dt>${say("guard.since")}</dt><dd>${moment(at)}</dd></div>` : nothing}
        ${caseId ? html`<div><dt>${say("guard.case")}</dt><dd class="code">${caseId}</dd></div>` : nothing}
      </dl>
      <p class="faint" style="margin:var(--s4) 0">${say("guard.appeal")}</p>
      <button class="button" data-test="sign-out" @click=${this.#leave}>${icon("door")}
        ${say("people.signOut")}</button>
    </div>`;
  }

  readonly #leave = async () => {
    await signOut();
    go("/", {replaces: true});
  };
}

customElements.define("lt-banned", Banned);
