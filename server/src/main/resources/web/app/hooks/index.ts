import "./hooks.css";
import "./copy";
import "./choice";
import "./delivery";
import "./logbook";
import "./sample";
import "./endpoint";
import "./list";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("hooks", chinese, english);

addRoutes({
  path: "/studio/hooks", title: "hooks.title", frame: "desk", needs: "HOST",
  view: () => html`<lt-studio place="hooks" .content=${(desk: Desk) =>
    html`<lt-hooks .hostId=${desk.hostId}></lt-hooks>`}></lt-studio>`,
});
