import {type TemplateResult, html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {Repurchase} from "../http/types";
import {locale, number, percent, say} from "../words/words";

/** What the facts say of a host; a number with too few cases behind it is absent. */
interface Evidence {
  windowDays: number;
  sinceYear: number;
  openedAt: string;
  goodsFrom: string;
  sourcingClips: number;
  orders: number;
  asked: number;
  answered: number;
  replyMedianSeconds?: number;
  shipped: number;
  shipMedianSeconds?: number;
  refunded: number;
  refundRate?: number;
  repurchase: Repurchase[];
  shows: number;
  isSimulated: boolean;
}

interface Proof {
  name: string;
  label: string;
  value: string | undefined;
  note: string;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** A span in its largest fitting unit, with one place where that says more. */
function span(seconds: number): string {
  const [size, unit] = seconds >= 2 * DAY ? [DAY, "day"] : seconds >= HOUR ? [HOUR, "hour"]
    : seconds >= MINUTE ? [MINUTE, "minute"] : [1, "second"];
  const value = seconds / (size as number);
  return new Intl.NumberFormat(locale.value, {style: "unit", unit: unit as string, unitDisplay: "long",
    maximumFractionDigits: value < 10 && size !== 1 ? 1 : 0}).format(value);
}

/** The evidence behind a persona: what was counted, over how long, out of how many. */
export class EvidencePart extends LightElement {
  @property() hostId = "";
  readonly #load = new Load<Evidence>(this, () => api.peek<Evidence>(`/hosts/${this.hostId}/evidence`));

  protected override render() {
    const evidence = this.#load.value;
    // A host's page is his without it as well: a refusal here leaves the rest alone.
    return evidence ? this.#shown(evidence) : nothing;
  }

  #shown(evidence: Evidence): TemplateResult {
    const since = new Intl.DateTimeFormat(locale.value, {year: "numeric", month: "long"})
      .format(new Date(evidence.openedAt));
    return html`<section class="stack" data-test="evidence">
      <header class="row between wrap">
        <h2 class="heading">${say("people.evidence")}</h2>
        ${evidence.isSimulated ? html`<span class="badge warn">${say("growth.simulated")}</span>` : nothing}
      </header>
      <p class="faint">${say("people.evidenceDetail", {days: evidence.windowDays})}</p>
      <dl class="proofs">${this.#proofs(evidence).map(proof)}</dl>
      <p class="faint row tight">${icon("shield")}<span class="grow">${say("people.openedHere", {since})} · ${say(
        "people.showsHeld", {count: evidence.shows, days: evidence.windowDays})}</span></p>
    </section>`;
  }

  #proofs(evidence: Evidence): Proof[] {
    const {replyMedianSeconds: reply, shipMedianSeconds: ship, refundRate} = evidence;
    return [
      ...evidence.repurchase.map((each): Proof => ({
        name: `repurchase-${each.days}`,
        label: say("people.cameBack", {days: each.days}),
        value: each.isHidden || each.rate === undefined ? undefined : percent(each.rate, 0),
        note: say("people.cameBackOf", {repeaters: each.repeaters, buyers: each.buyers}),
      })),
      {name: "reply", label: say("people.replyTime"), value: reply === undefined ? undefined : span(reply),
        note: say("people.replyOf", {answered: evidence.answered, asked: evidence.asked})},
      {name: "ship", label: say("people.shipTime"), value: ship === undefined ? undefined : span(ship),
        note: say("people.shipOf", {shipped: evidence.shipped, orders: evidence.orders})},
      {name: "refund", label: say("people.refundRate"),
        value: refundRate === undefined ? undefined : percent(refundRate, 1),
        note: say("people.refundOf", {refunded: evidence.refunded, orders: evidence.orders})},
      {name: "sourcing", label: say("people.sourcing"), value: number(evidence.sourcingClips),
        note: say("people.sourcingOf")},
    ];
  }
}

function proof({name, label, value, note}: Proof): TemplateResult {
  return html`<div data-test="proof-${name}"><dt>${label}</dt>
    <dd class="${value === undefined ? "is-unknown" : ""}">${value ?? say("people.tooFew")}</dd>
    <dd class="proof-note">${note}</dd></div>`;
}

customElements.define("lt-evidence", EvidencePart);
