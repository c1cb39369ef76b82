import {type TemplateResult, html} from "lit";
import {number, percent, say} from "../words/words";

/** Changes below this are noise on a screen. */
const SHOWN_MIN = 0.005;

/** Beyond this a percentage says less than a multiple. */
const TIMES_MIN = 10;

/** How a number moved against before; nothing when there is no before. */
export function moved(now: number | undefined, before: number | undefined): TemplateResult | "" {
  if (now === undefined || before === undefined) {
    return "";
  }
  if (before === 0) {
    return now === 0 ? "" : html`<span class="moved up" title=${say("growth.against")}>${say("trees.new")}</span>`;
  }
  const share = now / before - 1;
  if (Math.abs(share) < SHOWN_MIN) {
    return html`<span class="moved" title=${say("growth.against")}>${say("growth.same")}</span>`;
  }
  const size = share >= TIMES_MIN ? `×${number(now / before, {maximumFractionDigits: 0})}`
    : percent(Math.abs(share), Math.abs(share) < 0.1 ? 1 : 0);
  return html`<span class="moved ${share > 0 ? "up" : "fell"}" title=${say("growth.against")}>
    <span aria-hidden="true">${share > 0 ? "▲" : "▼"}</span>
    <span class="unseen">${say(share > 0 ? "growth.rose" : "growth.fell")}</span>${size}</span>`;
}
