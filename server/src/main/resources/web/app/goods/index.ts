import "./goods.css";
import "./product";
import {html} from "lit";
import {keyed} from "lit/directives/keyed.js";
import {addRoutes} from "../shell/router";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("goods", chinese, english);

addRoutes({
  path: "/product/:productId",
  title: "goods.product",
  frame: "desk",
  view: ({productId}) => html`${keyed(productId, html`<lt-product .productId=${productId!}></lt-product>`)}`,
});
