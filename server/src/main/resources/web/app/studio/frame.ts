import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {keyed} from "lit/directives/keyed.js";
import {type IconName, icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty} from "../design/states";
import {account} from "../shell/session";
import {say} from "../words/words";
import {type Desk, chooseDesk, chosenHostId, deskHere, desksOf} from "./desk";

type Place =
  "console" | "asks" | "clips" | "goods" | "orders" | "returns" | "fans" | "relation" | "money" | "stream"
  | "persona" | "hooks" | "customers" | "growth" | "prices" | "promotion" | "reviews" | "supply" | "dispatch";

const PLACES: Array<{place: Place; path: string; icon: IconName; isForOwner: boolean}> = [
  {place: "console", path: "/studio", icon: "camera", isForOwner: false},
  {place: "asks", path: "/studio/asks", icon: "chat", isForOwner: false},
  {place: "clips", path: "/studio/clips", icon: "play", isForOwner: false},
  {place: "goods", path: "/studio/goods", icon: "bag", isForOwner: true},
  {place: "prices", path: "/studio/prices", icon: "tag", isForOwner: true},
  {place: "orders", path: "/studio/orders", icon: "truck", isForOwner: false},
  {place: "dispatch", path: "/studio/dispatch", icon: "send", isForOwner: false},
  {place: "supply", path: "/studio/supply", icon: "shop", isForOwner: false},
  {place: "returns", path: "/studio/returns", icon: "again", isForOwner: false},
  {place: "reviews", path: "/studio/reviews", icon: "star", isForOwner: false},
  {place: "fans", path: "/studio/fans", icon: "people", isForOwner: false},
  {place: "customers", path: "/studio/customers", icon: "heart", isForOwner: false},
  {place: "relation", path: "/studio/relation", icon: "rings", isForOwner: false},
  {place: "growth", path: "/studio/growth", icon: "tree", isForOwner: false},
  {place: "money", path: "/studio/money", icon: "chart", isForOwner: true},
  {place: "promotion", path: "/studio/promotion", icon: "search", isForOwner: true},
  {place: "stream", path: "/studio/stream", icon: "volume", isForOwner: false},
  {place: "persona", path: "/studio/persona", icon: "person", isForOwner: true},
  {place: "hooks", path: "/studio/hooks", icon: "hook", isForOwner: true},
];

/** What an assistant reads where only the host himself may be. */
export function ownerOnly(desk: Desk): TemplateResult {
  return empty("shield", say("studio.ownerOnly"), say("studio.ownerOnlyDetail", {name: desk.name}),
    html`<a class="button" href="/studio">${say("studio.place.console")}</a>`);
}

/** The frame of the studio: its places, whose desk it is, and the screen for that desk. */
export class Studio extends LightElement {
  @property() place: Place = "console";
  /** Anything that makes it another screen of the same place, such as a product's id. */
  @property() subject = "";
  @property({attribute: false}) content: (desk: Desk) => TemplateResult = () => html``;

  protected override watched() {
    return [account, chosenHostId] as never[];
  }

  /** On a phone the places are wider than the screen: the one we are at comes into view. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("place")) {
      this.querySelector(".studio-nav [aria-current=page]")?.scrollIntoView({block: "nearest", inline: "center"});
    }
  }

  protected override render() {
    const desk = deskHere();
    if (!desk) {
      return html`<div class="page narrow">${empty("camera", say("studio.noDesk"), say("studio.noDeskDetail"),
        html`<a class="button primary" href="/me">${say("people.becomeHost")}</a>`)}</div>`;
    }
    const places = PLACES.filter((each) => desk.isOwner || !each.isForOwner);
    const isAllowed = places.some((each) => each.place === this.place);
    return html`<div class="page studio" data-test="studio">
      <div class="studio-bar">
        <nav class="studio-nav" aria-label=${say("studio.title")}>
          ${places.map((each) => html`<a href=${each.path} data-test="studio-${each.place}"
            aria-current=${each.place === this.place ? "page" : "false"}>
            ${icon(each.icon)}<span>${say(`studio.place.${each.place}`)}</span>
            ${each.place === "asks" ? html`<lt-asks-waiting .hostId=${desk.hostId}></lt-asks-waiting>`
              : nothing}</a>`)}
        </nav>
        ${this.#deskChoice(desk)}
      </div>
      ${isAllowed ? keyed(`${desk.hostId} ${this.subject}`, this.content(desk))
        : ownerOnly(desk)}
      <lt-undo></lt-undo>
    </div>`;
  }

  #deskChoice(desk: Desk): TemplateResult | typeof nothing {
    const desks = account.value ? desksOf(account.value) : [];
    if (desks.length < 2) {
      return desk.isOwner ? nothing
        : html`<span class="badge">${say("studio.assisting", {name: desk.name})}</span>`;
    }
    return html`<label class="desk-choice"><span class="unseen">${say("studio.whose")}</span>
      <select class="input" data-test="desk-choice"
        @change=${(event: Event) => chooseDesk((event.target as HTMLSelectElement).value)}>
        ${desks.map((each) => html`<option value=${each.hostId} ?selected=${each.hostId === desk.hostId}>
          ${each.isOwner ? say("studio.own", {name: each.name})
            : say("studio.assisting", {name: each.name})}</option>`)}
      </select></label>`;
  }
}

customElements.define("lt-studio", Studio);
