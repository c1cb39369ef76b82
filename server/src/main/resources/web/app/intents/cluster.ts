import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import {picture, priceFrom} from "../design/parts";
import {spinner} from "../design/states";
import {ago, number, say} from "../words/words";
import type {Cluster, Sample} from "./types";

const LATE_MS = 10 * 60_000;
const SAMPLES_SHOWN = 3;

interface Deeds {
  isBusy: boolean;
  answer: () => void;
  other: () => void;
  words: () => void;
  correct: () => void;
}

/** One question of many people: what they said, since when, and what may be answered. */
export function clusterView(cluster: Cluster, deeds: Deeds): TemplateResult {
  const isLate = Date.now() - Date.parse(cluster.oldestAt) > LATE_MS;
  return html`<article class="ask card" data-test="ask" data-cluster=${cluster.clusterId}
      data-label=${cluster.label}>
    ${head(cluster, html`<time class="ask-age tabular ${isLate ? "is-late" : ""}"
      datetime=${cluster.oldestAt}>${icon("clock")}${ago(cluster.oldestAt)}</time>`)}
    ${samples(cluster.samples)}
    <div class="ask-do">
      ${cluster.suggested ? html`<button class="button primary ask-answer" ?disabled=${deeds.isBusy}
          data-test="ask-answer" @click=${deeds.answer}>
          ${picture(cluster.suggested.pictures[0]?.url, "", 120)}
          <span class="grow ask-answer-words"><small>${say("intents.answerWithThis")}</small>
            <span class="clip-1">${cluster.suggested.title}</span></span>
          ${deeds.isBusy ? spinner() : icon("send")}</button>`
        : html`<button class="button soft ask-answer" ?disabled=${deeds.isBusy} data-test="ask-other"
          @click=${deeds.other}>${icon("bag")}<span class="grow">${say("intents.answerWith")}</span></button>`}
      <div class="ask-small">
        ${cluster.suggested ? html`<button class="button small ghost" ?disabled=${deeds.isBusy}
          data-test="ask-other" @click=${deeds.other}>${icon("bag")}${say("intents.another")}</button>`
          : nothing}
        <button class="button small ghost" ?disabled=${deeds.isBusy} data-test="ask-words"
          @click=${deeds.words}>${icon("chat")}${say("intents.inWords")}</button>
        <button class="button small ghost" ?disabled=${deeds.isBusy} data-test="ask-correct"
          @click=${deeds.correct}>${icon("edit")}${say("intents.wrong")}</button>
      </div>
    </div>
  </article>`;
}

/** One answer, and to whom. */
export function answeredView(cluster: Cluster): TemplateResult {
  const answer = cluster.answer!;
  return html`<article class="ask card" data-test="ask-answered">
    ${head(cluster, html`<time class="ask-age tabular" datetime=${answer.at}>${ago(answer.at)}</time>`)}
    ${samples(cluster.samples)}
    <div class="ask-said">${icon("check")}
      ${answer.product ? html`<a class="ask-said-product" href="/product/${answer.product.productId}">
        ${picture(answer.product.pictures[0]?.url, "", 120)}<span class="clip-1">${answer.product.title}</span>
        ${priceFrom(answer.product.skus)}</a>` : nothing}
      ${answer.words ? html`<p>${answer.words}</p>` : nothing}
    </div>
  </article>`;
}

function head(cluster: Cluster, age: TemplateResult): TemplateResult {
  const repeats = cluster.count > cluster.people;
  return html`<header class="ask-head">
    <span class="badge accent">${say(`intents.label.${cluster.label}`)}</span>
    <strong class="clip-1 grow">${cluster.product?.title ?? say("intents.noProductMeant")}</strong>
    ${age}
    <p class="ask-count"><b class="tabular">${say("intents.people", {count: cluster.people})}</b>
      ${repeats ? html`<span class="faint tabular">${say("intents.times", {count: cluster.count})}</span>`
        : nothing}
      ${cluster.collapsed > 0 ? html`<span class="badge warn" title=${say("intents.collapsedDetail")}>
        ${say("intents.collapsed", {count: number(cluster.collapsed)})}</span>` : nothing}</p>
  </header>`;
}

function samples(all: Sample[]): TemplateResult {
  return html`<ul class="ask-samples">${all.slice(0, SAMPLES_SHOWN).map((sample) => html`<li>
    <q>${sample.text}</q><span class="faint">${sample.name} · ${say(`intents.source.${sample.source}`)}</span>
  </li>`)}</ul>`;
}
