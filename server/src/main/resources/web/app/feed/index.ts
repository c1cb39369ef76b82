import "./feed.css";
import "./next-show";
import "./home";
import "./following";
import "./search";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("feed", chinese, english);

addRoutes(
  {path: "/", title: "feed.title", view: () => html`<lt-home></lt-home>`},
  {path: "/following", title: "feed.following", needs: "MEMBER",
    view: () => html`<lt-following></lt-following>`},
  {path: "/search", title: "shell.search", view: () => html`<lt-search></lt-search>`},
);
