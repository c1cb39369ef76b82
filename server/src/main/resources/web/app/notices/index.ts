import "./notices.css";
import "./bell";
import "./page";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("notices", chinese, english);

addRoutes({
  path: "/notices", title: "notices.title", needs: "MEMBER",
  view: () => html`<lt-notices></lt-notices>`,
});
