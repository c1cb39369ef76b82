import "./supply.css";
import "./consignments";
import "./announce";
import "./consignment";
import "./stock";
import "./suppliers";
import "./dispatch";
import "./batch";
import "./waybills";
import "./waybill-rows";
import {type TemplateResult, html} from "lit";
import {addRoutes} from "../shell/router";
import type {Desk} from "../studio/desk";
import {ownerOnly} from "../studio/frame";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("supply", chinese, english);

type Content = (desk: Desk) => TemplateResult;

function studio(place: "supply" | "dispatch", subject: string, content: Content): TemplateResult {
  return html`<lt-studio place=${place} subject=${subject} .content=${content}></lt-studio>`;
}

addRoutes(
  {
    path: "/studio/supply", title: "supply.title", frame: "desk", needs: "HOST",
    view: () => studio("supply", "", (desk) => html`<lt-consignments .desk=${desk}></lt-consignments>`),
  },
  {
    path: "/studio/supply/new", title: "supply.announce", frame: "desk", needs: "HOST",
    view: () => studio("supply", "new", (desk) => desk.isOwner
      ? html`<lt-announce .desk=${desk}></lt-announce>` : ownerOnly(desk)),
  },
  {
    path: "/studio/supply/stock", title: "supply.stockTitle", frame: "desk", needs: "HOST",
    view: () => studio("supply", "stock", (desk) => html`<lt-supply-stock .desk=${desk}></lt-supply-stock>`),
  },
  {
    path: "/studio/supply/suppliers", title: "supply.suppliersTitle", frame: "desk", needs: "HOST",
    view: () => studio("supply", "suppliers", (desk) => desk.isOwner
      ? html`<lt-suppliers .desk=${desk}></lt-suppliers>` : ownerOnly(desk)),
  },
  {
    path: "/studio/supply/consignments/:id", title: "supply.consignment", frame: "desk", needs: "HOST",
    view: ({id = ""}) => studio("supply", id, (desk) =>
      html`<lt-consignment .desk=${desk} .consignmentId=${id}></lt-consignment>`),
  },
  {
    path: "/studio/dispatch", title: "supply.dispatchTitle", frame: "desk", needs: "HOST",
    view: () => studio("dispatch", "", (desk) => html`<lt-dispatch .desk=${desk}></lt-dispatch>`),
  },
  {
    path: "/studio/dispatch/batches/:id", title: "supply.batch", frame: "desk", needs: "HOST",
    view: ({id = ""}) => studio("dispatch", id, (desk) =>
      html`<lt-batch .desk=${desk} .batchId=${id}></lt-batch>`),
  },
  {
    path: "/studio/dispatch/waybills/:id", title: "supply.waybillsBack", frame: "desk", needs: "HOST",
    view: ({id = ""}) => studio("dispatch", id, (desk) =>
      html`<lt-waybill-page .desk=${desk} .importId=${id}></lt-waybill-page>`),
  },
);
