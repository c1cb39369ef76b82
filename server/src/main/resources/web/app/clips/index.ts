import "./desk.css";
import "./intake";
import "./edit";
import "./desk";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("clips", chinese, english);

addRoutes(
  {
    path: "/studio/clips", title: "studio.place.clips", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="clips" .content=${(desk: Desk) =>
      html`<lt-clip-desk .desk=${desk}></lt-clip-desk>`}></lt-studio>`,
  },
);
