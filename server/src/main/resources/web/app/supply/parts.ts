import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {number, say} from "../words/words";
import type {Difference, Warehouse} from "./types";

const TABS = ["consignments", "stock", "suppliers"] as const;

export type Tab = (typeof TABS)[number];

/** The three sides of goods coming in. */
export function tabs(at: Tab, isOwner: boolean): TemplateResult {
  return html`<nav class="choices supply-tabs" aria-label=${say("supply.title")}>
    ${TABS.filter((tab) => isOwner || tab !== "suppliers").map((tab) => html`<a class="button small"
      href=${tab === "consignments" ? "/studio/supply" : `/studio/supply/${tab}`}
      aria-current=${tab === at ? "page" : "false"} data-test="supply-tab-${tab}">
      ${say(`supply.tab.${tab}`)}</a>`)}</nav>`;
}

/** What came otherwise than it was announced, each kind in words; nothing when all is as announced. */
export function differences({missing, over, damaged}: Difference): TemplateResult | typeof nothing {
  const parts = ([["missing", missing], ["over", over], ["damaged", damaged]] as const)
    .filter(([, units]) => units > 0);
  return parts.length === 0 ? nothing : html`${parts.map(([kind, units]) => html`<span
    class="badge ${kind === "over" ? "warn" : "bad"}" data-test="difference-${kind}">
    ${say(`supply.difference.${kind}`, {count: units})}</span>`)}`;
}

export function warehouseName(warehouses: Warehouse[], warehouseId: string): string {
  return warehouses.find((one) => one.warehouseId === warehouseId)?.name ?? say("supply.own");
}

/** A share of work that is done, with words. */
export function progress(words: string, done: number, all: number): TemplateResult {
  const share = all === 0 ? 0 : done / all;
  return html`<div class="card padded stack tight" data-test="supply-progress">
    <div class="row between"><span role="status">${words}</span>
      <b class="tabular">${number(done)} / ${number(all)}</b></div>
    <div class="supply-bar" role="progressbar" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round(share * 100)} aria-label=${words}>
      <span style="width:${share * 100}%"></span></div></div>`;
}

export function backTo(path: string, title: string): TemplateResult {
  return html`<a class="icon-button no-print" href=${path} aria-label=${say("shell.back")}>${icon("back")}</a>
    <h1 class="title grow supply-title">${title}</h1>`;
}
