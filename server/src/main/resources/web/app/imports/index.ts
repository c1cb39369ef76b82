import "./imports.css";
import "./drop";
import "./intake";
import "./mapping";
import "./issues";
import "./samples";
import "./result";
import "./import";
import "./source";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("imports", chinese, english);

addRoutes(
  {
    path: "/studio/imports", title: "imports.title", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="goods" subject="imports" .content=${(desk: Desk) =>
      html`<lt-import-intake .desk=${desk}></lt-import-intake>`}></lt-studio>`,
  },
  {
    path: "/studio/imports/:id", title: "imports.title", frame: "desk", needs: "HOST",
    view: ({id = ""}) => html`<lt-studio place="goods" subject=${`import ${id}`} .content=${(desk: Desk) =>
      html`<lt-import-page .desk=${desk} .importId=${id}></lt-import-page>`}></lt-studio>`,
  },
);
