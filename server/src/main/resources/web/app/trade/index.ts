import "./trade.css";
import "./buy-sheet";
import "./order";
import "./orders";
import "./return";
import "./return-ask";
import "./returns";
import "./timeline";
import "./waits";
import {html} from "lit";
import {keyed} from "lit/directives/keyed.js";
import {addRoutes} from "../shell/router";
import {addWords, say} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("trade", chinese, english);

addRoutes(
  {path: "/orders", title: "trade.myOrders", needs: "MEMBER", view: () => html`<lt-orders></lt-orders>`},
  {
    path: "/returns", title: "trade.returns", needs: "MEMBER",
    view: () => html`<div class="page narrow stack"><h1 class="title">${say("trade.returns")}</h1>
      <lt-returns whose="mine"></lt-returns></div>`,
  },
  {
    path: "/returns/:returnId", title: "trade.returnTitle", needs: "MEMBER",
    view: ({returnId}) => html`${keyed(returnId, html`<lt-return .returnId=${returnId!}></lt-return>`)}`,
  },
  {
    path: "/orders/:orderId",
    title: "trade.order",
    needs: "MEMBER",
    view: ({orderId}) => html`${keyed(orderId, html`<lt-order .orderId=${orderId!}></lt-order>`)}`,
  },
);
