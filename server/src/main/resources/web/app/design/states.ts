import {html, nothing, type TemplateResult} from "lit";
import type {Problem} from "../http/problem";
import {say} from "../words/words";
import {type IconName, icon} from "./icons";

/** Nothing here yet: what this place is for, and one thing to do. */
export function empty(name: IconName, title: string, detail = "", action: unknown = nothing): TemplateResult {
  return html`<div class="state" data-test="empty">
    ${icon(name)}
    <h2>${title}</h2>
    ${detail ? html`<p>${detail}</p>` : nothing}
    ${action}
  </div>`;
}

/** Something was refused or broke: in clear words, with a way on. */
export function failed(problem: Problem, again?: () => void): TemplateResult {
  const isMissing = problem.status === 404;
  return html`<div class="state" role="alert" data-test="failed">
    ${icon(problem.is("OFFLINE") ? "offline" : isMissing ? "search" : "notice")}
    <h2>${say(isMissing ? "shell.missingTitle" : "shell.failedTitle")}</h2>
    <p>${problem.words()}</p>
    ${again && !isMissing
      ? html`<button class="button" @click=${again}>${icon("again")}${say("shell.again")}</button>`
      : html`<a class="button" href="/">${say("shell.toHome")}</a>`}
  </div>`;
}

/** Grey shapes where words and pictures will stand. */
export function skeletons(count: number, height: string): TemplateResult {
  return html`<div class="stack" aria-busy="true" aria-label=${say("shell.loading")}>
    ${Array.from({length: count}, () => html`<div class="skeleton" style="height:${height}"></div>`)}
  </div>`;
}

export function spinner(): TemplateResult {
  return html`<span class="spinner" role="status" aria-label=${say("shell.loading")}></span>`;
}
