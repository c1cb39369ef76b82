import "./clips.css";
import "./foot.css";
import "./stage.css";
import "./talk.css";
import "./talk";
import "./stage";
import "./stream";
import {html} from "lit";
import {keyed} from "lit/directives/keyed.js";
import {addRoutes} from "../shell/router";
import "./desk.css";
import "./intake";
import "./edit";
import "./desk";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("clips", chinese, english);

addRoutes(
  {path: "/clips", title: "clips.title", view: () => html`<lt-clips></lt-clips>`},
  {path: "/clip/:clipId", title: "clips.title", frame: "bare",
    view: ({clipId}) => html`${keyed(clipId, html`<lt-clips .clipId=${clipId!}></lt-clips>`)}`},
  {
    path: "/studio/clips", title: "studio.place.clips", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="clips" .content=${(desk: Desk) =>
      html`<lt-clip-desk .desk=${desk}></lt-clip-desk>`}></lt-studio>`,
  },
);
