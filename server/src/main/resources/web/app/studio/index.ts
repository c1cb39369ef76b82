import "./studio.css";
import "./console.css";
import "./first-steps.css";
import "./goods.css";
import "./frame";
import "./undo";
import "./sure";
import "./picture-slot";
import "./product-pictures";
import "./preview";
import "./queue";
import "./chat-desk";
import "./show-panel";
import "./numbers";
import "./console";
import "./stream";
import "./goods";
import "./product-edit";
import "./orders";
import "./persona";
import {html, nothing} from "lit";
import {addRoutes} from "../shell/router";
import {addWords, say} from "../words/words";
import type {Desk} from "./desk";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("studio", chinese, english);

addRoutes(
  {
    path: "/studio", title: "studio.title", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="console" .content=${(desk: Desk) =>
      html`<lt-console .desk=${desk}></lt-console>`}></lt-studio>`,
  },
  {
    path: "/studio/stream", title: "studio.place.stream", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="stream" .content=${(desk: Desk) =>
      html`<lt-stream-page .desk=${desk}></lt-stream-page>`}></lt-studio>`,
  },
  {
    path: "/studio/goods", title: "studio.place.goods", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="goods" .content=${(desk: Desk) =>
      html`<lt-goods-page .desk=${desk}></lt-goods-page>`}></lt-studio>`,
  },
  {
    path: "/studio/goods/:id", title: "studio.editProduct", frame: "desk", needs: "HOST",
    view: ({id = "new"}) => html`<lt-studio place="goods" subject=${id} .content=${(desk: Desk) =>
      html`<lt-product-edit .desk=${desk} .productId=${id}></lt-product-edit>`}></lt-studio>`,
  },
  {
    path: "/studio/orders", title: "studio.place.orders", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="orders" .content=${(desk: Desk) =>
      html`<lt-host-orders .desk=${desk}></lt-host-orders>`}></lt-studio>`,
  },
  {
    path: "/studio/returns", title: "studio.place.returns", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="returns" .content=${(desk: Desk) => html`<div class="stack">
      <h1 class="title">${say("studio.place.returns")}</h1>
      ${desk.isOwner ? html`<lt-after-sales .hostId=${desk.hostId}></lt-after-sales>` : nothing}
      <lt-returns whose="host" .hostId=${desk.hostId}></lt-returns></div>`}></lt-studio>`,
  },
  {
    path: "/studio/relation", title: "studio.place.relation", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="relation" .content=${(desk: Desk) =>
      html`<lt-relation .hostId=${desk.hostId}></lt-relation>`}></lt-studio>`,
  },
  {
    path: "/studio/persona", title: "studio.place.persona", frame: "desk", needs: "HOST",
    view: () => html`<lt-studio place="persona" .content=${(desk: Desk) =>
      html`<lt-persona-page .desk=${desk}></lt-persona-page>`}></lt-studio>`,
  },
);
