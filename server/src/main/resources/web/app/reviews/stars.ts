import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {Cell} from "../design/cell";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {number, say} from "../words/words";
import {type Rating, STARS_MAX} from "./types";

/** What is known of ratings; filled in batches as screens ask. */
const ratings = new Cell<ReadonlyMap<string, Rating>>(new Map());
const KEPT_MAX = 500;
const BATCH_MAX = 100;
const GATHER_MS = 50;
let wanted = new Set<string>();

/** Asks for many products in one call. */
function want(productId: string): void {
  if (productId === "" || ratings.value.has(productId) || wanted.has(productId)) {
    return;
  }
  if (wanted.size === 0) {
    setTimeout(() => void fetchWanted(), GATHER_MS);
  }
  wanted.add(productId);
}

async function fetchWanted(): Promise<void> {
  const ids = [...wanted].slice(0, BATCH_MAX);
  wanted = new Set();
  const found = await api.peek<Rating[]>("/reviews/ratings", {productIds: ids.join(",")}).catch(() => []);
  const known = ratings.value.size > KEPT_MAX ? new Map<string, Rating>() : new Map(ratings.value);
  found.forEach((one) => known.set(one.productId, one));
  ratings.value = known;
}

/** Forgets a rating that a new review changed. */
export function forgetRating(productId: string): void {
  const known = new Map(ratings.value);
  known.delete(productId);
  ratings.value = known;
}

/** Five stars, so many of them full. */
export function starRow(stars: number): TemplateResult {
  return html`<span class="star-row" role="img" aria-label=${say("reviews.stars", {stars, count: stars})}>
    ${Array.from({length: STARS_MAX}, (_, index) => html`<span
      class=${index < Math.round(stars) ? "is-full" : ""}>${icon("star", true)}</span>`)}</span>`;
}

export function averageWords(rating: Rating): string {
  return number(rating.averageHundredths / 100, {minimumFractionDigits: 1, maximumFractionDigits: 1});
}

/** The stars of a product in one small line; nothing while nobody reviewed it. */
export class Stars extends LightElement {
  @property() productId = "";

  protected override watched() {
    return [ratings as unknown as Cell<unknown>];
  }

  protected override render() {
    want(this.productId);
    const rating = ratings.value.get(this.productId);
    return !rating || rating.count === 0 ? nothing : html`<span class="stars-small" data-test="stars"
        aria-label=${say("reviews.starsOf", {average: averageWords(rating), count: rating.count})}>
      ${icon("star", true)}<b class="tabular" aria-hidden="true">${averageWords(rating)}</b>
      <span class="faint tabular" aria-hidden="true">${rating.count}</span></span>`;
  }
}

customElements.define("lt-stars", Stars);
