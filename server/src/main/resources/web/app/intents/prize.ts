import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, skeletons, spinner} from "../design/states";
import {toast} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Page} from "../http/types";
import type {Desk} from "../studio/desk";
import {locale, say} from "../words/words";
import {parts} from "./parts";
import type {Prize, Winner} from "./types";

const PRIZE_MAX = 80;

/** The comment of the day: switch it on, name the prize, see who won. */
export class PrizePage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() isBusy = false;
  @state() wrong: Problem | undefined;
  readonly prize = new Load<Prize>(this, () => api.get<Prize>(this.#path));
  readonly winners = new Load<Page<Winner>>(this, () => api.get<Page<Winner>>(`${this.#path}/winners`));

  protected override render() {
    return html`<div class="asks-page stack" data-test="prize-page">
      ${parts("prize", this.desk.hostId)}
      <section class="card padded stack">
        <div><h2 class="subheading">${say("intents.prizeTitle")}</h2>
          <p class="quiet">${say("intents.prizeRule")}</p></div>
        ${this.prize.view((prize) => this.#form(prize), () => skeletons(1, "5rem"))}
      </section>
      <section class="stack tight"><h2 class="subheading">${say("intents.winners")}</h2>
        ${this.winners.view(({items}) => this.#winners(items), () => skeletons(2, "4rem"))}</section>
    </div>`;
  }

  #form(prize: Prize): TemplateResult {
    if (!this.desk.isOwner) {
      return html`<p class="notice">${prize.isOn ? say("intents.prizeIs", {prize: prize.prize})
        : say("intents.prizeOff")}</p>`;
    }
    return html`<form class="stack" @submit=${this.#save}>
      ${field("prize", say("intents.prizeName"), {value: prize.prize, maxLength: PRIZE_MAX,
        placeholder: say("intents.prizeExample"), wrong: this.wrong?.field("prize") ?? this.wrong?.words()})}
      <div class="row wrap">
        <button class="button primary" name="isOn" value="yes" ?disabled=${this.isBusy}
          data-test="prize-on">${this.isBusy ? spinner()
            : say(prize.isOn ? "shell.save" : "intents.prizeSwitchOn")}</button>
        ${prize.isOn ? html`<button class="button ghost" name="isOn" value="no" ?disabled=${this.isBusy}
          data-test="prize-off">${say("intents.prizeSwitchOff")}</button>
          <span class="badge good" data-test="prize-is-on">${icon("check")}${say("intents.prizeIsOn")}</span>`
          : nothing}
      </div></form>`;
  }

  #winners(items: Winner[]): TemplateResult {
    return items.length === 0 ? empty("heart", say("intents.noWinners"), say("intents.noWinnersDetail"))
      : html`<ul class="ask-list">${items.map((winner) => html`<li class="ask card" data-test="winner">
        <header class="ask-head"><span class="badge accent">${dayWords(winner.day)}</span>
          <strong class="grow clip-1">${winner.name}</strong>
          <span class="faint">${winner.prize}</span></header>
        <ul class="ask-samples"><li><q>${winner.text}</q>
          <span class="faint">${say("intents.voices", {count: winner.voices})}</span></li></ul></li>`)}</ul>`;
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const isOn = (event.submitter as HTMLButtonElement | null)?.value !== "no";
    const {prize = ""} = formValues(event.target as HTMLFormElement);
    this.isBusy = true;
    this.wrong = undefined;
    try {
      this.prize.set(await api.put<Prize>(this.#path, {isOn, prize}));
      toast(say("shell.saved"), "good");
    } catch (thrown) {
      this.wrong = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  get #path(): string {
    return `/hosts/${this.desk.hostId}/comment-of-the-day`;
  }
}

/** A business day, as people write it. */
function dayWords(day: string): string {
  return new Intl.DateTimeFormat(locale.value, {month: "short", day: "numeric", weekday: "short",
    timeZone: "UTC"}).format(new Date(`${day}T00:00:00Z`));
}

customElements.define("lt-prize-page", PrizePage);
