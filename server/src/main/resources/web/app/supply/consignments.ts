import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, failed, skeletons, spinner} from "../design/states";
import {Pages} from "../http/load";
import type {Desk} from "../studio/desk";
import {moment, say} from "../words/words";
import {differences, tabs} from "./parts";
import {type Consignment, STATE_BADGES} from "./types";

/** Truckloads, the newest first: what is on its way, what was counted, what came in. */
export class Consignments extends LightElement {
  @property({attribute: false}) desk!: Desk;
  readonly list = new Pages<Consignment>(this, () => `/hosts/${this.desk.hostId}/consignments`);

  protected override render() {
    return html`<div class="stack" data-test="consignments">
      <header class="row between wrap"><h1 class="title">${say("supply.title")}</h1>
        ${this.desk.isOwner ? html`<a class="button primary" href="/studio/supply/new" data-test="announce">
          ${icon("plus")}${say("supply.announce")}</a>` : nothing}</header>
      ${tabs("consignments", this.desk.isOwner)}
      ${this.#list()}
    </div>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.list;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.list.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "5rem");
    }
    return items.length === 0
      ? empty("truck", say("supply.noConsignments"), say("supply.noConsignmentsDetail"))
      : html`<ul class="stack">${items.map((one) => this.#row(one))}</ul>
        ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => this.list.more()}>
          ${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
  }

  #row(one: Consignment): TemplateResult {
    const first = one.lines[0];
    return html`<li><a class="card padded stack tight" href="/studio/supply/consignments/${one.consignmentId}"
        data-test="consignment" data-state=${one.state}>
      <span class="row between wrap"><b>${one.supplierName}</b>
        <span class="badge ${STATE_BADGES[one.state]}">${say(`supply.state.${one.state}`)}</span></span>
      <span class="quiet clip-2">${first?.title ?? ""} ${first?.name ?? ""}${one.lines.length > 1
        ? ` ${say("supply.andOthers", {count: one.lines.length - 1})}` : ""}</span>
      <span class="row wrap faint">${moment(one.announcedAt)} ·
        ${say("supply.units", {count: one.state === "ANNOUNCED" ? one.announced : one.good})}
        ${differences(one.difference)}</span></a></li>`;
  }
}

customElements.define("lt-consignments", Consignments);
