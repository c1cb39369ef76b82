import {type TemplateResult, html, nothing} from "lit";
import {icon} from "../design/icons";
import type {StreamSignal} from "../http/types";
import {ago, number, say} from "../words/words";

/** Above this many seconds between keyframes a new viewer waits too long for a picture. */
export const KEYFRAME_SECONDS_MAX = 4;

/** What the light shows. */
export function signalState(signal: StreamSignal | undefined): string {
  return !signal ? "unknown" : !signal.isReceived ? "none" : warningsOf(signal).length > 0 ? "warn" : "good";
}

/** The light that says whether the stream arrives. */
export function signalLight(signal: StreamSignal | undefined): TemplateResult {
  const state = signalState(signal);
  return html`<span class="light ${state}" role="status" data-test="signal-light" data-state=${state}>
    <i aria-hidden="true"></i>${say(`studio.signal.${state}`)}</span>`;
}

/** The health of the stream: size, bitrate, keyframes, drops, and what to mend. */
export function signalHealth(signal: StreamSignal | undefined): TemplateResult | typeof nothing {
  if (!signal?.isReceived) {
    return nothing;
  }
  const keyframes = signal.keyframeSeconds ?? 0;
  const dropped = signal.droppedFrames ?? 0;
  const one = (value: number) => number(value, {maximumFractionDigits: 1});
  const facts: Array<[string, string, boolean]> = [
    ["bitrate", say("studio.kbps", {kbps: signal.bitrateKbps ?? 0}), false],
    ["keyframes", say("studio.everySeconds", {seconds: one(keyframes)}), keyframes > KEYFRAME_SECONDS_MAX],
    ["dropped", number(dropped), dropped > 0 && signal.warnings.includes("FRAMES_DROPPED")],
    ["picture", size(signal, one(signal.framesPerSecond ?? 0)), false],
    ["codecs", codecs(signal) || "—", false],
  ];
  return html`<dl class="health" data-test="signal-health">
      ${facts.map(([name, value, isWrong]) => html`<div class=${isWrong ? "wrong" : ""}>
        <dt>${say(`studio.health.${name}`)}</dt>
        <dd class="tabular" data-test="health-${name}">${value}</dd></div>`)}
      ${signal.since ? html`<div><dt>${say("studio.health.since")}</dt><dd>${ago(signal.since)}</dd></div>`
        : nothing}
    </dl>
    ${warningsOf(signal).map((warning) => html`<p class="notice warn" data-test="signal-warning"
      data-warning=${warning}>${icon("notice")}<span>${say(`studio.warning.${warning}`,
        {seconds: one(keyframes), dropped})}</span></p>`)}`;
}

/** What the server warns of, and what we know ourselves. */
function warningsOf(signal: StreamSignal): string[] {
  const known = signal.warnings.filter((warning) => WARNINGS.includes(warning));
  const isLong = (signal.keyframeSeconds ?? 0) > KEYFRAME_SECONDS_MAX;
  return isLong && !known.includes("KEYFRAME_INTERVAL_LONG") ? ["KEYFRAME_INTERVAL_LONG", ...known] : known;
}

const WARNINGS = ["KEYFRAME_INTERVAL_LONG", "FRAMES_DROPPED", "SOUND_MISSING", "PICTURE_MISSING",
  "SIGNAL_STALLED"];

function size({width, height}: StreamSignal, frames: string): string {
  return `${width ?? "?"}×${height ?? "?"} · ${frames} fps`;
}

/** Codecs as people call them. */
function codecs({videoCodec = "", audioCodec = ""}: StreamSignal): string {
  const names: Array<[string, string]> = [["avc1", "H.264"], ["mp4a", "AAC"], ["opus", "Opus"]];
  return [videoCodec, audioCodec].filter(Boolean).map((codec) =>
    names.find(([start]) => codec.toLowerCase().startsWith(start))?.[1] ?? codec).join(" · ");
}
