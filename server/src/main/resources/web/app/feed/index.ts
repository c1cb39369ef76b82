import {html} from "lit";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("feed", chinese, english);

addRoutes({path: "/", title: "feed.title", view: () => html`<div class="page"></div>`});
