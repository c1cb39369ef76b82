import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Product} from "../http/types";
import {go} from "../shell/router";
import {say} from "../words/words";
import {readAmount, writeAmount} from "./amounts";
import type {Desk} from "./desk";
import {sameAgain} from "./goods";
import {type Shot, ProductPictures} from "./product-pictures";
import {offerUndo} from "./undo";

const CURRENCY = "CNY";
const TITLE_MAX = 80;
const NAME_MAX = 40;
const STORY_MAX = 4_000;
const SKUS_MAX = 50;
const CATEGORIES =
  ["clothes", "food", "fruit", "tea", "home", "beauty", "craft", "baby", "jewellery", "digital"];

interface SkuRow {
  key: number;
  skuId: string;
  name: string;
  price: string;
  available: number;
}

let lastKey = 0;

/** Writes a product: its words, its pictures, its variants with price and supply. */
export class ProductEdit extends LightElement {
  @property({attribute: false}) desk!: Desk;
  /** `new`, or the product's id. */
  @property() productId = "new";
  @state() product: Product | undefined;
  @state() skus: SkuRow[] = [emptySku()];
  @state() shots: Shot[] = [];
  @state() problem: Problem | undefined;
  @state() missing: Problem | undefined;
  @state() wrongPrices = new Set<number>();
  @state() isBusy = false;
  /** What people asked for, when the host comes from the list of what is wanted: `words` and `demand`. */
  readonly #wish = new URLSearchParams(location.search);

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.productId !== "new" && !this.product) {
      void this.#learn();
    }
  }

  protected override render() {
    const isNew = this.productId === "new";
    if (this.missing) {
      return failed(this.missing, () => void this.#learn());
    }
    if (!isNew && !this.product) {
      return skeletons(4, "6rem");
    }
    const product = this.product;
    return html`<form class="product-edit stack loose" @submit=${this.#submit} novalidate
      data-test="product-form">
      <header class="row">
        <a class="icon-button" href="/studio/goods" aria-label=${say("shell.back")}>${icon("back")}</a>
        <h1 class="title grow">${say(isNew ? "studio.newProduct" : "studio.editProduct")}</h1>
        ${product && !product.isListed ? html`<span class="badge">${say("studio.delisted")}</span>` : nothing}
      </header>
      <section class="card padded stack">
        <h2 class="subheading">${say("studio.pictures")}</h2>
        <lt-product-pictures .productId=${isNew ? "" : this.productId} .shots=${this.shots}
          @shots=${(event: CustomEvent<Shot[]>) => (this.shots = event.detail)}></lt-product-pictures>
        ${isNew ? nothing : html`<lt-product-source .productId=${this.productId}></lt-product-source>`}
      </section>
      <section class="card padded stack">
        ${field("title", say("studio.productTitle"), {
          isRequired: true, maxLength: TITLE_MAX, value: product?.title ?? this.#wish.get("words") ?? "", wrong: this.problem?.field("title"),
          placeholder: say("studio.productTitleExample"),
        })}
        ${field("category", say("studio.category"), {
          isRequired: true, maxLength: NAME_MAX, value: product?.category,
          wrong: this.problem?.field("category"), hint: say("studio.categoryHint"),
        })}
        <div class="choices category-choices">${CATEGORIES.map((category) => html`<button type="button"
          class="button small"
            @click=${this.#useCategory}>${say(`studio.category.${category}`)}</button>`)}</div>
        ${field("story", say("studio.story"), {
          isLong: true, maxLength: STORY_MAX, value: product?.story, wrong: this.problem?.field("story"),
          hint: say("studio.storyHint"),
        })}
      </section>
      <section class="card padded stack">
        <div class="row between"><h2 class="subheading">${say("studio.skus")}</h2>
          <button type="button" class="button small soft" data-test="sku-add"
            ?disabled=${this.skus.length >= SKUS_MAX}
            @click=${() => (this.skus = [...this.skus, emptySku()])}>
            ${icon("plus")}${say("studio.addSku")}</button></div>
        <p class="faint">${say("studio.skusHint")}</p>
        <ul class="sku-rows">${repeat(this.skus, (sku) => sku.key, (sku, at) => this.#sku(sku, at))}</ul>
      </section>
      ${this.problem ? html`<p class="notice bad" role="alert" data-test="product-problem">${icon("notice")}
        <span>${this.problem.words()}</span></p>` : nothing}
      <div class="row wrap edit-foot">
        ${product ? html`<button type="button" class="button ${product.isListed ? "danger" : ""}"
          ?disabled=${this.isBusy} data-test=${product.isListed ? "product-delist" : "product-list"}
          @click=${this.#turnListed}>${say(product.isListed ? "studio.delist" : "studio.relist")}</button>`
            : nothing}
        <button class="button primary large grow" data-test="product-save" ?disabled=${this.isBusy}>
          ${this.isBusy ? spinner() : say(isNew ? "studio.putOnShelf" : "shell.save")}</button>
      </div>
    </form>`;
  }

  #sku(sku: SkuRow, at: number): TemplateResult {
    const wrongPrice = this.wrongPrices.has(sku.key) ? say("studio.priceWrong")
      : this.problem?.field(`skus/${at}/price/minor`) ?? "";
    return html`<li class="sku-row" data-test="sku-row">
      ${field(`name-${sku.key}`, say("studio.skuName"), {
        isRequired: true, maxLength: NAME_MAX, value: sku.name,
        placeholder: say("studio.skuNameExample"), wrong: this.problem?.field(`skus/${at}/name`),
      })}
      ${field(`price-${sku.key}`, say("studio.price"), {
        isRequired: true, value: sku.price, inputmode: "decimal", placeholder: "39.90", wrong: wrongPrice,
      })}
      ${field(`supply-${sku.key}`, say(sku.skuId ? "studio.supplyMore" : "studio.supply"), {
        type: "number", value: sku.skuId ? "0" : "", inputmode: "numeric", isRequired: true,
        ...(sku.skuId ? {} : {min: "0"}), placeholder: "100",
        wrong: this.problem?.field(`skus/${at}/supply`),
        hint: sku.skuId ? say("studio.nowLeft", {left: sku.available}) : "",
      })}
      <button type="button" class="icon-button" data-test="sku-remove" ?disabled=${this.skus.length === 1}
        aria-label=${say("studio.removeSku")} @click=${() => this.#removeSku(sku)}>${icon("trash")}</button>
    </li>`;
  }

  #removeSku(sku: SkuRow): void {
    const before = this.skus;
    this.skus = before.filter((each) => each !== sku);
    if (sku.skuId) {
      offerUndo(say("studio.skuRemoved", {name: sku.name}), async () => (this.skus = before));
    }
  }

  readonly #useCategory = (event: Event) => {
    this.querySelector<HTMLInputElement>('[name="category"]')!.value =
      (event.currentTarget as HTMLElement).textContent!.trim();
  };

  async #learn(): Promise<void> {
    this.missing = undefined;
    try {
      this.#show(await api.get<Product>(`/products/${this.productId}`));
    } catch (thrown) {
      this.missing = asProblem(thrown);
    }
  }

  #show(product: Product): void {
    if (product.hostId !== this.desk.hostId) {
      go(`/product/${product.productId}`, {replaces: true});
      return;
    }
    this.product = product;
    this.skus = product.skus.map(({skuId, name, price, available}) =>
      ({key: ++lastKey, skuId, name, price: writeAmount(price), available}));
    this.shots = product.pictures.map((picture) => ({key: picture.url, url: picture.url}));
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const body = this.#bodyOf(formValues(form));
    if (!body) {
      this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    this.isBusy = true;
    this.problem = undefined;
    try {
      await this.#save(body);
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  async #save(body: object): Promise<void> {
    if (this.productId !== "new") {
      this.#show(await api.put<Product>(`/products/${this.productId}`, body));
      toast(say("shell.saved"), "good");
      return;
    }
    const saved = await api.post<Product>("/products", body);
    const pictures = this.querySelector<ProductPictures>("lt-product-pictures")!;
    const isWhole = await pictures.sendAll(saved.productId);
    await this.#tellWhoAsked(saved);
    toast(say(isWhole ? "studio.onShelf" : "studio.onShelfNoPictures"), isWhole ? "good" : "bad");
    go(isWhole ? "/studio/goods" : `/studio/goods/${saved.productId}`, {replaces: true});
  }

  /** Those who asked for it are told; when that fails the list of what is wanted still offers it. */
  async #tellWhoAsked(saved: Product): Promise<void> {
    const demandId = this.#wish.get("demand");
    if (!demandId) {
      return;
    }
    try {
      const {told} = await api.post<{told: number}>(`/hosts/${this.desk.hostId}/demand/${demandId}/met`,
        {productId: saved.productId});
      toast(say("intents.listedTold", {count: told}), "good");
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  /** What the form says, as the door takes it; none when a price cannot be read. */
  #bodyOf(values: Record<string, string>): object | undefined {
    const wrong = new Set<number>();
    const skus = this.skus.map((sku) => {
      const price = readAmount(values[`price-${sku.key}`] ?? "", CURRENCY);
      if (!price || price.minor < 1) {
        wrong.add(sku.key);
      }
      return {
        ...(sku.skuId ? {skuId: sku.skuId} : {}),
        name: values[`name-${sku.key}`] ?? "",
        price,
        supply: Math.trunc(Number(values[`supply-${sku.key}`]) || 0),
      };
    });
    this.wrongPrices = wrong;
    const {title = "", story = "", category = ""} = values;
    return wrong.size > 0 ? undefined : {title, story, category, skus};
  }

  readonly #turnListed = async () => {
    const product = this.product!;
    const relist = async () => {
      this.product = await api.put<Product>(`/products/${product.productId}`,
        {...sameAgain(product), isListed: true});
    };
    this.isBusy = true;
    try {
      if (product.isListed) {
        await api.delete(`/products/${product.productId}`);
        this.product = {...product, isListed: false};
        offerUndo(say("studio.delistedDone", {title: product.title}), relist);
      } else {
        await relist();
      }
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-product-edit", ProductEdit);

function emptySku(): SkuRow {
  return {key: ++lastKey, skuId: "", name: "", price: "", available: 0};
}
