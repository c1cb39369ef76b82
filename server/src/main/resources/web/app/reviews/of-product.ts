import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import {ensureMember} from "../people/gate";
import {number, say} from "../words/words";
import {reviewView} from "./parts";
import {averageWords, starRow} from "./stars";
import {CASE_WORDS_MAX, type Rating, type Review, STARS_MAX} from "./types";

const REASONS = ["ABUSE", "SPAM", "FALSE", "PRIVATE", "OTHER"];

/** What buyers say of a product: the stars, how they are spread, and the reviews. */
export class ProductReviews extends LightElement {
  @property() productId = "";
  @state() sort: "useful" | "recent" = "useful";
  @state() stars = 0;
  @state() reporting?: Review;
  @state() isBusy = false;
  readonly #rating = new Load<Rating[]>(this,
    () => api.peek<Rating[]>("/reviews/ratings", {productIds: this.productId}));
  readonly #pages = new Pages<Review>(this, () => "/reviews",
    () => ({productId: this.productId, sort: this.sort, stars: this.stars, limit: 10}));

  protected override render() {
    const rating = this.#rating.value?.[0];
    return html`<section class="card padded stack" data-test="product-reviews"
        aria-label=${say("reviews.title")}>
      <h2 class="subheading">${say("reviews.title")}</h2>
      ${rating && rating.count > 0 ? this.#summary(rating) : nothing}
      ${this.#list(rating)}
      <lt-sheet .open=${!!this.reporting} test="report-sheet" .label=${say("reviews.reportTitle")}
        @closed=${() => (this.reporting = undefined)} .content=${() => this.#report()}></lt-sheet>
    </section>`;
  }

  #summary(rating: Rating): TemplateResult {
    return html`<div class="rating" data-test="rating">
      <div class="rating-mark"><b class="tabular">${averageWords(rating)}</b>
        ${starRow(rating.averageHundredths / 100)}
        <span class="faint">${say("reviews.count", {count: rating.count})}</span></div>
      <ul class="rating-bars">${Array.from({length: STARS_MAX}, (_, index) => STARS_MAX - index).map((stars) => {
        const count = rating.counts[stars - 1] ?? 0;
        return html`<li><button type="button" class="rating-bar" aria-pressed=${this.stars === stars}
            data-test="stars-${stars}" @click=${() => this.#only(this.stars === stars ? 0 : stars)}>
          <span class="tabular">${say("reviews.stars", {stars, count: stars})}</span>
          <span class="bar"><span style="width:${count / rating.count * 100}%"></span></span>
          <span class="faint tabular">${number(count)}</span></button></li>`;
      })}</ul>
    </div>
    <div class="segments" role="group" aria-label=${say("reviews.sort")}>
      ${(["useful", "recent"] as const).map((sort) => html`<button aria-pressed=${sort === this.sort}
        data-test="sort-${sort}" @click=${() => this.#sortBy(sort)}>${say(`reviews.${sort}`)}</button>`)}
      ${this.stars > 0 ? html`<button aria-pressed="false" @click=${() => this.#only(0)}>
        ${say("reviews.all")}</button>` : nothing}</div>`;
  }

  #list(rating?: Rating) {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.#pages;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#pages.restart());
    }
    if (!isLoaded) {
      return skeletons(2, "6rem");
    }
    if (items.length === 0) {
      return rating && rating.count > 0 ? html`<p class="faint">${say("reviews.none")}</p>`
        : empty("star", say("reviews.none"), say("reviews.noneDetail"));
    }
    return html`${items.map((review) => reviewView(review, this.#foot(review)))}
      ${hasMore ? html`<button class="button wide" data-test="more-reviews" ?disabled=${isWaiting}
        @click=${() => void this.#pages.more()}>${isWaiting ? spinner() : say("reviews.more")}</button>`
        : nothing}`;
  }

  #foot(review: Review): TemplateResult | typeof nothing {
    return review.isMine ? html`<span class="faint">${say("reviews.mine")}</span>` : html`<div class="row">
      <button type="button" class="button small" aria-pressed=${review.isUseful} data-test="useful"
        @click=${() => this.#vote(review)}>${icon("heart", review.isUseful)}${review.useful > 0
          ? say("reviews.helpedCount", {count: review.useful}) : say("reviews.helped")}</button>
      <button type="button" class="button small ghost" data-test="report"
        @click=${() => (this.reporting = review)}>${say("reviews.report")}</button></div>`;
  }

  #report(): TemplateResult {
    return html`<form class="stack" data-test="report-form" @submit=${this.#sendReport}>
      <fieldset class="choices"><legend class="unseen">${say("reviews.reportTitle")}</legend>
        ${REASONS.map((reason, index) => html`<label class="choice"><input type="radio" name="reason"
          value=${reason} ?checked=${index === 0}><span>${say(`reviews.reportReason.${reason}`)}</span>
          </label>`)}</fieldset>
      ${field("words", say("reviews.reportWords"), {isLong: true, maxLength: CASE_WORDS_MAX})}
      <button class="button primary" ?disabled=${this.isBusy} data-test="report-send">
        ${this.isBusy ? spinner() : say("reviews.reportSend")}</button></form>`;
  }

  #sortBy(sort: "useful" | "recent"): void {
    this.sort = sort;
    void this.#pages.restart();
  }

  #only(stars: number): void {
    this.stars = stars;
    void this.#pages.restart();
  }

  async #vote(review: Review): Promise<void> {
    if (!(await ensureMember())) {
      return;
    }
    try {
      const path = `/reviews/${review.reviewId}/useful`;
      Object.assign(review, await (review.isUseful ? api.delete<Review>(path) : api.put<Review>(path)));
      this.requestUpdate();
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  readonly #sendReport = async (event: SubmitEvent) => {
    event.preventDefault();
    const {reason = "", words = ""} = formValues(event.target as HTMLFormElement);
    const review = this.reporting;
    if (!review || this.isBusy || !(await ensureMember())) {
      return;
    }
    this.isBusy = true;
    try {
      await api.post(`/reviews/${review.reviewId}/reports`, {reason, words});
      this.reporting = undefined;
      toast(say("reviews.reported"), "good");
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-product-reviews", ProductReviews);
