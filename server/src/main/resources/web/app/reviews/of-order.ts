import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues, picture} from "../design/parts";
import {spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api, newKey} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Picture} from "../http/types";
import {say} from "../words/words";
import {reviewView} from "./parts";
import {forgetRating} from "./stars";
import {CASE_WORDS_MAX, PICTURES_MAX, type ReviewLine, STARS_MAX, WORDS_MAX} from "./types";

/** Reviewing what arrived: each line of an order, what was written of it, and a form in one sheet. */
export class OrderReviews extends LightElement {
  @property() orderId = "";
  @state() writing?: ReviewLine;
  @state() appealing?: ReviewLine;
  @state() stars = STARS_MAX;
  @state() pictures: Picture[] = [];
  @state() problem?: Problem;
  @state() isBusy = false;
  readonly #load = new Load<ReviewLine[]>(this,
    () => api.get<ReviewLine[]>(`/reviews/of-order/${this.orderId}`));
  #key = "";

  protected override render() {
    const lines = (this.#load.value ?? []).filter((line) => line.isWritable || line.review);
    return lines.length === 0 ? nothing : html`<section class="card padded stack" data-test="order-reviews"
        aria-label=${say("reviews.mine")}>
      <h2 class="subheading">${say("reviews.mine")}</h2>
      ${lines.map((line) => this.#line(line))}
      <lt-sheet .open=${!!this.writing} test="review-sheet" .label=${say("reviews.write")}
        @closed=${() => (this.writing = undefined)} .content=${() => this.#form()}></lt-sheet>
      <lt-sheet .open=${!!this.appealing} test="appeal-sheet" .label=${say("reviews.appealTitle")}
        @closed=${() => (this.appealing = undefined)} .content=${() => this.#appealForm()}></lt-sheet>
    </section>`;
  }

  #line(line: ReviewLine): TemplateResult {
    const {review} = line;
    return html`<div class="stack tight" data-test="review-line">
      <div class="row order-line">${picture(line.pictureUrl, "", 120)}
        <span class="grow"><strong class="clip-1">${line.title}</strong>
          <span class="faint">${line.skuName}</span></span>
        ${review ? nothing : html`<button type="button" class="button primary small" data-test="write-review"
          @click=${() => this.#open(line)}>${icon("star")}${say("reviews.write")}</button>`}</div>
      ${review ? reviewView(review, review.hidden ? this.#appealFoot(line) : html`<div class="row">
        <button type="button" class="button small ghost" data-test="edit-review"
          @click=${() => this.#open(line)}>${icon("edit")}${say("reviews.edit")}</button></div>`) : nothing}
    </div>`;
  }

  #appealFoot(line: ReviewLine): TemplateResult {
    return line.review?.hidden?.appealedAt ? html`<p class="faint">${say("reviews.appealed")}</p>`
      : html`<div class="row"><button type="button" class="button small" data-test="appeal-review"
          @click=${() => (this.appealing = line)}>${say("reviews.appeal")}</button></div>`;
  }

  #form(): TemplateResult {
    const line = this.writing!;
    return html`<form class="stack" novalidate data-test="review-form" @submit=${this.#send}>
      <fieldset class="star-choice"><legend class="label">${say("reviews.yourStars")}</legend>
        ${Array.from({length: STARS_MAX}, (_, index) => index + 1).map((stars) => html`<label
            class=${stars <= this.stars ? "is-full" : ""}>
          <input class="unseen" type="radio" name="stars" value=${stars} .checked=${stars === this.stars}
            data-test="star-${stars}" @change=${() => (this.stars = stars)}>
          ${icon("star", true)}<span class="unseen">${say("reviews.stars", {stars, count: stars})}</span>
        </label>`)}</fieldset>
      ${field("words", say("reviews.words"), {isLong: true, maxLength: WORDS_MAX,
        hint: say("reviews.wordsHint"), value: line.review?.words ?? "", wrong: this.problem?.field("words")})}
      <div class="stack tight"><span class="label">${say("reviews.pictures", {count: PICTURES_MAX})}</span>
        <div class="evidence">
          ${this.pictures.map((each, index) => html`<span class="evidence-one">${picture(each.url, "", 240)}
            <button type="button" class="icon-button" aria-label=${say("reviews.removePicture")}
              @click=${() => (this.pictures = this.pictures.filter((_, at) => at !== index))}>
              ${icon("close")}</button></span>`)}
          ${this.pictures.length < PICTURES_MAX ? html`<lt-picture-slot test="review-picture"
            .label=${say("reviews.addPicture")} @uploaded=${this.#uploaded}></lt-picture-slot>` : nothing}
        </div></div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
      <div class="sheet-foot"><button class="button primary large wide" data-test="review-send"
        ?disabled=${this.isBusy}>${this.isBusy ? spinner() : say("reviews.send")}</button></div>
    </form>`;
  }

  #appealForm(): TemplateResult {
    return html`<form class="stack" data-test="appeal-form" @submit=${this.#sendAppeal}>
      <p class="notice warn">${this.appealing!.review!.hidden!.reason}</p>
      ${field("words", say("reviews.appealTitle"), {isLong: true, isRequired: true, maxLength: CASE_WORDS_MAX})}
      <button class="button primary" ?disabled=${this.isBusy}>${say("reviews.appealSend")}</button></form>`;
  }

  #open(line: ReviewLine): void {
    this.stars = line.review?.stars ?? STARS_MAX;
    this.pictures = line.review?.pictures ?? [];
    this.problem = undefined;
    this.#key = newKey();
    this.writing = line;
  }

  readonly #uploaded = (event: CustomEvent<Picture>) => {
    this.pictures = [...this.pictures, event.detail];
    (event.target as HTMLElement & {url: string}).url = "";
  };

  readonly #send = async (event: SubmitEvent) => {
    event.preventDefault();
    const line = this.writing;
    if (!line || this.isBusy) {
      return;
    }
    const {words = ""} = formValues(event.target as HTMLFormElement);
    const body = {orderId: this.orderId, skuId: line.skuId, stars: this.stars, words,
      pictures: this.pictures.map(({pictureId}) => pictureId)};
    this.isBusy = true;
    this.problem = undefined;
    try {
      await (line.review ? api.put(`/reviews/${line.review.reviewId}`, body)
        : api.post("/reviews", body, this.#key));
      this.writing = undefined;
      forgetRating(line.productId);
      toast(say("reviews.saved"), "good");
      await this.#load.run();
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.#key = newKey();
    } finally {
      this.isBusy = false;
    }
  };

  readonly #sendAppeal = async (event: SubmitEvent) => {
    event.preventDefault();
    const {words = ""} = formValues(event.target as HTMLFormElement);
    this.isBusy = true;
    try {
      await api.post(`/reviews/${this.appealing!.review!.reviewId}/appeal`, {words});
      this.appealing = undefined;
      await this.#load.run();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-order-reviews", OrderReviews);
