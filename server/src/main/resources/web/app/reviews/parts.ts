import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {picture} from "../design/parts";
import {moment, say} from "../words/words";
import {starRow} from "./stars";
import type {Review} from "./types";

/** Letters of a review that are shown before somebody asks for the rest. */
const SHOWN_AT_ONCE = 300;

/** A review as everybody sees it; `foot` is what one can do with it. */
export function reviewView(review: Review, foot: unknown = nothing): TemplateResult {
  return html`<article class="review stack tight" data-test="review" data-review=${review.reviewId}>
    <header class="row between wrap">
      <span class="row tight">${starRow(review.stars)}<strong>${review.author}</strong></span>
      <time class="faint" datetime=${review.writtenAt}>${moment(review.writtenAt)}</time>
    </header>
    <span class="faint row tight wrap">${icon("check")}${say("reviews.bought", {sku: review.skuName})}
      ${review.editedAt ? html`<span>· ${say("reviews.edited", {time: moment(review.editedAt)})}</span>` : nothing}
      ${review.isCounted || review.hidden ? nothing
        : html`<span>· ${say("reviews.notCounted")}</span>`}</span>
    ${review.words ? wordsView(review.words) : nothing}
    ${review.pictures.length > 0 ? html`<div class="evidence">${review.pictures.map((each) => html`<a
      href=${each.url} target="_blank" rel="noopener">${picture(each.url, "", 240)}</a>`)}</div>` : nothing}
    ${review.hidden ? html`<p class="notice warn" data-test="review-hidden">${icon("shield")}
      <span>${say("reviews.hidden", {reason: review.hidden.reason})}</span></p>` : nothing}
    ${review.reply ? html`<div class="review-reply stack tight" data-test="review-reply">
      <span class="label">${say("reviews.reply")}</span><p class="review-words">${review.reply.words}</p></div>`
      : nothing}
    ${foot}
  </article>`;
}

/** A long story does not push all others off the screen: its end is one tap away. */
function wordsView(words: string): TemplateResult {
  const letters = [...words];
  return letters.length <= SHOWN_AT_ONCE + SHOWN_AT_ONCE / 4 ? html`<p class="review-words">${words}</p>`
    : html`<div class="review-words">${letters.slice(0, SHOWN_AT_ONCE).join("")}<details
      class="review-rest" data-test="review-rest"><summary>${say("reviews.readOn")}</summary>${
      letters.slice(SHOWN_AT_ONCE).join("")}</details></div>`;
}

/** The goods a review is about, where they are not on the page already. */
export function aboutView({about, productId, skuName}: Review): TemplateResult | typeof nothing {
  return about ? html`<a class="row tight review-about" href="/product/${productId}">
    ${picture(about.pictureUrl, "", 120)}
    <span class="grow"><strong class="clip-1">${about.title}</strong>
      <span class="faint">${skuName}</span></span></a>` : nothing;
}
