import "./intents.css";
import "./offer";
import "./waiting";
import "./pick-product";
import "./inbox";
import "./asks";
import "./demand";
import "./prize";
import "./square-demand";
import "./day-winner";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("intents", chinese, english);

addRoutes(
  {
    path: "/studio/asks", title: "intents.title", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="asks" subject="asks" .content=${(desk: Desk) =>
      html`<lt-asks-page .desk=${desk}></lt-asks-page>`}></lt-studio>`,
  },
  {
    path: "/studio/demand", title: "intents.demand", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="asks" subject="demand" .content=${(desk: Desk) =>
      html`<lt-demand-page .desk=${desk}></lt-demand-page>`}></lt-studio>`,
  },
  {
    path: "/studio/prize", title: "intents.prize", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="asks" subject="prize" .content=${(desk: Desk) =>
      html`<lt-prize-page .desk=${desk}></lt-prize-page>`}></lt-studio>`,
  },
);
