import "./prices.css";
import "./desk.css";
import "./countdown";
import "./coupons";
import "./coupon-choice";
import "./region-field";
import "./desk-flash";
import "./desk-room";
import "./desk-coupons";
import "./desk-shipping";
import "./desk-limits";
import "./desk";
import "./mine";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("prices", chinese, english);

addRoutes({
  path: "/me/coupons", title: "prices.mine", needs: "MEMBER",
  view: () => html`<lt-my-coupons></lt-my-coupons>`,
}, {
  path: "/studio/prices", title: "studio.place.prices", frame: "desk", needs: "HOST",
  view: () => html`<lt-studio place="prices" .content=${(desk: Desk) =>
    html`<lt-prices-desk .desk=${desk}></lt-prices-desk>`}></lt-studio>`,
});
