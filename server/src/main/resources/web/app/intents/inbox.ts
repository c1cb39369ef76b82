import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, skeletons} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Page, Product} from "../http/types";
import {Every} from "../studio/every";
import {say} from "../words/words";
import {clusterView} from "./cluster";
import {ASKING, type Cluster, type Done, LABELS, type Label} from "./types";
import {learnWaiting} from "./waiting";

const EVERY_MS = 4_000;
const FIRST = 30;
const MORE = 100;
const WORDS_MAX = 200;

type Open = "product" | "words" | "reading" | "reading-product";

/** The questions that wait for a host, the longest waiting first, each with one tap to answer. */
export class Inbox extends LightElement {
  @property() hostId = "";
  /** Brings a product on the video as well; the console hands it in. */
  @property({attribute: false}) show?: (product: Product) => Promise<void>;
  @state() limit = FIRST;
  @state() busyId = "";
  @state() chosen: Cluster | undefined;
  @state() open: Open | undefined;
  @state() label: Label = "BUY";
  readonly asks = new Load<Page<Cluster>>(this, () => this.#fetch());
  readonly every = new Every(this, () => EVERY_MS, async () => {
    if (!this.asks.isWaiting && this.busyId === "") {
      await this.asks.run();
    }
  });

  protected override render() {
    return html`<div class="asks" data-test="inbox">
      ${this.asks.view(({items, next}) => this.#list(items, next), () => skeletons(3, "8rem"))}
      ${this.#sheets()}</div>`;
  }

  #list(items: Cluster[], next: string): TemplateResult {
    if (items.length === 0) {
      return empty("check", say("intents.noneOpen"), say("intents.noneOpenDetail"));
    }
    return html`<ul class="ask-list">${repeat(items, (cluster) => cluster.clusterId, (cluster) => html`
      <li>${clusterView(cluster, {
        isBusy: this.busyId === cluster.clusterId,
        answer: () => void this.#answer(cluster, {productId: cluster.suggested!.productId}, cluster.suggested),
        other: () => this.#choose(cluster, "product"),
        words: () => this.#choose(cluster, "words"),
        correct: () => this.#choose(cluster, "reading"),
      })}</li>`)}</ul>
      ${next && this.limit < MORE ? html`<button class="button wide" data-test="asks-more"
        @click=${this.#more}>${say("shell.more")}</button>` : nothing}`;
  }

  #sheets(): TemplateResult {
    const cluster = this.chosen;
    const about = cluster?.samples[0]?.text ?? "";
    const isProduct = this.open === "product" || this.open === "reading-product";
    return html`
      <lt-pick-product .hostId=${this.hostId} .open=${isProduct} .about=${about}
        .allowsNone=${this.open === "reading-product"}
        .label=${say(this.open === "product" ? "intents.answerWith" : "intents.meansWhich")}
        @picked=${(event: CustomEvent<Product | undefined>) => this.#picked(event.detail)}
        @closed=${this.#close}></lt-pick-product>
      <lt-sheet .open=${this.open === "words"} test="answer-words" .label=${say("intents.answerWords")}
        .content=${() => this.#wordsForm(about)} @closed=${this.#close}></lt-sheet>
      <lt-sheet .open=${this.open === "reading"} test="correct-sheet" .label=${say("intents.readWrong")}
        .content=${() => this.#labels(about)} @closed=${this.#close}></lt-sheet>`;
  }

  #wordsForm(about: string): TemplateResult {
    return html`<form class="stack" @submit=${this.#submitWords}>
      <p class="notice">${icon("chat")}<span>${about}</span></p>
      ${field("words", say("intents.yourWords"), {isRequired: true, isLong: true, maxLength: WORDS_MAX})}
      <button class="button primary wide" data-test="answer-send">${icon("send")}
        ${say("intents.tellAll", {count: this.chosen?.people ?? 1})}</button></form>`;
  }

  #labels(about: string): TemplateResult {
    return html`<div class="stack">
      <p class="notice">${icon("chat")}<span>${about}</span></p>
      <p class="faint">${say("intents.readWrongDetail")}</p>
      <div class="label-choices">${LABELS.map((label) => html`<button class="button small"
        aria-pressed=${label === this.chosen?.label} data-test="label-${label}"
        @click=${() => this.#relabel(label)}>${say(`intents.label.${label}`)}</button>`)}</div></div>`;
  }

  #choose(cluster: Cluster, open: Open): void {
    this.chosen = cluster;
    this.open = open;
  }

  readonly #close = () => {
    this.open = undefined;
  };

  #relabel(label: Label): void {
    this.label = label;
    if (ASKING.has(label)) {
      this.open = "reading-product";
    } else {
      void this.#correct(undefined);
    }
  }

  #picked(product: Product | undefined): void {
    const cluster = this.chosen!;
    if (this.open === "reading-product") {
      void this.#correct(product);
    } else if (product) {
      this.#close();
      void this.#answer(cluster, {productId: product.productId}, product);
    }
  }

  readonly #submitWords = (event: SubmitEvent) => {
    event.preventDefault();
    const {words = ""} = formValues(event.target as HTMLFormElement);
    if (words) {
      this.#close();
      void this.#answer(this.chosen!, {words, ...productOf(this.chosen!)}, undefined);
    }
  };

  async #answer(cluster: Cluster, said: {productId?: string; words?: string}, shown: Product | undefined):
      Promise<void> {
    await this.#busy(cluster, async () => {
      const done = await api.post<Done>(`/hosts/${this.hostId}/asks/answers`,
        {clusterId: cluster.clusterId, ...said});
      if (shown && this.show) {
        await this.show(shown).catch(toastProblem);
      }
      toast(say("intents.told", {count: done.people}), "good");
    });
  }

  async #correct(product: Product | undefined): Promise<void> {
    const cluster = this.chosen!;
    const {label} = this;
    this.#close();
    await this.#busy(cluster, async () => {
      await api.post(`/hosts/${this.hostId}/asks/${cluster.samples[0]!.commentId}/correction`,
        {label, ...(product ? {productId: product.productId} : {})});
      toast(say("intents.learned"), "good");
    });
  }

  async #busy(cluster: Cluster, work: () => Promise<void>): Promise<void> {
    this.busyId = cluster.clusterId;
    try {
      await work();
      await this.asks.run();
      void learnWaiting(this.hostId);
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.busyId = "";
    }
  }

  readonly #more = () => {
    this.limit = MORE;
    void this.asks.run();
  };

  #fetch(): Promise<Page<Cluster>> {
    return api.get<Page<Cluster>>(`/hosts/${this.hostId}/asks`, {state: "open", limit: this.limit});
  }
}

function productOf(cluster: Cluster): {productId?: string} {
  return cluster.suggested ? {productId: cluster.suggested.productId} : {};
}

customElements.define("lt-inbox", Inbox);
