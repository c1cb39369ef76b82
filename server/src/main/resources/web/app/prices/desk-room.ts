import {type TemplateResult, html} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Money} from "../http/types";
import {writeAmount} from "../studio/amounts";
import {offerUndo} from "../studio/undo";
import {money, percent, say} from "../words/words";
import {struck} from "./cards";
import {type Edited, amountOf, choicesOf, deskFrame, productsOf, saveButton, skuField, variantHead, wrongOf,
  wrongs} from "./desk-parts";

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
  @state() edited: Edited<RoomPrice>;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  readonly #prices = new Pages<RoomPrice>(this, () => `/hosts/${this.hostId}/room-prices`);
  readonly #products = productsOf(this);

  protected override render() {
    return deskFrame({
      test: "room-prices", one: "room-price", icon: "tag", pages: this.#prices, edited: this.edited,
      words: {title: say("prices.part.room"), add: say("prices.room.new"), edit: say("prices.room.edit"),
        none: say("prices.room.none"), noneDetail: say("prices.room.noneDetail")},
      row: (price) => this.#row(price), form: (edited) => this.#form(edited),
      open: (edited) => this.#open(edited),
    });
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

  #open(edited: Edited<RoomPrice>): void {
    this.edited = edited;
    if (edited) {
      this.problem = undefined;
    }
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
