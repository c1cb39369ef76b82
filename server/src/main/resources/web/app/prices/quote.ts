import type {ReactiveController, ReactiveControllerHost} from "lit";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Money} from "../http/types";
import type {Quote} from "./explain";

/** What a coupon would do for a basket. */
export interface CouponOption {
  couponId: string;
  name: string;
  off?: Money;
  reason?: string;
  missing?: Money;
}

/** A price with its explanation, and what else may be chosen. */
export interface Quoted {
  quote: Quote;
  isRegionKnown: boolean;
  coupons: CouponOption[];
}

export interface QuoteWish {
  lines: Array<{skuId: string; quantity: number}>;
  region?: string;
  viewId?: string;
  couponId?: string;
  isBestCoupon: boolean;
}

/**
 * What a basket costs, in the server's words: asked again with every change, and a late answer to an older
 * question is dropped. The last price stays on the screen until the next one is there.
 */
export class Quoting implements ReactiveController {
  quoted?: Quoted;
  problem?: Problem;
  isAsking = false;
  /** What it cost before, when the price of the same basket rose while it was looked at. */
  rose?: Money;
  #turn = 0;
  #wishWords = "";
  #timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly element: ReactiveControllerHost) {
    element.addController(this);
  }

  hostDisconnected(): void {
    this.drop();
  }

  /** True while what stands here may not be what the newest wish costs. */
  get isUnsure(): boolean {
    return this.isAsking || this.#timer !== undefined;
  }

  /** Forgets everything: another product, or the sheet is closed. */
  drop(): void {
    this.#stop();
    this.#turn++;
    this.#wishWords = "";
    this.quoted = undefined;
    this.problem = undefined;
    this.rose = undefined;
    this.isAsking = false;
    this.element.requestUpdate();
  }

  /** Asks when nothing changed for a moment. */
  askSoon(wish: () => QuoteWish, afterMs: number): void {
    this.#stop();
    this.#timer = setTimeout(() => void this.ask(wish()), afterMs);
  }

  /** Asks now; done when the answer to the newest question is there. */
  ask(wish: QuoteWish): Promise<void> {
    this.#stop();
    return this.#ask(wish, ++this.#turn);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #ask(wish: QuoteWish, turn: number): Promise<void> {
    const words = JSON.stringify(wish);
    this.isAsking = true;
    this.element.requestUpdate();
    try {
      const quoted = await api.open<Quoted>("/orders/quote", wish);
      if (turn === this.#turn) {
        this.#take(quoted, words);
      }
    } catch (thrown) {
      if (turn === this.#turn) {
        this.problem = asProblem(thrown);
      }
    } finally {
      if (turn === this.#turn) {
        this.isAsking = false;
        this.element.requestUpdate();
      }
    }
  }

  #take(quoted: Quoted, words: string): void {
    const before = words === this.#wishWords ? this.quoted?.quote.total : undefined;
    this.rose = before && before.minor < quoted.quote.total.minor ? before
      : words === this.#wishWords ? this.rose : undefined;
    this.#wishWords = words;
    this.quoted = quoted;
    this.problem = undefined;
  }

  /** The till says what it costs at this instant, which is more than was shown. */
  learn(quote: Quote, wish: QuoteWish): void {
    this.#stop();
    this.#turn++;
    this.isAsking = false;
    this.#wishWords = JSON.stringify(wish);
    this.rose = this.quoted?.quote.total;
    this.quoted = {isRegionKnown: true, coupons: this.quoted?.coupons ?? [], quote};
    this.element.requestUpdate();
  }
}
