import {type TemplateResult, html, nothing} from "lit";
import {picture} from "../design/parts";
import type {Order, OrderStatus} from "../http/types";
import {ago, moment, money, say} from "../words/words";

const MOODS: Record<OrderStatus, string> = {
  PLACED: "warn", PAID: "accent", PACKED: "accent", SHIPPED: "good", DELIVERED: "good", CLOSED: "",
  EXPIRED: "", CANCELLED: "", REFUNDED: "bad",
};

/** Parts of an order that the host's and the operator's lists share. */
export function orderStatus(status: OrderStatus): TemplateResult {
  return html`<span class="badge ${MOODS[status]}">${say(`studio.status.${status}`)}</span>`;
}

export function orderHead(order: Order): TemplateResult {
  const at = order.paidAt ?? order.placedAt;
  return html`<div class="row between wrap order-head">
    <span class="row">${orderStatus(order.status)}<b>${order.buyer.name}</b></span>
    <span class="faint"><time datetime=${at} title=${ago(at)}>${moment(at)}</time>
      · <span class="code">#${order.sequence}</span></span>
  </div>`;
}

export function orderLines(order: Order): TemplateResult {
  return html`<ul class="order-lines">${order.lines.map((line) => html`<li>
      ${picture(line.pictureUrl, "", 120)}
      <span class="grow"><span class="clip-1">${line.title}</span>
        <span class="faint">${line.skuName} × ${line.quantity}</span></span>
      <span class="tabular">${line.steps.length > 1
        ? html`<s class="faint">${money(line.steps[0]!.amount)}</s> ` : nothing}${money(line.net)}</span></li>`)}
    </ul>
    ${order.shipping.amount.minor > 0 ? html`<p class="row between faint"><span>${say("prices.shipping")}</span>
      <span class="tabular">${money(order.shipping.amount)}</span></p>` : nothing}
    <p class="row between"><span class="faint">${order.showId ? say("studio.fromShow") : nothing}</span>
      <b class="tabular">${say("studio.total", {amount: money(order.amount)})}</b></p>
    ${order.refunded.minor > 0 ? html`<p class="row between faint"><span>${say("trade.refunded")}</span>
      <span class="tabular" data-test="order-refunded">${money(order.refunded)}</span></p>` : nothing}`;
}
