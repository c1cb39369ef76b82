import "./trees.css";
import "./timeline.css";
import "./branches";
import "./measures";
import "./three";
import "./relation";
import "./domain";
import "./active";
import "./timeline";
import "./tree";
import "./page";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("trees", chinese, english);

addRoutes(
  {
    path: "/studio/growth", title: "trees.title", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="growth" .content=${(desk: Desk) =>
      html`<lt-growth-page .hostId=${desk.hostId}></lt-growth-page>`}></lt-studio>`,
  },
  {
    path: "/operator/growth", title: "trees.title", frame: "desk", needs: "OPERATOR",
    view: () => html`<lt-square-growth></lt-square-growth>`,
  },
);
