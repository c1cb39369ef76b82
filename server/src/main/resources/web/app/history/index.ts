import "./history.css";
import "./channels";
import "./intake";
import "./mapping";
import "./issues";
import "./samples";
import "./import";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("history", chinese, english);

addRoutes(
  {
    path: "/studio/history", title: "history.title", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="customers" subject="history" .content=${(desk: Desk) =>
      html`<lt-history-intake .desk=${desk}></lt-history-intake>`}></lt-studio>`,
  },
  {
    path: "/studio/history/:id", title: "history.title", frame: "desk", needs: "HOST",
    view: ({id = ""}) => html`<lt-studio place="customers" subject=${`history ${id}`}
      .content=${(desk: Desk) => html`<lt-history-page .desk=${desk} .importId=${id}></lt-history-page>`}
      ></lt-studio>`,
  },
);
