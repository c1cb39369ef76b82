import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {formValues, picture} from "../design/parts";
import {spinner} from "../design/states";
import {toast} from "../design/toast";
import {api, newKey} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Address, Card, Order, Product, Sku} from "../http/types";
import {ensureMember} from "../people/gate";
import {saleLine, struck} from "../prices/cards";
import {type Quote, type QuotedLine, explanation, specials} from "../prices/explain";
import {OffersHere, liveSale, specialOf, unitsOf} from "../prices/offers";
import {type QuoteWish, Quoting} from "../prices/quote";
import {account, isMember} from "../shell/session";
import {money, moment, say} from "../words/words";
import {addressFields, addressLine, savedAddress} from "./address-form";
import {forgetKept, unitsFor, waits} from "./waits";

const QUANTITY_MAX = 20;
const CHANGE_MS = 150;
const TYPING_MS = 500;

/** Refusals name amounts in the square's own currency. */
const SQUARE_CURRENCY = "CNY";

/**
 * Buying in one sheet, over the room or the product page: choose, see what it costs and why, say where to,
 * and pay. The order's key is kept while nothing is changed, so that a repeated tap or a new sign-in never
 * makes a second order; nothing is ordered at a price that was not shown.
 */
export class BuySheet extends LightElement {
  /** The cards of the room, whose stock moves while the sheet is open. */
  @property({attribute: false}) cards: Card[] = [];
  /** True in a room that is on the air: its prices count. */
  @property({type: Boolean}) isInRoom = false;
  @state() product?: Product;
  @state() skuId = "";
  @state() quantity = 1;
  @state() saved?: Address;
  @state() isEditing = true;
  @state() isBusy = false;
  @state() problem?: Problem;
  @state() order?: Order;
  /** The coupon somebody chose, empty for none; undefined takes the best. */
  @state() couponId: string | undefined;
  readonly #offers = new OffersHere(this, () => this.product?.hostId ?? "");
  readonly #quoting = new Quoting(this);
  #viewId = "";
  #region = "";
  #special = "";
  #key = "";
  #keyFor = "";

  protected override watched() {
    return [account, waits] as never[];
  }

  /** Opens the sheet for a product; the view says from which room the order came. */
  open(product: Product, viewId = ""): void {
    this.product = product;
    this.#viewId = viewId;
    this.order = undefined;
    this.problem = undefined;
    this.couponId = undefined;
    this.quantity = 1;
    this.#region = "";
    this.#quoting.drop();
    this.skuId = (product.skus.find((sku) => unitsOf(sku, this.#offers.value) > 0) ?? product.skus[0])?.skuId ?? "";
    this.#askSoon(0);
    if (!this.saved && isMember()) {
      void this.#recall();
    }
  }

  /** A special price that begins or ends while one looks is asked for again. */
  protected override willUpdate(): void {
    const sku = this.#sku();
    if (!sku || this.order) {
      return;
    }
    const special = JSON.stringify([account.value?.id, sku.skuId, sku.price.minor,
      specialOf(sku, this.#offers.value, this.isInRoom)?.price.minor]);
    if (special !== this.#special) {
      this.#special = special;
      this.#askSoon(CHANGE_MS);
    }
    const refused = this.#quoting.problem;
    if (this.couponId && refused?.reason.startsWith("COUPON_")) {
      // The best of the others is taken again; why this one does not count stays to be read.
      this.couponId = undefined;
      this.problem = refused;
      this.#askSoon(0);
    }
    if (unitsOf(sku, this.#offers.value) === 0) {
      const other = this.#current()?.skus.find((each) => unitsOf(each, this.#offers.value) > 0);
      // The first look was before the flash sales were known.
      this.skuId = !this.#quoting.quoted && other ? other.skuId : this.skuId;
    }
  }

  #wish(): QuoteWish {
    const region = this.isEditing || !this.saved ? this.#region : this.saved.region;
    return {
      lines: [{skuId: this.skuId, quantity: this.#quantity()}],
      ...(region ? {region} : {}),
      ...(this.#viewId ? {viewId: this.#viewId} : {}),
      ...(this.couponId ? {couponId: this.couponId} : {}),
      isBestCoupon: this.couponId === undefined,
    };
  }

  #askSoon(afterMs: number): void {
    if (this.product && this.skuId) {
      this.#quoting.askSoon(() => this.#wish(), afterMs);
    }
  }

  async #recall(): Promise<void> {
    const found = await savedAddress();
    const isTyping = [...this.querySelectorAll<HTMLInputElement>("[name=name], [name=region], [name=street]")]
      .some(({value}) => value !== "");
    if (!isTyping) {
      // What somebody has begun to type is not taken from under his hands.
      this.saved = found;
      this.isEditing = !found;
    }
    this.#askSoon(0);
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

  #sku(): Sku | undefined {
    return this.#current()?.skus.find((each) => each.skuId === this.skuId);
  }

  /** How many may be taken at once: of a flash sale those it has left, else those on the shelf. */
  #most(): number {
    const sku = this.#sku();
    const sale = sku ? liveSale(this.#offers.value, sku.skuId) : undefined;
    const isInSale = sale && sale.left > 0 && (!this.#line() || this.#line()?.flashSaleId === sale.flashSaleId);
    return Math.min(QUANTITY_MAX, isInSale ? Math.min(sale.left, sale.buyerMax ?? QUANTITY_MAX)
      : sku ? unitsFor(sku) : 0);
  }

  #quantity(): number {
    return Math.max(1, Math.min(this.quantity, this.#most()));
  }

  #line(): QuotedLine | undefined {
    return this.#quoting.quoted?.quote.lines[0];
  }

  #label(): string {
    return say(this.order ? this.order.status === "PLACED" ? "trade.pay" : "trade.order" : "trade.choose");
  }

  #choose(product: Product) {
    const most = this.#most();
    const quantity = this.#quantity();
    return html`<form class="stack" @submit=${this.#place} novalidate data-test="buy-form"
        @input=${this.#onInput}>
      ${this.#head(product)}
      <fieldset class="choices" data-test="skus">
        <legend class="label">${say("goods.sku")}</legend>
        ${product.skus.map((each) => html`<label class="choice">
          <input type="radio" name="sku" value=${each.skuId} .checked=${each.skuId === this.skuId}
            data-test="sku" data-sku=${each.skuId} @change=${() => this.#chooseSku(each)}>
          <span class=${unitsOf(each, this.#offers.value) === 0 ? "is-out" : ""}>${each.name}</span></label>`)}
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
      <lt-coupon-choice .hostId=${product.hostId} .quoted=${this.#quoting.quoted} .chosen=${this.couponId}
        @chosen=${this.#onCoupon}></lt-coupon-choice>
      ${this.#kept()}
      ${most === 0 ? html`<p class="faint">${say("trade.waitHint")}</p>` : this.#addressPart()}
      ${most === 0 ? nothing : this.#priceSteps()}
      ${this.#foot(most)}
    </form>`;
  }

  #head(product: Product): TemplateResult {
    const sku = this.#sku();
    const line = this.#line();
    const sale = sku ? liveSale(this.#offers.value, sku.skuId) : undefined;
    const unit = line && line.skuId === sku?.skuId ? line.unit : sku?.price;
    return html`<div class="row buy-head">
        ${picture(product.pictures[0]?.url, "", 240)}
        <div class="grow">
          <strong class="clip-2">${product.title}</strong>
          <span class="row tight wrap buy-unit"><span class="price buy-price"
            data-test="buy-price">${unit ? money(unit) : ""}</span>
            ${unit && sku && unit.minor < sku.price.minor ? struck(sku.price) : nothing}</span>
          ${line ? specials(line.steps) : nothing}
          <span class="faint">${this.#stockWords(sku)}</span>
        </div>
      </div>
      ${sale ? saleLine(sale) : nothing}`;
  }

  #stockWords(sku: Sku | undefined): string {
    const sale = sku ? liveSale(this.#offers.value, sku.skuId) : undefined;
    if (sale?.left) {
      return sale.buyerMax ? say("prices.flash.each", {count: sale.buyerMax}) : "";
    }
    return !sku || unitsFor(sku) === 0 ? say("goods.soldOut") : say("goods.left", {count: unitsFor(sku)});
  }

  /** One that is kept for me for a while, because I waited for it. */
  #kept() {
    const sku = this.#sku();
    return sku && unitsFor(sku) > sku.available
      ? html`<lt-wait .skuId=${sku.skuId} .name=${sku.name}></lt-wait>` : nothing;
  }

  #addressPart() {
    if (this.saved && !this.isEditing) {
      return html`<div class="stack tight"><span class="label">${say("trade.sendTo")}</span>
        <div class="row between card padded" data-test="saved-address">
          ${addressLine(this.saved)}
          <button type="button" class="button small" data-test="change-address"
            @click=${this.#changeAddress}>${say("trade.change")}</button>
        </div></div>`;
    }
    return html`<div class="stack tight">
      <span class="label">${say("trade.sendTo")}</span>
      <div class="fields">${addressFields(this.saved ?? {}, this.problem)}</div>
      <p class="faint row tight">${icon("shield")}<span class="grow">${say("trade.addressKept")}</span></p>
    </div>`;
  }

  #priceSteps() {
    const {quoted, isAsking, problem} = this.#quoting;
    return quoted && !problem ? html`<div class="buy-steps ${isAsking ? "is-asking" : ""}" aria-busy=${isAsking}>
      ${explanation(quoted.quote)}
      ${quoted.isRegionKnown || quoted.quote.shipping.amount.minor === 0 ? nothing
        : html`<p class="faint" data-test="region-unknown">${say("prices.regionUnknown")}</p>`}</div>` : nothing;
  }

  /** What stands against the order, or changed, and the way on: in the foot, where it is seen at once. */
  #said() {
    const {rose, quoted} = this.#quoting;
    const problem = this.problem ?? this.#quoting.problem;
    if (rose && quoted && (!problem || problem.is("PRICE_CHANGED"))) {
      return html`<p class="notice warn" role="alert" data-test="price-rose">${icon("notice")}
        <span>${say("prices.rose", {before: money(rose), now: money(quoted.quote.total)})}</span></p>`;
    }
    if (!problem || problem.errors.length > 0) {
      return nothing;
    }
    const some = someOf(problem);
    return html`<div class="notice bad" role="alert" data-test="buy-problem">${icon("notice")}
      <span class="stack tight"><span>${problemWords(problem)}</span>
      ${some > 0 ? html`<button type="button" class="button small" data-test="take-some"
        @click=${() => this.#count(some)}>${say("prices.takeSome", {count: some})}</button>` : nothing}</span></div>`;
  }

  #foot(most: number): TemplateResult {
    const {isAsking, rose, problem} = this.#quoting;
    const sku = this.#sku();
    const quoted = problem ? undefined : this.#quoting.quoted;
    const total = quoted?.quote.total;
    const off = quoted ? saved(quoted.quote) : undefined;
    const label = most === 0 ? say("goods.soldOut")
      : rose && total ? say("prices.placeAt", {amount: money(total)}) : say("trade.place");
    return html`<div class="sheet-foot stack tight">${this.#said()}<div class="row between">
      <span class=${isAsking ? "is-asking" : ""}><span class="faint">${say("trade.total")}</span>
        <span class="price total" data-test="total">${total ? money(total) : "—"}</span>
        ${off && off.minor > 0 ? html`<span class="total-off" data-test="saved">${say("prices.saved",
          {amount: money(off)})}</span>` : nothing}</span>
      ${most === 0 && sku && this.#current()?.isListed
        ? html`<lt-wait .skuId=${sku.skuId} .name=${sku.name}></lt-wait>`
        : html`<button class="button primary large" data-test="place-order"
          ?disabled=${this.isBusy || most === 0 || (!total && (!problem || problem.is("NOT_DELIVERED_THERE")))}>
          ${this.isBusy ? spinner() : label}</button>`}
    </div></div>`;
  }

  #pay(order: Order) {
    return html`<lt-cashier .order=${order}
      @order=${(event: CustomEvent<Order>) => (this.order = event.detail)}
      @finished=${this.#closed}></lt-cashier>`;
  }

  #count(quantity: number): void {
    this.quantity = quantity;
    this.problem = undefined;
    this.#askSoon(CHANGE_MS);
  }

  #chooseSku(sku: Sku): void {
    this.skuId = sku.skuId;
    this.problem = undefined;
    this.#askSoon(0);
  }

  readonly #onCoupon = (event: CustomEvent<string>) => {
    this.couponId = event.detail;
    this.problem = undefined;
    this.#askSoon(0);
  };

  readonly #changeAddress = () => {
    this.isEditing = true;
    this.#region = this.saved?.region ?? "";
  };

  readonly #onInput = (event: Event) => {
    const input = event.target as HTMLInputElement;
    if (input.name === "region") {
      this.#region = input.value.trim();
      this.problem = undefined;
      this.#askSoon(TYPING_MS);
    }
  };

  readonly #place = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !this.#sku() || !form.reportValidity()) {
      return;
    }
    const {name = "", phone = "", region = "", street = ""} = formValues(form);
    const isTyped = this.isEditing || !this.saved;
    const address: Address = isTyped ? {name, phone, region, street} : this.saved!;
    this.isBusy = true;
    this.problem = undefined;
    try {
      const who = account.value?.id;
      if (await ensureMember() && await this.#isShown(who)) {
        await this.#order(address, isTyped);
      }
    } catch (thrown) {
      this.#refused(asProblem(thrown));
    } finally {
      this.isBusy = false;
    }
  };

  /** True when what the order costs stands on the screen; else it is asked for, and another tap is needed. */
  async #isShown(who: string | undefined): Promise<boolean> {
    const before = this.#quoting.quoted?.quote;
    const shown = before?.total;
    if (who !== account.value?.id || this.#quoting.isUnsure || this.#quoting.problem || !shown) {
      await this.#quoting.ask(this.#wish());
    }
    const {quoted, problem} = this.#quoting;
    if (problem || !quoted || !shown) {
      return false;
    }
    if (!isSameBasket(before!, quoted.quote)) {
      // The last answer was for fewer units, or another variant: no price rose, this one is only new here.
      return false;
    }
    const hasRisen = quoted.quote.total.minor > shown.minor;
    this.#quoting.rose = hasRisen ? shown : this.#quoting.rose;
    return !hasRisen;
  }

  async #order(address: Address, isTyped: boolean): Promise<void> {
    const {quote} = this.#quoting.quoted!;
    const body = {lines: [{skuId: this.skuId, quantity: this.#quantity()}], address,
      expectedMinor: quote.total.minor,
      ...(quote.coupon ? {couponId: quote.coupon.couponId} : {}),
      ...(this.#viewId ? {viewId: this.#viewId} : {})};
    this.order = await api.post<Order>("/orders", body, this.#keyOf(body));
    this.#keyFor = "";
    forgetKept();
    if (isTyped) {
      this.#remember(address);
    }
  }

  #refused(problem: Problem): void {
    this.problem = problem;
    if (problem.is("PRICE_CHANGED")) {
      // Never more than was shown: the new price first, then another tap.
      this.#quoting.learn(problem.members["quote"] as Quote, this.#wish());
    } else if (problem.is("OUT_OF_STOCK")) {
      this.#learnStock(Number(problem.members["available"] ?? 0));
    } else if (problem.reason.startsWith("COUPON_")) {
      // Another coupon, or none, is looked for.
      this.couponId = undefined;
      this.#askSoon(0);
    }
  }

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

  #learnStock(available: number): void {
    const product = this.product!;
    const isInSale = this.#line()?.flashSaleId !== undefined;
    const skus = product.skus.map((each) => (each.skuId === this.skuId && !isInSale
      ? {...each, available} : each));
    this.product = {...product, skus};
    this.#keyFor = "";
    this.#askSoon(0);
  }

  readonly #closed = () => {
    const order = this.order;
    this.product = undefined;
    this.order = undefined;
    this.#quoting.drop();
    if (order?.status === "PLACED") {
      toast(say("trade.heldInOrders", {time: moment(order.heldUntil)}));
    }
  };
}

customElements.define("lt-buy", BuySheet);

/** How many of what was wanted may be had; 0 when that is no way on. */
function someOf(problem: Problem): number {
  return problem.is("OUT_OF_STOCK") ? Number(problem.members["available"] ?? 0)
    : problem.is("BUYER_LIMIT") ? Number(problem.members["buyerLeft"] ?? 0) : 0;
}

function problemWords(problem: Problem): string {
  const some = someOf(problem);
  const {buyerMax, days} = problem.members;
  if (problem.is("BUYER_LIMIT") && buyerMax !== undefined) {
    const each = Number(days) > 0 ? say("prices.limit.days", {count: Number(buyerMax), days: Number(days)})
      : say("prices.limit.ever", {count: Number(buyerMax)});
    return `${each} ${say(some > 0 ? "prices.limit.left" : "prices.limit.none", {count: some})}`;
  }
  const missing = problem.members["missingMinor"];
  if (problem.is("COUPON_BELOW_THRESHOLD") && missing !== undefined) {
    return say("prices.choice.kept", {amount: money({minor: Number(missing), currency: SQUARE_CURRENCY})});
  }
  return problem.is("OUT_OF_STOCK") && some > 0 ? say("prices.onlySome", {count: some}) : problem.words();
}

function isSameBasket(one: Quote, other: Quote): boolean {
  const units = ({lines}: Quote) => `${lines[0]?.skuId} ${lines.reduce((sum, {quantity}) => sum + quantity, 0)}`;
  return units(one) === units(other);
}

/** What is less than at list prices, shipping aside. */
function saved({lines}: Quote) {
  const currency = lines[0]!.unit.currency;
  return {currency, minor: -lines.flatMap(({steps}) => steps.slice(1))
    .reduce((sum, step) => sum + step.amount.minor, 0)};
}
