import "./growth.css";
import "./relation.css";
import "./comeback.css";
import "./cost.css";
import "./customers.css";
import "./explain";
import "./repurchase";
import "./equation";
import "./day-chart";
import "./waterfall";
import "./recount";
import "./ladder";
import "./quarters";
import "./repeats";
import "./comeback";
import "./customer-cost";
import "./traffic-balance";
import "./relation";
import "./data-quality";
import "./live-show.css";
import "./live-show";
import "./customers-charts";
import "./customers";
import {html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("growth", chinese, english);

addRoutes({
  path: "/studio/customers", title: "studio.place.customers", frame: "desk", needs: "HOST",
  view: () => html`<lt-studio place="customers" .content=${(desk: Desk) =>
    html`<lt-customers .desk=${desk}></lt-customers>`}></lt-studio>`,
});
