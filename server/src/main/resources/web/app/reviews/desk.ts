import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Pages} from "../http/load";
import {moment, say} from "../words/words";
import {aboutView, reviewView} from "./parts";
import {CASE_WORDS_MAX, type Review} from "./types";

type Whose = "host" | "operator";

interface Case {
  steps: Array<{what: string; words: string; at: string}>;
  reports: Array<{reason: string; words: string; at: string}>;
}

/** Reviews for those who answer them: a host his buyers, an operator reports and appeals. */
export class ReviewDesk extends LightElement {
  @property() whose: Whose = "host";
  @property() hostId = "";
  /** What waits; false for all of a host, or for what is hidden. */
  @state() isWaitingOnly = true;
  @state() answering = "";
  @state() isBusy = false;
  @state() cases = new Map<string, Case>();
  readonly #pages = new Pages<Review>(this,
    () => (this.whose === "host" ? `/reviews/of-host/${this.hostId}` : "/operator/reviews"),
    () => (this.whose === "host" ? {waiting: String(this.isWaitingOnly)} : {hidden: String(!this.isWaitingOnly)}));

  protected override render() {
    const names = this.whose === "host" ? ["waiting", "everything"] : ["toDecide", "hiddenOnes"];
    return html`<div class="stack" data-test="review-desk">
      <div class="segments" role="group" aria-label=${say("reviews.title")}>
        ${[true, false].map((isWaiting, index) => html`<button aria-pressed=${isWaiting === this.isWaitingOnly}
          data-test="reviews-${names[index]}" @click=${() => this.#filter(isWaiting)}>
          ${say(`reviews.${names[index]}`)}</button>`)}</div>
      ${this.#list()}</div>`;
  }

  #list() {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.#pages;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#pages.restart());
    }
    if (!isLoaded) {
      return skeletons(3, "8rem");
    }
    if (items.length === 0) {
      return this.whose === "host" ? empty("star", say("reviews.noHost"), say("reviews.noHostDetail"))
        : empty("shield", say("reviews.noReports"));
    }
    return html`${items.map((review) => html`<div class="card padded stack">
        ${aboutView(review)}${reviewView(review,
          this.whose === "host" ? this.#answer(review) : this.#decide(review))}</div>`)}
      ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting}
        @click=${() => void this.#pages.more()}>${isWaiting ? spinner() : say("shell.more")}</button>`
        : nothing}`;
  }

  #answer(review: Review): TemplateResult | typeof nothing {
    if (review.hidden) {
      return nothing;
    }
    return this.answering !== review.reviewId ? html`<div class="row"><button type="button"
        class="button small" data-test="answer" @click=${() => (this.answering = review.reviewId)}>
        ${say(review.reply ? "reviews.answerAgain" : "reviews.answer")}</button></div>`
      : html`<form class="stack tight" data-test="answer-form"
          @submit=${(event: SubmitEvent) => this.#send(event, review)}>
        ${field("words", say("reviews.answer"), {isLong: true, isRequired: true, maxLength: CASE_WORDS_MAX,
          value: review.reply?.words ?? ""})}
        <div class="row"><button class="button primary small" ?disabled=${this.isBusy}
            data-test="answer-send">${say("reviews.answerSend")}</button>
          <button type="button" class="button small ghost" @click=${() => (this.answering = "")}>
            ${say("reviews.cancel")}</button></div></form>`;
  }

  #decide(review: Review): TemplateResult {
    const known = this.cases.get(review.reviewId);
    const deeds = review.hidden ? ["restore", "keep"] : ["hide", "keep"];
    return html`${review.reports > 0 ? html`<strong>${say("reviews.reports", {count: review.reports})}</strong>`
        : nothing}
      ${review.hidden?.appealedAt ? html`<span class="badge warn">${say("reviews.did.APPEALED")}</span>` : nothing}
      ${known ? html`<ul class="stack tight">${known.reports.map((one) => html`<li class="faint">
          ${say(`reviews.reportReason.${one.reason}`)} · ${moment(one.at)}<br>${one.words}</li>`)}
        ${known.steps.map((step) => html`<li class="faint">${say(`reviews.did.${step.what}`)}
          · ${moment(step.at)}<br>${step.words}</li>`)}</ul>`
        : html`<div class="row"><button type="button" class="button small ghost" data-test="review-case"
            @click=${() => this.#look(review)}>${say("reviews.history")}</button></div>`}
      <form class="stack tight" data-test="decide-form"
          @submit=${(event: SubmitEvent) => this.#send(event, review)}>
        ${field("words", say("reviews.reason"), {isLong: true, isRequired: true, maxLength: CASE_WORDS_MAX})}
        <div class="row">${deeds.map((deed, index) => html`<button value=${deed} ?disabled=${this.isBusy}
          class="button small ${index === 0 ? "primary" : ""}" data-test="review-${deed}">
          ${say(`reviews.${deed}`)}</button>`)}</div></form>`;
  }

  async #look(review: Review): Promise<void> {
    try {
      const found = await api.get<Case>(`/reviews/${review.reviewId}/case`);
      this.cases = new Map([...this.cases, [review.reviewId, found]]);
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  async #send(event: SubmitEvent, review: Review): Promise<void> {
    event.preventDefault();
    const {words = ""} = formValues(event.target as HTMLFormElement);
    const deed = (event.submitter as HTMLButtonElement | null)?.value ?? "";
    this.isBusy = true;
    try {
      await (this.whose === "host" ? api.put(`/reviews/${review.reviewId}/reply`, {words})
        : api.post(`/operator/reviews/${review.reviewId}/${deed}`, {words}));
      this.answering = "";
      toast(say(this.whose === "host" ? "reviews.answered" : "reviews.decided"), "good");
      await this.#pages.restart();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  #filter(isWaitingOnly: boolean): void {
    this.isWaitingOnly = isWaitingOnly;
    this.#pages.items = [];
    this.#pages.isLoaded = false;
    void this.#pages.restart();
  }
}

customElements.define("lt-review-desk", ReviewDesk);
