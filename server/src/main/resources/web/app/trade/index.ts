import "./trade.css";
import "./buy-sheet";
import "./order";
import "./orders";
import "./timeline";
import {html} from "lit";
import {keyed} from "lit/directives/keyed.js";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("trade", chinese, english);

addRoutes(
  {path: "/orders", title: "trade.myOrders", needs: "MEMBER", view: () => html`<lt-orders></lt-orders>`},
  {
    path: "/orders/:orderId",
    title: "trade.order",
    needs: "MEMBER",
    view: ({orderId}) => html`${keyed(orderId, html`<lt-order .orderId=${orderId!}></lt-order>`)}`,
  },
);
