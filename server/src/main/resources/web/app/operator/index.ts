import "./operator.css";
import "./square";
import "./rooms";
import "./orders";
import "./accounts";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("operator", chinese, english);

addRoutes({
  path: "/operator", title: "operator.title", frame: "desk", needs: "OPERATOR",
  view: () => html`<lt-operator></lt-operator>`,
});
