import "./room.css";
import "./talk.css";
import "./chat-panel";
import "./composer";
import "./hearts";
import "./cover";
import "./reserve";
import "./turnout";
import "./room";
import {html} from "lit";
import {keyed} from "lit/directives/keyed.js";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("live", chinese, english);

addRoutes({
  path: "/room/:roomId",
  title: "live.room",
  frame: "bare",
  view: ({roomId}) => html`${keyed(roomId, html`<lt-room .roomId=${roomId!}></lt-room>`)}`,
});
