import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {asProblem} from "../http/problem";
import {hasWords, money, say} from "../words/words";
import {signed} from "./explain";
import {claimByCode} from "./offers";
import type {CouponOption, Quoted} from "./quote";

const CODE_MAX = 20;

/** Which coupon: the best is taken by itself until somebody chooses another, none, or types a code. Fires
 * `chosen` with the coupon's id, an empty one for none. */
export class CouponChoice extends LightElement {
  @property() hostId = "";
  @property({attribute: false}) quoted?: Quoted;
  /** Undefined while the best is taken. */
  @property({attribute: false}) chosen: string | undefined;
  @state() isOpen = false;
  @state() isBusy = false;
  @state() wrong = "";

  protected override render() {
    const used = this.quoted?.quote.coupon;
    const options = this.quoted?.coupons ?? [];
    const usable = options.filter(({off}) => off).length;
    const words = used ? html`<b class="is-off tabular">${signed({...used.off, minor: -used.off.minor})}</b>`
      : html`<span class="faint">${usable > 0 ? say("prices.choice.some", {count: usable})
        : say(options.length > 0 ? "prices.choice.noneFits" : "prices.choice.none")}</span>`;
    return html`<div class="coupon-choice">
      <button type="button" class="row between coupon-choice-head" aria-expanded=${this.isOpen}
        data-test="coupon-choice" @click=${() => (this.isOpen = !this.isOpen)}>
        <span class="label">${say("prices.coupons")}</span>
        <span class="row tight">${used ? html`<span class="faint clip-1">${used.name}${
          this.chosen === undefined ? ` · ${say("prices.choice.best")}` : ""}</span>` : nothing}${words}
          ${icon(this.isOpen ? "up" : "down")}</span></button>
      ${this.isOpen ? this.#list(options, used?.couponId ?? "") : nothing}
    </div>`;
  }

  #list(options: CouponOption[], usedId: string): TemplateResult {
    return html`<div class="stack tight" data-test="coupon-list">
      ${options.map((option) => this.#option(option, option.couponId === usedId))}
      ${options.length > 0 ? html`<label class="coupon-option"><input type="radio" name="coupon" value=""
        .checked=${usedId === ""} data-test="coupon-none" @change=${() => this.#choose("")}>
        <span class="grow">${say("prices.choice.without")}</span></label>` : nothing}
      <div class="row coupon-code">
        <input class="input" aria-label=${say("prices.choice.code")} placeholder=${say("prices.choice.code")}
          maxlength=${CODE_MAX} autocapitalize="characters" autocomplete="off" data-test="coupon-code"
          aria-invalid=${this.wrong !== ""} @input=${() => (this.wrong = "")} @keydown=${this.#onKey}>
        <button type="button" class="button" ?disabled=${this.isBusy} data-test="coupon-redeem"
          @click=${this.#redeem}>${this.isBusy ? spinner() : say("prices.choice.redeem")}</button>
      </div>
      ${this.wrong ? html`<p class="coupon-wrong" role="alert">${this.wrong}</p>` : nothing}
    </div>`;
  }

  #option({couponId, name, off, reason, missing}: CouponOption, isUsed: boolean): TemplateResult {
    return html`<label class="coupon-option ${off ? "" : "is-off-limits"}" data-test="coupon-option"
        data-coupon=${couponId}>
      <input type="radio" name="coupon" value=${couponId} .checked=${isUsed} ?disabled=${!off}
        @change=${() => this.#choose(couponId)}>
      <span class="grow stack tight"><span>${name}</span>
        ${off ? nothing : html`<span class="faint">${missing ? say("prices.choice.missing",
          {amount: money(missing)}) : reason && hasWords(`http.${reason}`) ? say(`http.${reason}`)
          : say("prices.choice.noneFits")}</span>`}</span>
      ${off ? html`<b class="is-off tabular">${signed({...off, minor: -off.minor})}</b>` : nothing}
    </label>`;
  }

  #choose(couponId: string): void {
    this.dispatchEvent(new CustomEvent<string>("chosen", {detail: couponId}));
    this.isOpen = false;
  }

  /** Enter redeems the code; it does not place the order. */
  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      void this.#redeem();
    }
  };

  readonly #redeem = async () => {
    const code = this.querySelector<HTMLInputElement>("[data-test='coupon-code']")?.value.trim() ?? "";
    if (code === "" || this.isBusy) {
      return;
    }
    this.isBusy = true;
    this.wrong = "";
    try {
      this.#choose(await claimByCode(this.hostId, code));
    } catch (thrown) {
      this.wrong = asProblem(thrown).words();
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-coupon-choice", CouponChoice);
