import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast} from "../design/toast";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Address} from "../http/types";
import {readAmount, writeAmount} from "../studio/amounts";
import {say} from "../words/words";
import {addressFields} from "./address-form";
import {returnCard} from "./return-parts";
import type {Return} from "./return-types";

/** Returns of somebody: mine, a shop's, or those that wait for the operator. */
export class Returns extends LightElement {
  /** `mine`, `host` or `operator`. */
  @property() whose: "mine" | "host" | "operator" = "mine";
  @property() hostId = "";
  @state() isOpenOnly = true;
  readonly pages = new Pages<Return>(this, () => this.#path(),
    () => ({limit: 20, open: this.isOpenOnly ? "true" : undefined}));

  #path(): string {
    return this.whose === "mine" ? "/me/returns"
      : this.whose === "host" ? `/hosts/${this.hostId}/returns` : "/operator/returns";
  }

  protected override render() {
    return html`<div class="stack" data-test="returns">
      ${this.whose === "operator" ? nothing : html`<div class="segments returns-which" role="group"
          aria-label=${say("trade.returns")}>
        ${[true, false].map((isOpen) => html`<button aria-pressed=${isOpen === this.isOpenOnly}
          data-test="returns-${isOpen ? "open" : "all"}" @click=${() => this.#filter(isOpen)}>
          ${say(isOpen ? "trade.returnsOpen" : "trade.returnsAll")}</button>`)}</div>`}
      ${this.#list()}
    </div>`;
  }

  #list() {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.pages;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.pages.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "8rem");
    }
    if (items.length === 0) {
      return empty("again", say("trade.noReturns"), say(`trade.noReturnsDetail.${this.whose}`));
    }
    return html`<div class="returns-list">${items.map((one) =>
        returnCard(one, this.whose === "mine" ? one.host.name : one.buyer.name))}</div>
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting}
        @click=${() => void this.pages.more()}>${isWaiting ? spinner() : say("shell.more")}</button>`
        : nothing}`;
  }

  #filter(isOpen: boolean): void {
    this.isOpenOnly = isOpen;
    this.pages.items = [];
    void this.pages.restart();
  }
}

customElements.define("lt-returns", Returns);

/** Rules name amounts in the square's own currency. */
const CURRENCY = "CNY";

interface Rules {
  isSevenDays: boolean;
  refundOnlyMinor: number;
  isReturnFree: boolean;
  closeDays: number;
}

/** A shop's after-sales rules and where it wants its goods back. */
export class AfterSales extends LightElement {
  @property() hostId = "";
  @state() problem?: Problem;
  @state() isBusy = false;
  readonly #rules = new Load<Rules>(this, () => api.get<Rules>(`/hosts/${this.hostId}/after-sales`));
  readonly #address = new Load<Partial<Address>>(this, () => this.#savedAddress());

  async #savedAddress(): Promise<Partial<Address>> {
    try {
      return await api.get<Address>(`/hosts/${this.hostId}/return-address`);
    } catch (thrown) {
      if (asProblem(thrown).is("NOT_FOUND")) {
        return {};
      }
      throw thrown;
    }
  }

  protected override render() {
    return html`<details class="card padded after-sales" data-test="after-sales">
      <summary class="row between">${say("trade.rules")}${icon("down")}</summary>
      <div class="after-sales-forms">
        ${this.#rules.view((rules) => this.#rulesForm(rules as Rules), () => skeletons(2, "3rem"))}
        ${this.#address.view((address) => this.#addressForm(address as Partial<Address>),
          () => skeletons(2, "3rem"))}
      </div></details>`;
  }

  #rulesForm(rules: Rules) {
    return html`<form class="stack" novalidate data-test="rules-form" @submit=${this.#saveRules}>
      <p class="faint">${say("trade.rulesHint")}</p>
      <label class="row check"><input type="checkbox" name="isSevenDays" .checked=${rules.isSevenDays}>
        <span>${say("trade.sevenDays")}</span></label>
      <label class="row check"><input type="checkbox" name="isReturnFree" .checked=${rules.isReturnFree}>
        <span>${say("trade.freeReturns")}</span></label>
      ${field("refundOnly", say("trade.refundOnlyUpTo"), {
        isRequired: true, inputmode: "decimal", pattern: "[0-9]+([.][0-9]{1,2})?",
        value: writeAmount({minor: rules.refundOnlyMinor, currency: CURRENCY}),
        wrong: this.problem?.field("refundOnlyMinor"),
      })}
      ${field("closeDays", say("trade.closeDays"), {
        isRequired: true, inputmode: "numeric", type: "number", min: "7", max: "30",
        value: String(rules.closeDays), wrong: this.problem?.field("closeDays"),
      })}
      <button class="button" ?disabled=${this.isBusy} data-test="rules-save">${say("trade.save")}</button>
    </form>`;
  }

  #addressForm(address: Partial<Address>) {
    return html`<form class="stack" novalidate data-test="return-address-form" @submit=${this.#saveAddress}>
      <span class="label">${say("trade.returnAddress")}</span>
      ${addressFields(address, this.problem)}
      <button class="button" ?disabled=${this.isBusy} data-test="return-address-save">
        ${say("trade.save")}</button></form>`;
  }

  readonly #saveRules = (event: SubmitEvent) => this.#save(event, async (values) => {
    this.#rules.set(await api.put<Rules>(`/hosts/${this.hostId}/after-sales`, {
      isSevenDays: values["isSevenDays"] === "on", isReturnFree: values["isReturnFree"] === "on",
      refundOnlyMinor: readAmount(values["refundOnly"] ?? "", CURRENCY)?.minor ?? 0,
      closeDays: Number(values["closeDays"]),
    }));
  });

  readonly #saveAddress = (event: SubmitEvent) => this.#save(event, async (values) => {
    this.#address.set(await api.put<Address>(`/hosts/${this.hostId}/return-address`, values));
  });

  async #save(event: SubmitEvent, put: (values: Record<string, string>) => Promise<void>): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    this.isBusy = true;
    this.problem = undefined;
    try {
      await put(formValues(form));
      toast(say("trade.saved"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-after-sales", AfterSales);
