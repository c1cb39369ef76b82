import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import type {StreamSignal} from "../http/types";
import {say} from "../words/words";
import {signalState} from "./signal";

/** What a new host has already got. */
export interface FirstSteps {
  hasGoods: boolean;
  signal: StreamSignal | undefined;
  /** Leads to the form of the show, or to the button that starts it. */
  toShow: () => void;
}

/** The way to the first show: goods on the shelf, OBS connected, on the air. Gone once it was walked. */
export function firstSteps({hasGoods, signal, toShow}: FirstSteps): TemplateResult {
  const isReceived = signal?.isReceived ?? false;
  const next = !hasGoods ? 0 : !isReceived ? 1 : 2;
  const state = (index: number, isDone: boolean) => isDone ? "done" : index === next ? "next" : "later";
  const goods = state(0, hasGoods);
  const obs = state(1, isReceived);
  const show = state(2, false);
  return html`<nav class="first-steps" aria-label=${say("studio.firstSteps")} data-test="first-steps">
    <h2 class="label">${say("studio.firstSteps")}</h2>
    <ol>
      <li><a class="first-step ${goods}" href=${hasGoods ? "/studio/goods" : "/studio/goods/new"}
        data-test="step-goods" data-state=${goods} aria-current=${goods === "next" ? "step" : "false"}>
        ${words(1, "goods", goods)}</a></li>
      <li><a class="first-step ${obs}" href="/studio/stream"
        data-test="step-obs" data-state=${obs} aria-current=${obs === "next" ? "step" : "false"}>
        ${words(2, "obs", obs, html`<span class="light ${signalState(signal)}"><i aria-hidden="true"></i>
          <span class="unseen">${say(`studio.signal.${signalState(signal)}`)}</span></span>`)}</a></li>
      <li><button class="first-step ${show}" @click=${toShow}
        data-test="step-show" data-state=${show} aria-current=${show === "next" ? "step" : "false"}>
        ${words(3, "show", show)}</button></li>
    </ol>
  </nav>`;
}

function words(count: number, step: string, state: string, light: TemplateResult | typeof nothing = nothing) {
  return html`<span class="first-step-mark tabular">${state === "done" ? icon("check") : count}</span>
    <span class="first-step-words"><strong>${say(`studio.step.${step}`)}</strong>
      <span class="first-step-state">${light}${say(`studio.stepState.${state}`)}</span></span>`;
}
