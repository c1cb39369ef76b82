import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import type {Cell} from "../design/cell";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {formValues, picture} from "../design/parts";
import {spinner} from "../design/states";
import {toast} from "../design/toast";
import {api, newKey} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Address, Card, Order, Product, Sku} from "../http/types";
import {ensureMember} from "../people/gate";
import {isMember} from "../shell/session";
import type {Benefit, Bond} from "../fans/types";
import {type Money, money, moment, say} from "../words/words";
import {type Quote, explanation} from "../prices/explain";
import {addressFields, addressLine, savedAddress} from "./address-form";
import {forgetKept, unitsFor, waits} from "./waits";

const QUANTITY_MAX = 20;

/**
 * Buying in one sheet, over the room or the product page: choose, say where to, and pay. The order's key
 * is kept
 * while nothing is changed, so that a repeated tap or a new sign-in never makes a second order.
 */
export class BuySheet extends LightElement {
  /** The cards of the room, whose stock moves while the sheet is open. */
  @property({attribute: false}) cards: Card[] = [];
  @state() product?: Product;
  @state() skuId = "";
  @state() quantity = 1;
  @state() saved?: Address;
  @state() isEditing = true;
  @state() isBusy = false;
  @state() problem?: Problem;
  @state() order?: Order;
  /** The price the server said, once it was above the one shown here. */
  @state() quote: Quote | undefined;
  /** What my tier takes off at this host. */
  @state() benefit?: Benefit;
  #viewId = "";
  #key = "";
  #keyFor = "";

  protected override watched() {
    return [waits as Cell<unknown>];
  }

  /** Opens the sheet for a product; the view says from which room the order came. */
  open(product: Product, viewId = ""): void {
    this.product = product;
    this.#viewId = viewId;
    this.order = undefined;
    this.problem = undefined;
    this.quote = undefined;
    this.quantity = 1;
    this.skuId = (product.skus.find((sku) => unitsFor(sku) > 0) ?? product.skus[0])?.skuId ?? "";
    this.benefit = undefined;
    if (!this.saved && isMember()) {
      void this.#recall();
    }
    if (isMember()) {
      void this.#learnBenefit(product.hostId);
    }
  }

  async #learnBenefit(hostId: string): Promise<void> {
    const bond = await api.peek<Bond>(`/hosts/${hostId}/bond`).catch(() => undefined);
    if (bond && this.product?.hostId === hostId && bond.benefit.discountPercent > 0) {
      this.benefit = {...bond.benefit, tier: bond.relation};
    }
  }

  /** The price for me; the server says the last word when the order is placed. */
  #priceOf(sku: Sku): Money {
    const percent = this.benefit?.discountPercent ?? 0;
    return {...sku.price, minor: Math.floor(sku.price.minor * (100 - percent) / 100)};
  }

  async #recall(): Promise<void> {
    this.saved = await savedAddress();
    this.isEditing = !this.saved;
  }

  protected override render() {
    const product = this.#current();
    return html`<lt-sheet .open=${!!product} test="buy-sheet" .label=${this.#label()}
      .content=${() => product ? this.order ? this.#pay(this.order) : this.#choose(product) : nothing}
      @closed=${this.#closed}></lt-sheet>`;
  }

  /** The product with the stock of this moment. */
  #current(): Product | undefined {
    return this.cards.find((card) => card.product.productId === this.product?.productId)?.product
      ?? this.product;
  }

  #label(): string {
    return say(this.order ? this.order.status === "PLACED" ? "trade.pay" : "trade.order" : "trade.choose");
  }

  #choose(product: Product) {
    const sku = product.skus.find((each) => each.skuId === this.skuId);
    const most = Math.min(QUANTITY_MAX, sku ? unitsFor(sku) : 0);
    const quantity = Math.max(1, Math.min(this.quantity, most));
    return html`<form class="stack" @submit=${this.#place} novalidate data-test="buy-form">
      <div class="row buy-head">
        ${picture((product.pictures[0])?.url, "", 240)}
        <div class="grow">
          <strong class="clip-2">${product.title}</strong>
          <span class="price buy-price" data-test="buy-price">${sku ? money(this.#priceOf(sku)) : ""}</span>
          ${sku && this.benefit ? html`<span class="fan-price" data-test="fan-price"><s
            class="faint">${money(sku.price)}</s> ${say("trade.fanPrice", {
              tier: say(`fans.tier.${this.benefit.tier}`), percent: this.benefit.discountPercent})}</span>`
            : nothing}
          <span class="faint">${this.#stockWords(sku)}</span>
        </div>
      </div>
      <fieldset class="choices" data-test="skus">
        <legend class="label">${say("goods.sku")}</legend>
        ${product.skus.map((each) => html`<label class="choice">
          <input type="radio" name="sku" value=${each.skuId} .checked=${each.skuId === this.skuId}
            data-test="sku" data-sku=${each.skuId} @change=${() => this.#chooseSku(each)}>
          <span class=${unitsFor(each) === 0 ? "is-out" : ""}>${each.name}</span></label>`)}
      </fieldset>
      <div class="row between">
        <span class="label" id="quantity-label">${say("trade.quantity")}</span>
        <span class="stepper" role="group" aria-labelledby="quantity-label">
          <button type="button" aria-label=${say("trade.less")} ?disabled=${quantity <= 1}
            data-test="quantity-less"
            @click=${() => this.#count(quantity - 1)}>${icon("minus")}</button>
          <output data-test="quantity">${quantity}</output>
          <button type="button" aria-label=${say("trade.more")} ?disabled=${quantity >= most}
            data-test="quantity-more"
            @click=${() => this.#count(quantity + 1)}>${icon("plus")}</button>
        </span>
      </div>
      ${sku && unitsFor(sku) > sku.available
        ? html`<lt-wait .skuId=${sku.skuId} .name=${sku.name}></lt-wait>` : nothing}
      ${most === 0 ? html`<p class="faint">${say("trade.waitHint")}</p>` : this.#addressPart()}
      ${this.problem && this.problem.errors.length === 0
        ? html`<p class="notice bad" role="alert" data-test="buy-problem">${icon("notice")}
            <span>${this.#problemWords(this.problem)}</span></p>` : nothing}
      ${this.quote ? explanation(this.quote) : nothing}
      <div class="sheet-foot row between">
        <span><span class="faint">${say("trade.total")}</span>
          <span class="price total" data-test="total">${this.quote ? money(this.quote.total) : sku
            ? money({...sku.price, minor: this.#priceOf(sku).minor * quantity}) : "—"}</span></span>
        ${most === 0 && sku && product.isListed
          ? html`<lt-wait .skuId=${sku.skuId} .name=${sku.name}></lt-wait>`
          : html`<button class="button primary large" data-test="place-order"
            ?disabled=${this.isBusy || most === 0}>
            ${this.isBusy ? spinner() : say(most === 0 ? "goods.soldOut" : "trade.place")}</button>`}
      </div>
    </form>`;
  }

  #stockWords(sku: Sku | undefined): string {
    return !sku || unitsFor(sku) === 0 ? say("goods.soldOut") : say("goods.left", {count: unitsFor(sku)});
  }

  #addressPart() {
    if (this.saved && !this.isEditing) {
      return html`<div class="stack tight"><span class="label">${say("trade.sendTo")}</span>
        <div class="row between card padded" data-test="saved-address">
          ${addressLine(this.saved)}
          <button type="button" class="button small" data-test="change-address"
            @click=${() => (this.isEditing = true)}>${say("trade.change")}</button>
        </div></div>`;
    }
    return html`<div class="stack tight">
      <span class="label">${say("trade.sendTo")}</span>
      <div class="fields">${addressFields(this.saved ?? {}, this.problem)}</div>
      <p class="faint row tight">${icon("shield")}<span class="grow">${say("trade.addressKept")}</span></p>
    </div>`;
  }

  #pay(order: Order) {
    return html`<lt-cashier .order=${order}
      @order=${(event: CustomEvent<Order>) => (this.order = event.detail)}
      @finished=${this.#closed}></lt-cashier>`;
  }

  #count(quantity: number): void {
    this.quantity = quantity;
    this.quote = undefined;
  }

  #chooseSku(sku: Sku): void {
    this.skuId = sku.skuId;
    this.problem = undefined;
    this.quote = undefined;
  }

  readonly #place = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const sku = this.#current()?.skus.find((each) => each.skuId === this.skuId);
    if (this.isBusy || !sku || !form.reportValidity()) {
      return;
    }
    const {name = "", phone = "", region = "", street = ""} = formValues(form);
    const isTyped = this.isEditing || !this.saved;
    const address: Address = isTyped ? {name, phone, region, street} : this.saved!;
    const quantity = Math.max(1, Math.min(this.quantity, unitsFor(sku), QUANTITY_MAX));
    this.isBusy = true;
    this.problem = undefined;
    try {
      if (!(await ensureMember())) {
        return;
      }
      const expectedMinor = this.quote?.total.minor ?? this.#priceOf(sku).minor * quantity;
      const body = {lines: [{skuId: sku.skuId, quantity}], address, expectedMinor,
        ...(this.#viewId ? {viewId: this.#viewId} : {})};
      this.order = await api.post<Order>("/orders", body, this.#keyOf(body));
      this.#keyFor = "";
      forgetKept();
      if (isTyped) {
        this.#remember(address);
      }
    } catch (thrown) {
      this.problem = asProblem(thrown);
      if (this.problem.is("PRICE_CHANGED")) {
        // Never more than was shown: the new price first, then another tap.
        this.quote = this.problem.members["quote"] as Quote;
      }
      if (this.problem.is("OUT_OF_STOCK")) {
        this.#learnStock(sku, Number(this.problem.members["available"] ?? 0));
      }
    } finally {
      this.isBusy = false;
    }
  };

  /** One key for one intention: the same words keep it, other words get a new one. */
  #keyOf(body: object): string {
    const words = JSON.stringify(body);
    if (words !== this.#keyFor) {
      this.#keyFor = words;
      this.#key = newKey();
    }
    return this.#key;
  }

  #remember(address: Address): void {
    this.saved = address;
    this.isEditing = false;
    api.put("/me/address", address).catch((thrown: unknown) => console.warn("the address was not kept",
      thrown));
  }

  #learnStock(sku: Sku, available: number): void {
    const product = this.product!;
    const skus = product.skus.map((each) => (each.skuId === sku.skuId ? {...each, available} : each));
    this.product = {...product, skus};
    this.#keyFor = "";
  }

  #problemWords(problem: Problem): string {
    const available = Number(problem.members["available"]);
    return problem.is("OUT_OF_STOCK") && available > 0
      ? say("trade.onlySome", {count: available})
      : problem.words();
  }

  readonly #closed = () => {
    const order = this.order;
    this.product = undefined;
    this.order = undefined;
    if (order?.status === "PLACED") {
      toast(say("trade.heldInOrders", {time: moment(order.heldUntil)}));
    }
  };
}

customElements.define("lt-buy", BuySheet);
