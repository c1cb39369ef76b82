import {type TemplateResult, html} from "lit";
import {go} from "../shell/router";
import {say} from "../words/words";

type Part = "open" | "answered" | "demand" | "prize";

/** The parts of the inbox, above each of them. */
export function parts(here: Part, hostId: string, choose?: (part: "open" | "answered") => void): TemplateResult {
  const open = (part: "open" | "answered") => choose ? choose(part)
    : go(part === "open" ? "/studio/asks" : "/studio/asks?part=answered");
  return html`<h1 class="unseen">${say("intents.title")}</h1>
    <div class="segments ask-parts" role="group" aria-label=${say("intents.title")}>
      <button aria-pressed=${here === "open"} data-test="asks-open" @click=${() => open("open")}>
        ${say("intents.open")}<lt-asks-waiting .hostId=${hostId}></lt-asks-waiting></button>
      <button aria-pressed=${here === "answered"} data-test="asks-answered"
        @click=${() => open("answered")}>${say("intents.answered")}</button>
      <button aria-pressed=${here === "demand"} data-test="asks-demand"
        @click=${() => go("/studio/demand")}>${say("intents.demand")}</button>
      <button aria-pressed=${here === "prize"} data-test="asks-prize"
        @click=${() => go("/studio/prize")}>${say("intents.prizeTab")}</button>
    </div>`;
}
