import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Money, Page, Product} from "../http/types";
import {writeAmount} from "../studio/amounts";
import {offerUndo} from "../studio/undo";
import {money, percent, say} from "../words/words";
import {struck} from "./cards";
import {amountOf, choicesOf, listOf, saveButton, skuField, variantHead, wrongOf, wrongs} from "./desk-parts";

const PRODUCTS_MAX = 100;

interface RoomPrice {
  skuId: string;
  productId: string;
  title: string;
  skuName: string;
  list: Money;
  price: Money;
}

/** Prices that count only in the host's room while it is on the air. */
export class RoomPrices extends LightElement {
  @property() hostId = "";
  @state() edited: RoomPrice | "new" | undefined;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  readonly #prices = new Pages<RoomPrice>(this, () => `/hosts/${this.hostId}/room-prices`);
  readonly #products = new Load<Page<Product>>(this, () =>
    api.get(`/products`, {hostId: this.hostId, limit: PRODUCTS_MAX}));

  protected override render() {
    return html`<section class="stack" data-test="room-prices">
      <div class="row between wrap"><h2 class="subheading">${say("prices.part.room")}</h2>
        <button class="button primary" data-test="room-price-new" @click=${() => this.#open("new")}>${icon("plus")}
          ${say("prices.room.new")}</button></div>
      ${listOf(this.#prices, (price) => this.#row(price), () => empty("tag", say("prices.room.none"),
        say("prices.room.noneDetail"), html`<button class="button" @click=${() => this.#open("new")}>
          ${say("prices.room.new")}</button>`))}
      <lt-sheet .open=${this.edited !== undefined} test="room-price-sheet"
        .label=${say(this.edited === "new" ? "prices.room.new" : "prices.room.edit")}
        .content=${() => this.edited ? this.#form(this.edited) : nothing}
        @closed=${() => (this.edited = undefined)}></lt-sheet>
    </section>`;
  }

  #row(price: RoomPrice): TemplateResult {
    const product = this.#products.value?.items.find(({productId}) => productId === price.productId);
    const off = price.list.minor > 0 ? 1 - price.price.minor / price.list.minor : 0;
    return html`<li class="card prices-row" data-test="room-price-row" data-sku=${price.skuId}>
      <div class="row">${variantHead(product?.pictures[0]?.url, price.title, price.skuName)}
        <span class="prices-amount"><span class="price">${money(price.price)}</span>${struck(price.list)}</span></div>
      <div class="row between prices-do"><span class="badge good">−${percent(off, 0)}</span>
        <span class="row tight">
          <button class="button small" data-test="room-price-edit" @click=${() => this.#open(price)}>${icon("edit")}
            ${say("prices.change")}</button>
          <button class="button small ghost" data-test="room-price-drop" ?disabled=${this.isBusy}
            @click=${() => this.#drop(price)}>${say("prices.drop")}</button></span></div>
    </li>`;
  }

  #form(edited: RoomPrice | "new"): TemplateResult {
    const price = edited === "new" ? undefined : edited;
    return html`<form class="stack" @submit=${this.#save} novalidate data-test="room-price-form">
      ${price ? html`<div class="row"><span class="grow prices-name"><strong>${price.title}</strong>
          <span class="faint">${price.skuName}</span></span><span class="price">${money(price.list)}</span></div>`
        : skuField(choicesOf(this.#products.value?.items ?? []), wrongOf(this.problem, "skuId"))}
      ${field("price", say("prices.field.roomPrice"), {isRequired: true, inputmode: "decimal",
        value: price ? writeAmount(price.price) : "", wrong: wrongOf(this.problem, "price"),
        hint: say("prices.room.hint")})}
      ${wrongs(this.problem)}
      ${saveButton(this.isBusy, say("shell.save"))}
    </form>`;
  }

  #open(edited: RoomPrice | "new"): void {
    this.problem = undefined;
    this.edited = edited;
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    this.isBusy = true;
    this.problem = undefined;
    try {
      const values = formValues(form);
      const skuId = this.edited === "new" ? values["skuId"]! : this.edited!.skuId;
      await this.#set(skuId, amountOf(values, "price"));
      this.edited = undefined;
      toast(say("shell.saved"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  async #set(skuId: string, price: Money): Promise<void> {
    await api.put(`/hosts/${this.hostId}/room-prices/${encodeURIComponent(skuId)}`, {price});
    await this.#prices.restart();
  }

  async #drop(price: RoomPrice): Promise<void> {
    this.isBusy = true;
    try {
      await api.delete(`/hosts/${this.hostId}/room-prices/${price.skuId}`);
      await this.#prices.restart();
      offerUndo(say("prices.room.dropped", {title: price.title}), () => this.#set(price.skuId, price.price));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-room-prices", RoomPrices);
