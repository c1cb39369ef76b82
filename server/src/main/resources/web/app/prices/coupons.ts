import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {serverNow} from "../http/clock";
import {asProblem} from "../http/problem";
import {locale, money, number, say, upcoming} from "../words/words";
import {type Coupon, OffersHere, claimCoupon} from "./offers";

/** What a coupon takes off, in few words. */
export function couponOff({kind, off, percent, cap, threshold}: Coupon): string {
  const from = threshold ? say("prices.coupon.from", {amount: money(threshold)}) : "";
  if (kind === "PERCENT") {
    // Chinese says what is left in tenths: 15 % off are 8.5 of ten.
    const rate = locale.value === "en" ? number(percent) : number((100 - percent) / 10);
    const most = cap ? say("prices.coupon.cap", {amount: money(cap)}) : "";
    return say("prices.coupon.percent", {rate, from, most});
  }
  return say("prices.coupon.off", {amount: off ? money(off) : "", from});
}

/** What it asks of its buyer beside money; empty when nothing. */
export function couponAsks({isRoomOnly, tier, isFirstOrder}: Coupon): string {
  return [
    isRoomOnly ? say("prices.coupon.roomOnly") : "",
    tier === "STRANGER" ? "" : tier === "FOLLOWER" ? say("prices.coupon.followers")
      : say("prices.coupon.tier", {tier: say(`fans.tier.${tier}`)}),
    isFirstOrder ? say("prices.coupon.firstOrder") : "",
  ].filter(Boolean).join(" · ");
}

/** Coupons a viewer may get here by one tap, those he holds last. */
export class CouponChips extends LightElement {
  @property() hostId = "";
  /** Coupons of the room are of no use elsewhere. */
  @property({type: Boolean}) isInRoom = false;
  @state() busyId = "";
  readonly #offers = new OffersHere(this, () => this.hostId);

  protected override render() {
    const shown = this.#offers.value.coupons
      .filter((each) => (this.isInRoom || !each.isRoomOnly) && (each.uses ? each.uses.left > 0 : each.left > 0))
      .sort((a, b) => rank(a) - rank(b));
    return shown.length === 0 ? nothing : html`<ul class="coupon-chips" aria-label=${say("prices.coupons")}
      data-test="coupon-chips">${repeat(shown, ({couponId}) => couponId, (each) => this.#chip(each))}</ul>`;
  }

  #chip(coupon: Coupon): TemplateResult {
    const isHeld = !!coupon.uses;
    const isToCome = Date.parse(coupon.startsAt) > serverNow();
    const asks = couponAsks(coupon);
    const words = isHeld ? html`${icon("check")}${say("prices.coupon.held")}`
      : this.busyId === coupon.couponId ? spinner()
      : isToCome ? upcoming(coupon.startsAt) : say("prices.coupon.get");
    return html`<li><button class="coupon-chip ${isHeld ? "is-held" : ""}" data-test="coupon-chip"
      data-coupon=${coupon.couponId} data-held=${isHeld} title=${coupon.name}
      ?disabled=${isHeld || isToCome || this.busyId !== ""} @click=${() => this.#claim(coupon)}>
      <span class="coupon-off">${couponOff(coupon)}${asks ? html`<small>${asks}</small>` : nothing}</span>
      <span class="coupon-do">${words}</span></button></li>`;
  }

  async #claim(coupon: Coupon): Promise<void> {
    this.busyId = coupon.couponId;
    try {
      await claimCoupon(this.hostId, coupon.couponId);
      toast(say("prices.coupon.got", {off: couponOff(coupon)}), "good");
    } catch (thrown) {
      const asks = couponAsks(coupon);
      if (asProblem(thrown).is("COUPON_NOT_FOR_YOU") && asks) {
        toast(say("prices.coupon.onlyFor", {asks}), "bad");
      } else {
        toastProblem(thrown);
      }
    } finally {
      this.busyId = "";
    }
  }
}

/** Those everybody can have first, those one has last. */
function rank({uses, tier}: Coupon): number {
  return uses ? 2 : tier === "STRANGER" ? 0 : 1;
}

customElements.define("lt-coupons", CouponChips);
