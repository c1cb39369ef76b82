import {type TemplateResult, html} from "lit";
import {dayWords} from "../growth/seen";

/** The first, the middle and the last day under a drawing; a phone leaves the middle out. */
export function ticks(days: string[]): TemplateResult {
  const places = [0, Math.floor((days.length - 1) / 2), days.length - 1];
  return html`<div class="chart-days" aria-hidden="true">${places.map((place) => html`<span
    style="left:${((place + 0.5) / days.length) * 100}%">${monthOf(days[place]!)}</span>`)}</div>`;
}

/** With its year when it is not this one. */
function monthOf(day: string): string {
  const isThisYear = day.startsWith(String(new Date().getFullYear()));
  return isThisYear ? dayWords(day) : `${dayWords(day)} ${day.slice(0, 4)}`;
}
