import "./fans.css";
import "./follow";
import "./tiers";
import "./relations";
import "./desk";
import "./group";
import {html} from "lit";
import {keyed} from "lit/directives/keyed.js";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("fans", chinese, english);

addRoutes(
  {
    path: "/host/:hostId/tiers", title: "fans.tiers",
    view: ({hostId}) => html`${keyed(hostId, html`<lt-tiers .hostId=${hostId!}></lt-tiers>`)}`,
  },
  {
    path: "/host/:hostId/group", title: "fans.group", needs: "MEMBER",
    view: ({hostId}) => html`${keyed(hostId, html`<lt-group .hostId=${hostId!}></lt-group>`)}`,
  },
  {
    path: "/me/relations", title: "fans.relations", needs: "MEMBER",
    view: () => html`<lt-relations></lt-relations>`,
  },
  {
    path: "/studio/fans", title: "fans.desk", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="fans" .content=${(desk: Desk) =>
      html`<lt-fans-desk .desk=${desk}></lt-fans-desk>`}></lt-studio>`,
  },
);
