import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues, picture} from "../design/parts";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Product} from "../http/types";
import {offerUndo} from "../studio/undo";
import {say} from "../words/words";
import {type Edited, deskFrame, productsOf, saveButton, wholeOf, wrongOf, wrongs} from "./desk-parts";

const DAYS_USUAL = 30;

interface Limit {
  productId: string;
  units: number;
  days: number;
}

/** How many units of a product one buyer may have, in all its variants together. */
export class Limits extends LightElement {
  @property() hostId = "";
  @state() edited: Edited<Limit>;
  @state() isForEver = true;
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  readonly #limits = new Pages<Limit>(this, () => `/hosts/${this.hostId}/limits`, () => ({limit: 30}));
  readonly #products = productsOf(this);

  protected override render() {
    return deskFrame({
      test: "limits", one: "limit", icon: "person", pages: this.#limits, edited: this.edited,
      words: {title: say("prices.part.limits"), add: say("prices.limit.new"), edit: say("prices.limit.edit"),
        none: say("prices.limit.nothing"), noneDetail: say("prices.limit.nothingDetail")},
      row: (limit) => this.#row(limit), form: (edited) => this.#form(edited),
      open: (edited) => this.#open(edited),
    });
  }

  #product(productId: string): Product | undefined {
    return this.#products.value?.items.find((each) => each.productId === productId);
  }

  #row(limit: Limit): TemplateResult {
    const product = this.#product(limit.productId);
    return html`<li class="card prices-row" data-test="limit-row" data-product=${limit.productId}>
      <div class="row">${picture(product?.pictures[0]?.url, "", 160)}
        <span class="grow prices-name"><strong class="clip-1">${product?.title ?? limit.productId}</strong>
          <span class="quiet">${limitWords(limit)}</span></span></div>
      <div class="row prices-do">
        <button class="button small" data-test="limit-edit" @click=${() => this.#open(limit)}>${icon("edit")}
          ${say("prices.change")}</button>
        <button class="button small ghost" data-test="limit-lift" ?disabled=${this.isBusy}
          @click=${() => this.#lift(limit)}>${say("prices.limit.lift")}</button></div>
    </li>`;
  }

  #form(edited: Limit | "new"): TemplateResult {
    const limit = edited === "new" ? undefined : edited;
    const known = new Set(this.#limits.items.map(({productId}) => productId));
    const products = (this.#products.value?.items ?? []).filter(({productId, isListed}) =>
      isListed && !known.has(productId));
    return html`<form class="stack" @submit=${this.#save} novalidate data-test="limit-form">
      ${limit ? html`<strong>${this.#product(limit.productId)?.title ?? limit.productId}</strong>`
        : html`<label class="field"><span class="label">${say("prices.field.product")}</span>
          <select class="input" name="productId" required data-test="field-productId">
            <option value="">${say("prices.field.choose")}</option>
            ${products.map(({productId, title}) => html`<option value=${productId}>${title}</option>`)}
          </select></label>`}
      ${field("units", say("prices.limit.units"), {isRequired: true, type: "number", min: "1", inputmode: "numeric",
        value: limit ? String(limit.units) : "2", wrong: wrongOf(this.problem, "units")})}
      <fieldset class="choices"><legend class="label">${say("prices.limit.since")}</legend>
        <label class="choice"><input type="radio" name="since" .checked=${this.isForEver}
          @change=${() => (this.isForEver = true)}><span>${say("prices.limit.always")}</span></label>
        <label class="choice"><input type="radio" name="since" .checked=${!this.isForEver}
          data-test="limit-days" @change=${() => (this.isForEver = false)}><span>${say("prices.limit.lately")}</span></label>
      </fieldset>
      ${this.isForEver ? nothing : field("days", say("prices.limit.dayCount"), {isRequired: true, type: "number",
        min: "1", inputmode: "numeric", value: String(limit?.days || DAYS_USUAL),
        wrong: wrongOf(this.problem, "days")})}
      ${wrongs(this.problem)}
      ${saveButton(this.isBusy, say("shell.save"))}
    </form>`;
  }

  #open(edited: Edited<Limit>): void {
    this.edited = edited;
    if (edited) {
      this.problem = undefined;
      this.isForEver = edited === "new" || edited.days === 0;
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
      await this.#set({
        productId: this.edited === "new" ? values["productId"]! : this.edited!.productId,
        units: wholeOf(values, "units"), days: this.isForEver ? 0 : wholeOf(values, "days"),
      });
      this.edited = undefined;
      toast(say("shell.saved"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  async #set({productId, units, days}: Limit): Promise<void> {
    await api.put(`/hosts/${this.hostId}/limits/${encodeURIComponent(productId)}`, {units, days});
    await this.#limits.restart();
  }

  async #lift(limit: Limit): Promise<void> {
    this.isBusy = true;
    try {
      await api.delete(`/hosts/${this.hostId}/limits/${limit.productId}`);
      await this.#limits.restart();
      offerUndo(say("prices.limit.lifted"), () => this.#set(limit));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-limits", Limits);

function limitWords({units, days}: Limit): string {
  return days > 0 ? say("prices.limit.days", {count: units, days}) : say("prices.limit.ever", {count: units});
}
