import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {picture, priceFrom} from "../design/parts";
import {say} from "../words/words";
import {type PrivateFrame, meant} from "./types";

/**
 * What the room tells one viewer alone: the card he seems to ask for, or what the host answered him.
 * Fires `buy` with the product, `shelf` when it is another one, and `dismissed`.
 */
export class OfferCard extends LightElement {
  @property({attribute: false}) frame?: PrivateFrame;
  @property() hostName = "";

  protected override render() {
    const frame = this.frame;
    if (!frame) {
      return nothing;
    }
    const product = meant(frame);
    const isAnswer = frame.type === "answer";
    const isGone = product && (!product.isListed || product.skus.every((sku) => sku.available === 0));
    const words = isAnswer ? frame.words ?? "" : "";
    return html`<article class="offer" role="status" data-test=${isAnswer ? "answer" : "offer"}>
      <header class="offer-head">
        <span>${icon(isAnswer ? "chat" : "bag")}${isAnswer ? say("intents.answeredYou", {name: this.hostName})
          : say("intents.thisOne")}</span>
        <small>${say("intents.onlyYou")}</small>
        <button class="icon-button" aria-label=${say("intents.dismiss")} data-test="offer-dismiss"
          @click=${() => this.#fire("dismissed")}>${icon("close")}</button>
      </header>
      ${words ? html`<p class="offer-words">${words}</p>` : nothing}
      ${product ? html`<div class="offer-body">
        ${picture(product.pictures[0]?.url, "", 240)}
        <div class="grow offer-text"><strong class="clip-2">${product.title}</strong>
          ${priceFrom(product.skus)}</div>
        ${isAnswer ? nothing : html`<button class="button small ghost" data-test="offer-other"
          @click=${() => this.#fire("shelf")}>${say("intents.notThis")}</button>`}
        <button class="button small primary" ?disabled=${isGone} data-test="offer-buy"
          @click=${() => this.#fire("buy", product)}>
          ${say(isGone ? "goods.soldOut" : "trade.buyShort")}</button>
      </div>` : nothing}
    </article>`;
  }

  #fire(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, {detail}));
  }
}

customElements.define("lt-offer", OfferCard);
