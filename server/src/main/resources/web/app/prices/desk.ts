import {type TemplateResult, html} from "lit";
import {property, state} from "lit/decorators.js";
import {type IconName, icon} from "../design/icons";
import {LightElement} from "../design/light";
import type {Desk} from "../studio/desk";
import {say} from "../words/words";

type Part = "flash" | "room" | "coupons" | "shipping" | "limits";

const PARTS: Array<{part: Part; icon: IconName}> = [
  {part: "flash", icon: "flash"}, {part: "room", icon: "tag"}, {part: "coupons", icon: "ticket"},
  {part: "shipping", icon: "truck"}, {part: "limits", icon: "person"},
];

/** A host's prices beside those on his shelf: flash sales, room prices, coupons, shipping, limits. */
export class PricesDesk extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() chosen: Part = partOf(new URLSearchParams(location.search).get("part"));

  protected override render() {
    return html`<div class="stack prices-desk" data-test="prices-desk">
      <h1 class="title">${say("studio.place.prices")}</h1>
      <div class="segments prices-parts" role="group" aria-label=${say("studio.place.prices")}>
        ${PARTS.map(({part, icon: name}) => html`<button aria-pressed=${part === this.chosen}
          data-test="prices-${part}" @click=${() => this.#choose(part)}>${icon(name)}
          <span>${say(`prices.part.${part}`)}</span></button>`)}
      </div>
      <p class="faint">${say(`prices.part.${this.chosen}.detail`)}</p>
      ${this.#part()}
    </div>`;
  }

  #part(): TemplateResult {
    const {hostId} = this.desk;
    switch (this.chosen) {
      case "flash":
        return html`<lt-flash-desk .hostId=${hostId}></lt-flash-desk>`;
      case "room":
        return html`<lt-room-prices .hostId=${hostId}></lt-room-prices>`;
      case "coupons":
        return html`<lt-coupon-desk .hostId=${hostId}></lt-coupon-desk>`;
      case "shipping":
        return html`<lt-shipping .hostId=${hostId}></lt-shipping>`;
      case "limits":
        return html`<lt-limits .hostId=${hostId}></lt-limits>`;
    }
  }

  #choose(part: Part): void {
    this.chosen = part;
    history.replaceState(history.state, "", `/studio/prices?part=${part}`);
  }
}

customElements.define("lt-prices-desk", PricesDesk);

function partOf(name: string | null): Part {
  return PARTS.find(({part}) => part === name)?.part ?? "flash";
}
