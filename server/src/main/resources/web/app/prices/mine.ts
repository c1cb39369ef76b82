import {type TemplateResult, html} from "lit";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty} from "../design/states";
import {serverNow} from "../http/clock";
import {Pages} from "../http/load";
import {moment, say} from "../words/words";
import {couponAsks, couponOff} from "./coupons";
import {listOf} from "./desk-parts";
import type {Coupon} from "./offers";

/** The coupons I hold: what each takes off, where, until when, and how often still. */
export class MyCoupons extends LightElement {
  readonly #coupons = new Pages<Coupon>(this, () => "/me/coupons");

  protected override render() {
    return html`<div class="page narrow stack" data-test="my-coupons">
      <h1 class="title">${say("prices.mine")}</h1>
      ${listOf(this.#coupons, (coupon) => this.#row(coupon), () => empty("ticket", say("prices.mine.none"),
        say("prices.mine.noneDetail"), html`<a class="button primary" href="/">${say("shell.toHome")}</a>`))}
    </div>`;
  }

  #row(coupon: Coupon): TemplateResult {
    const isOver = coupon.isEnded || Date.parse(coupon.endsAt) <= serverNow();
    const isUsed = coupon.uses?.left === 0;
    const asks = couponAsks(coupon);
    return html`<li class="card prices-row ${isOver || isUsed ? "is-over" : ""}" data-test="my-coupon"
        data-coupon=${coupon.couponId}>
      <div class="row"><span class="coupon-face">${icon("ticket")}</span>
        <span class="grow prices-name"><span class="price coupon-words">${couponOff(coupon)}</span>
          <span class="faint clip-1">${coupon.name}${asks ? ` · ${asks}` : ""}</span>
          <span class="faint">${say("prices.until", {time: moment(coupon.endsAt)})}${(coupon.uses?.left ?? 0) > 1
            ? ` · ${say("prices.mine.uses", {count: coupon.uses!.left})}` : ""}</span></span>
        ${isOver ? html`<span class="badge">${say("prices.over")}</span>`
          : isUsed ? html`<span class="badge">${say("prices.mine.used")}</span>`
          : coupon.hostId ? html`<a class="button small" href="/host/${coupon.hostId}">${say("prices.mine.toHost")}</a>`
          : html`<span class="badge accent">${say("prices.mine.everywhere")}</span>`}</div>
    </li>`;
  }
}

customElements.define("lt-my-coupons", MyCoupons);
