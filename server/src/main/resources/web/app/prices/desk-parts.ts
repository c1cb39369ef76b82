import {type ReactiveControllerHost, type TemplateResult, html, nothing} from "lit";
import {type IconName, icon} from "../design/icons";
import {picture} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {api} from "../http/api";
import {Load, type Pages} from "../http/load";
import {Problem} from "../http/problem";
import type {Money, Page, Product} from "../http/types";
import {readAmount} from "../studio/amounts";
import {money, say} from "../words/words";

/** Parts that the forms of prices share. */

export const CURRENCY = "CNY";

/** Products that a form of prices knows: the first of a host. */
const PRODUCTS_MAX = 100;

export function productsOf(desk: ReactiveControllerHost & {hostId: string}): Load<Page<Product>> {
  return new Load<Page<Product>>(desk, () =>
    api.get(`/products`, {hostId: desk.hostId, limit: PRODUCTS_MAX}));
}

/** What a desk's sheet is about: a new thing, or one that is changed; nothing when it is closed. */
export type Edited<T> = T | "new" | undefined;

/** One kind of prices on its desk. */
export interface Frame<T> {
  /** The desk in tests. */
  test: string;
  /** One thing of it in tests. */
  one: string;
  icon: IconName;
  words: {title: string; add: string; edit: string; none: string; noneDetail: string};
  pages: Pages<T>;
  edited: Edited<T>;
  row: (item: T) => TemplateResult;
  form: (edited: T | "new") => TemplateResult;
  open: (edited: Edited<T>) => void;
}

/** A desk of prices: its name with a button for a new one, the list, and the sheet with the form. */
export function deskFrame<T>(frame: Frame<T>): TemplateResult {
  const {words, edited} = frame;
  const add = () => frame.open("new");
  return html`<section class="stack" data-test=${frame.test}>
    <div class="row between wrap"><h2 class="subheading">${words.title}</h2>
      <button class="button primary" data-test="${frame.one}-new" @click=${add}>${icon("plus")}
        ${words.add}</button></div>
    ${listOf(frame.pages, frame.row, () => empty(frame.icon, words.none, words.noneDetail,
      html`<button class="button" @click=${add}>${words.add}</button>`))}
    <lt-sheet .open=${edited !== undefined} test="${frame.one}-sheet"
      .label=${edited === "new" ? words.add : words.edit}
      .content=${() => edited ? frame.form(edited) : nothing}
      @closed=${() => frame.open(undefined)}></lt-sheet>
  </section>`;
}

/** A variant to choose, with its product. */
export interface Choice {
  skuId: string;
  product: Product;
  name: string;
  price: Money;
  available: number;
}

export function choicesOf(products: Product[]): Choice[] {
  return products.filter(({isListed}) => isListed).flatMap((product) => product.skus.map((sku) =>
    ({skuId: sku.skuId, product, name: sku.name, price: sku.price, available: sku.available})));
}

/** Which variant: all that are on the shelf, by product. */
export function skuField(choices: Choice[], isWrong: string): TemplateResult {
  const products = [...new Set(choices.map(({product}) => product))];
  return html`<label class="field"><span class="label">${say("prices.field.sku")}</span>
    <select class="input" name="skuId" required data-test="field-skuId" aria-invalid=${isWrong !== ""}>
      <option value="">${say("prices.field.choose")}</option>
      ${products.map((product) => html`<optgroup label=${product.title}>${choices
        .filter((each) => each.product === product).map((each) => html`<option value=${each.skuId}>
          ${product.title} · ${each.name} · ${money(each.price)}</option>`)}</optgroup>`)}
    </select>${isWrong ? html`<span class="wrong">${isWrong}</span>` : nothing}</label>`;
}

export function variantHead(pictureUrl: string | undefined, title: string, skuName: string): TemplateResult {
  return html`${picture(pictureUrl || undefined, "", 160)}
    <span class="grow prices-name"><strong class="clip-1">${title}</strong>
      <span class="faint clip-1">${skuName}</span></span>`;
}

/** A list that is fetched by pages: waiting, refused, empty, or there. */
export function listOf<T>(pages: Pages<T>, row: (item: T) => TemplateResult, none: () => TemplateResult):
  TemplateResult {
  const {items, problem, isLoaded, isWaiting, hasMore} = pages;
  if (problem && items.length === 0) {
    return failed(problem, () => void pages.restart());
  }
  if (!isLoaded) {
    return skeletons(3, "6rem");
  }
  return items.length === 0 ? none() : html`<ul class="prices-list">${items.map(row)}</ul>
    ${problem ? html`<p class="notice bad">${problem.words()}</p>` : nothing}
    ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting} @click=${() => void pages.more()}
      data-test="prices-more">${isWaiting ? spinner() : say("shell.more")}</button>` : nothing}`;
}

/** What is wrong, said at the foot of its form. */
export function wrongs(problem: Problem | undefined): TemplateResult | typeof nothing {
  return problem ? html`<p class="notice bad" role="alert" data-test="prices-problem">${icon("notice")}
    <span>${wrongWords(problem)}</span></p>` : nothing;
}

/** Units for a flash sale come from the shelf, and go back there: how many can. */
function wrongWords(problem: Problem): string {
  const available = problem.members["available"];
  return problem.is("SUPPLY_BELOW_PROMISED") && available !== undefined
    ? say("prices.flash.only", {count: Number(available)}) : problem.words();
}

export function saveButton(isBusy: boolean, words: string): TemplateResult {
  return html`<div class="sheet-foot"><button class="button primary large wide" data-test="prices-save"
    ?disabled=${isBusy}>${isBusy ? spinner() : words}</button></div>`;
}

/** An amount of a form; one that cannot be read is refused as the server would refuse a field. */
export function amountOf(values: Record<string, string>, name: string): Money {
  const amount = amountOrNone(values, name);
  if (!amount || amount.minor === 0) {
    throw wrongField(name, say("prices.wrong.amount"));
  }
  return amount;
}

/** Zero too, or none when nothing was typed. */
export function amountOrNone(values: Record<string, string>, name: string): Money | undefined {
  const typed = values[name] ?? "";
  const amount = readAmount(typed, CURRENCY);
  if (typed !== "" && !amount) {
    throw wrongField(name, say("prices.wrong.amount"));
  }
  return amount;
}

export function wholeOf(values: Record<string, string>, name: string): number {
  const whole = Number(values[name]);
  if (!Number.isInteger(whole)) {
    throw wrongField(name, say("prices.wrong.whole"));
  }
  return whole;
}

export function instantOf(values: Record<string, string>, name: string): string {
  const date = new Date(values[name] ?? "");
  if (Number.isNaN(date.getTime())) {
    throw wrongField(name, say("prices.wrong.instant"));
  }
  return date.toISOString();
}

export function wrongField(name: string, message: string): Problem {
  return new Problem(422, "FIELD_WRONG", message, {errors: [{pointer: `/${name}`, message}]});
}

/** What is wrong in a field, under any of the names it has on the server. */
export function wrongOf(problem: Problem | undefined, ...names: string[]): string {
  return problem?.errors.find(({pointer}) => names.some((name) =>
    pointer === `/${name}` || pointer.startsWith(`/${name}/`)))?.message ?? "";
}

/** An instant as a field of a form has it: the minute in the person's own zone. */
export function localInstant(instant: number | string): string {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    + `T${two(date.getHours())}:${two(date.getMinutes())}`;
}
