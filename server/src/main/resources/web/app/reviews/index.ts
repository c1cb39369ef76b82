import "./reviews.css";
import "./desk";
import "./of-order";
import "./of-product";
import "./stars";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords, say} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("reviews", chinese, english);

addRoutes({
  path: "/studio/reviews", title: "studio.place.reviews", frame: "desk", needs: "HOST",
  view: () => html`<lt-studio place="reviews" .content=${(desk: Desk) => html`<div class="stack">
    <h1 class="title">${say("studio.place.reviews")}</h1>
    <lt-review-desk whose="host" .hostId=${desk.hostId}></lt-review-desk></div>`}></lt-studio>`,
});
