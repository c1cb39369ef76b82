import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import {dayWords} from "../growth/seen";
import {locale, number, percent, say} from "../words/words";
import type {Channel, Defined} from "./types";

/** Who comes back where: the shop here beside the channels that were brought along. Nothing is added up. */
export class Channels extends LightElement {
  @property() hostId = "";
  /** True on pages from which past orders can be brought. */
  @property({type: Boolean}) isWithLink = false;
  @state() opened: string[] = [];
  readonly seen = new Load<{items: Channel[]}>(this, () =>
    api.get<{items: Channel[]}>(`/hosts/${this.hostId}/channels`));

  protected override render() {
    return html`<section class="card padded stack channels" data-test="channels">
      <header class="row between wrap">
        <h2 class="subheading"><lt-explain .label=${say("history.channels")}
          .detail=${say("history.channelsDetail")}></lt-explain></h2>
        ${this.isWithLink ? html`<a class="button small" href="/studio/history" data-test="channels-bring">
          ${icon("up")}${say("history.bring")}</a>` : nothing}</header>
      ${this.seen.view((seen) => this.#rows((seen as {items: Channel[]}).items), () => html`
        <div class="skeleton" style="height:9rem" aria-busy="true"></div>`)}
    </section>`;
  }

  #rows(items: Channel[]): TemplateResult {
    return html`<ul class="channel-list">${items.map((each) => this.#channel(each))}</ul>
      ${items.length < 2 ? html`<p class="quiet" data-test="channels-alone">${say("history.channelsAlone")}</p>` : nothing}`;
  }

  #channel(each: Channel): TemplateResult {
    const base = `/api/v1/hosts/${this.hostId}/channels/${each.channelId}`;
    return html`<li class="channel ${each.isHere ? "is-here" : ""}" data-test="channel"
        data-name=${each.isHere ? "" : each.name}>
      <div class="row between wrap"><b class="channel-name">${each.isHere ? say("history.here") : each.name}</b>
        <span class="faint">${say("history.channelOf", {buyers: each.buyers, orders: each.orders})}</span></div>
      <dl class="channel-rates">${this.#rate(each, "R3", 30)}${this.#rate(each, "R3", 90)}
        ${this.#rate(each, "R2")}</dl>
      <p class="faint">${say("history.until", {day: dayWords(each.lastDay, true)})}
        ${each.isHere ? nothing : html` · ${each.currency} · ${each.zone}`}</p>
      ${each.isHere ? nothing : html`<details class="channel-more" @toggle=${() => this.#open(each)}>
        <summary data-test="channel-more">${say("history.more")}</summary>
        ${this.opened.includes(each.channelId)
          ? html`<lt-comeback base=${`/hosts/${this.hostId}/channels/${each.channelId}`}></lt-comeback>` : nothing}
        <p class="row wrap">${this.#file(`${base}/repurchase.html?lang=${locale.value}`, "growth.report")}
          ${this.#file(`${base}/repurchase.csv`, "growth.tableOfDefinitions")}
          ${this.#file(`${base}/cohorts.csv`, "growth.tableOfCohorts")}</p></details>`}
    </li>`;
  }

  /** The curve and the cohorts are asked for once somebody looks. */
  #open(channel: Channel): void {
    if (!this.opened.includes(channel.channelId)) {
      this.opened = [...this.opened, channel.channelId];
    }
  }

  #file(address: string, words: string): TemplateResult {
    return html`<a class="button ghost small" href=${address} download>${icon("download")}${say(words)}</a>`;
  }

  #rate(channel: Channel, definition: string, days?: number): TemplateResult {
    const found = channel.definitions.find((each) => each.definition === definition && each.days === days);
    const label = days === undefined ? "R2" : `R3(${days})`;
    return html`<div data-test="channel-${label}">
      <dt><lt-explain .label=${days === undefined ? say("history.r2") : say("growth.r3", {days})}
        .detail=${days === undefined ? say("growth.comebackOf.R2") : say("growth.r3Detail.host", {days})}
        ></lt-explain></dt>
      <dd class="tabular">${rate(found)}</dd>
      <dd class="faint tabular">${found ? `${number(found.part)} / ${number(found.whole)}` : "—"}</dd>
      ${band(found)}</div>`;
  }
}

function rate(found: Defined | undefined): string {
  return found?.rate === undefined ? "—" : percent(found.rate);
}

/** The 95 % interval on the line from 0 to 100 %: all channels have one scale. */
function band(found: Defined | undefined): TemplateResult | typeof nothing {
  if (found?.low === undefined || found.high === undefined || found.rate === undefined) {
    return nothing;
  }
  return html`<span class="interval-line" aria-hidden="true">
    <span class="interval-band" style="left:${found.low * 100}%;right:${(1 - found.high) * 100}%"></span>
    <span class="interval-dot" style="left:${found.rate * 100}%"></span></span>`;
}

customElements.define("lt-channels", Channels);
