import "./settlement.css";
import "./payouts";
import "./holds";
import "./ledger";
import "./money";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("settlement", chinese, english);

addRoutes({
  path: "/studio/money", title: "settlement.money", frame: "desk", needs: "HOST",
  view: () => html`<lt-studio place="money" .content=${(desk: Desk) =>
    html`<lt-host-money .desk=${desk}></lt-host-money>`}></lt-studio>`,
});
