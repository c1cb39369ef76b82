import "./people.css";
import "./gate";
import "./evidence";
import "./host";
import "./leaving";
import "./me";
import "./persona-form";
import "./sign-in";
import {html} from "lit";
import {keyed} from "lit/directives/keyed.js";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("people", chinese, english);

addRoutes(
  {path: "/sign-in", title: "people.signIn", view: () => html`<lt-sign-in-page></lt-sign-in-page>`},
  {path: "/me", title: "shell.me", view: () => html`<lt-me></lt-me>`},
  {
    path: "/host/:hostId",
    title: "people.host",
    view: ({hostId}) => html`${keyed(hostId, html`<lt-host .hostId=${hostId!}></lt-host>`)}`,
  },
);
