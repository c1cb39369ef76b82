import {type TemplateResult, html, nothing} from "lit";
import {picture} from "../design/parts";
import {money, moment, say} from "../words/words";
import {RETURN_TONES, type Return, type ReturnState} from "./return-types";

/** Parts of returns that the lists of buyer, host and operator share. */
export function returnBadge(state: ReturnState): TemplateResult {
  return html`<span class="badge ${RETURN_TONES[state]}" data-test="return-state" data-state=${state}>
    ${say(`trade.return.${state}`)}</span>`;
}

export function returnLines({lines}: Return): TemplateResult {
  return html`<ul class="stack tight">${lines.map((line) => html`<li class="row order-line">
    ${picture(line.pictureUrl, "", 240)}
    <span class="grow"><strong class="clip-1">${line.title}</strong>
      <span class="faint">${line.skuName} × ${line.quantity}</span></span></li>`)}</ul>`;
}

/** One return in a list; `who` is the other side. */
export function returnCard(one: Return, who: string): TemplateResult {
  return html`<a class="card padded stack tight order-card" href="/returns/${one.returnId}"
      data-test="return" data-return=${one.returnId}>
    <span class="row between"><strong class="clip-1">${who}</strong>${returnBadge(one.state)}</span>
    ${returnLines(one)}
    <span class="row between wrap"><span class="faint">${say(`trade.reason.${one.reason}`)}
        · ${moment(one.askedAt)}</span>
      <span class="price">${money(one.endedAt ? one.refunded : one.award)}</span></span>
    ${one.dueAt ? html`<span class="faint">${say(`trade.silence.${one.state}`,
      {time: moment(one.dueAt)})}</span>` : nothing}
  </a>`;
}
