import "./people.css";
import "./gate";
import "./sign-in";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("people", chinese, english);

addRoutes(
  {path: "/sign-in", title: "people.signIn", view: () => html`<lt-sign-in-page></lt-sign-in-page>`},
);
