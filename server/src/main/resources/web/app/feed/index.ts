import "./feed.css";
import "./promotion.css";
import "./promoted";
import "./promotion";
import "./promotion-market";
import "./next-show";
import "./home";
import "./following";
import "./search";
import {html} from "lit";
import type {Desk} from "../studio/desk";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("feed", chinese, english);

addRoutes(
  {path: "/", title: "feed.title", view: () => html`<lt-home></lt-home>`},
  {path: "/following", title: "feed.following", needs: "MEMBER",
    view: () => html`<lt-following></lt-following>`},
  {path: "/studio/promotion", title: "studio.place.promotion", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="promotion" .content=${(desk: Desk) =>
      html`<lt-promotion .desk=${desk}></lt-promotion>`}></lt-studio>`},
  {path: "/search", title: "shell.search", view: () => html`<lt-search></lt-search>`},
);
