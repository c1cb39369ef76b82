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
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("clips", chinese, english);

addRoutes(
  {path: "/clips", title: "clips.title", view: () => html`<lt-clips></lt-clips>`},
  {path: "/clip/:clipId", title: "clips.title", frame: "bare",
    view: ({clipId}) => html`${keyed(clipId, html`<lt-clips .clipId=${clipId!}></lt-clips>`)}`},
);
