import {type TemplateResult, html} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, field, formValues} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import type {Host, Picture} from "../http/types";
import {say} from "../words/words";
import type {Desk} from "./desk";

/** Somebody who may help in the room. */
interface Assistant {
  accountId: string;
  login?: string;
  name: string;
}

const YEAR_MIN = 1900;

/** What the host says of himself, and who helps him. */
export class PersonaPage extends LightElement {
  @property({attribute: false}) desk!: Desk;
  @state() isBusy = false;
  @state() problem: Problem | undefined;
  @state() assistantProblem: Problem | undefined;
  readonly host = new Load<Host>(this, () => api.get<Host>(`/hosts/${this.desk.hostId}`));
  readonly assistants = new Load<Assistant[]>(this, async () =>
    (await api.get<{items: Assistant[]}>(`/hosts/${this.desk.hostId}/assistants`)).items);

  protected override render() {
    return html`<div class="persona-page stack loose" data-test="persona-page">
      <header class="row between wrap"><h1 class="title">${say("studio.place.persona")}</h1>
        <a class="button small"
          href="/host/${this.desk.hostId}">${say("studio.seePage")}${icon("next")}</a></header>
      ${this.host.view((host) => this.#form(host), () => skeletons(3, "8rem"))}
      <section class="card padded stack" data-test="assistants">
        <div><h2 class="subheading">${say("studio.assistants")}</h2>
          <p class="quiet">${say("studio.assistantsLead")}</p></div>
        ${this.assistants.value === undefined && this.assistants.problem
          ? failed(this.assistants.problem, () => void this.assistants.run())
          : this.assistants.view((people) => this.#people(people), () => skeletons(1, "3rem"))}
        <form class="row assistant-add" @submit=${this.#addAssistant} novalidate>
          <div class="grow">${field("login", say("studio.assistantLogin"), {
            isRequired: true, maxLength: 40,
            wrong: this.assistantProblem?.field("login") ? say("studio.assistantUnknown")
              : this.assistantProblem?.words(),
          })}</div>
          <button class="button soft" data-test="assistant-add" ?disabled=${this.isBusy}>${icon("plus")}
            ${say("studio.addAssistant")}</button>
        </form>
      </section>
    </div>`;
  }

  #form(host: Host): TemplateResult {
    const wrong = (name: string) => this.problem?.field(name);
    return html`<form class="card padded stack" @submit=${this.#save} novalidate data-test="persona-form">
      <p class="notice">${icon("shield")}<span>${say("studio.personaTrue")}</span></p>
      <div class="row avatar-row">
        <lt-picture-slot isRound .url=${host.avatarUrl ?? ""} .label=${say("studio.avatar")} test="avatar"
          @uploaded=${this.#useAvatar}></lt-picture-slot>
        <div><b>${host.name}</b><p class="faint">${say("studio.avatarHint")}</p></div>
      </div>
      ${field("tagline", say("studio.tagline"), {
        isRequired: true, maxLength: 60, value: host.tagline, wrong: wrong("tagline"),
        hint: say("studio.taglineHint"),
      })}
      ${field("story", say("studio.hostStory"), {
        isLong: true, maxLength: 2000, value: host.story, wrong: wrong("story"),
          hint: say("studio.hostStoryHint"),
      })}
      <div class="fields two">
        ${field("sinceYear", say("studio.sinceYear"), {
          type: "number", inputmode: "numeric", min: String(YEAR_MIN), max: String(new Date().getFullYear()),
          value: String(host.sinceYear ?? ""), wrong: wrong("sinceYear"), isRequired: true,
        })}
        ${field("category", say("studio.category"), {
          maxLength: 40, value: host.category, wrong: wrong("category"), isRequired: true,
        })}
      </div>
      ${field("goodsFrom", say("studio.goodsFrom"), {
        maxLength: 200, value: host.goodsFrom, wrong: wrong("goodsFrom"), hint: say("studio.goodsFromHint"),
        isRequired: true,
      })}
      ${this.problem && this.problem.errors.length === 0
        ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : ""}
      <div><button class="button primary" data-test="persona-save" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say("shell.save")}</button></div>
    </form>`;
  }

  #people(people: Assistant[]): TemplateResult {
    if (people.length === 0) {
      return empty("people", say("studio.noAssistants"));
    }
    return html`<ul class="stack tight">${people.map((person) => html`<li class="row"
      data-test="assistant-row">
      ${avatar(person.name, undefined, "2.25rem")}
      <span class="grow">${person.name} <span class="faint code">${person.login ?? ""}</span></span>
      <lt-sure .label=${say("studio.removeAssistant")} .question=${say("studio.removeAssistantSure")}
        test="assistant-remove" @sure=${() => this.#removeAssistant(person)}></lt-sure></li>`)}</ul>`;
  }

  readonly #useAvatar = async ({detail}: CustomEvent<Picture>) => {
    try {
      this.host.set(await api.put<Host>(`/hosts/${this.desk.hostId}/avatar`, {avatarUrl: detail.url}));
      toast(say("shell.saved"), "good");
    } catch (thrown) {
      toastProblem(thrown);
    }
  };

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {sinceYear, tagline = "", story = "", goodsFrom = "", category = ""} = formValues(form);
    const persona = {tagline, story, goodsFrom, category, sinceYear: Number(sinceYear)};
    this.isBusy = true;
    this.problem = undefined;
    try {
      const saved = await api.put<Host | undefined>(`/hosts/${this.desk.hostId}/persona`, persona);
      this.host.set({...this.host.value!, ...persona, ...saved});
      toast(say("shell.saved"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  readonly #addAssistant = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (!form.reportValidity()) {
      return;
    }
    this.assistantProblem = undefined;
    try {
      await api.post(`/hosts/${this.desk.hostId}/assistants`, {login: formValues(form)["login"]});
      form.reset();
      await this.assistants.run();
      toast(say("studio.assistantAdded"), "good");
    } catch (thrown) {
      this.assistantProblem = asProblem(thrown);
    }
  };

  async #removeAssistant(person: Assistant): Promise<void> {
    try {
      await api.delete(`/hosts/${this.desk.hostId}/assistants`, {login: person.login});
      await this.assistants.run();
    } catch (thrown) {
      toastProblem(thrown);
    }
  }
}

customElements.define("lt-persona-page", PersonaPage);
