import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {spinner} from "../design/states";
import {type Problem, asProblem} from "../http/problem";
import type {Persona} from "../http/types";
import {say} from "../words/words";

/**
 * What a host says of himself: who, story, since when, whose goods. The owner hands in how to save it, so
 * that
 * becoming a host and editing the persona are one form. Fires `saved`.
 */
export class PersonaForm extends LightElement {
  @property({attribute: false}) persona: Partial<Persona> = {};
  @property({attribute: false}) save: (persona: Persona) => Promise<unknown> = () => Promise.resolve();
  @property() action = "";
  @state() isBusy = false;
  @state() problem?: Problem;

  protected override render() {
    const {persona, problem} = this;
    const thisYear = new Date().getFullYear();
    return html`<form class="stack" @submit=${this.#submit} novalidate data-test="persona-form">
      ${field("tagline", say("people.tagline"), {
        value: persona.tagline, isRequired: true, maxLength: 60, hint: say("people.taglineHint"),
        wrong: problem?.field("tagline"),
      })}
      ${field("story", say("people.story"), {
        value: persona.story, isRequired: true, maxLength: 2000, isLong: true, hint: say("people.storyHint"),
        wrong: problem?.field("story"),
      })}
      <div class="fields two">
        ${field("sinceYear", say("people.sinceYear"), {
          value: String(persona.sinceYear ?? ""), isRequired: true, type: "number", min: "1900",
          max: String(thisYear), inputmode: "numeric", wrong: problem?.field("sinceYear"),
        })}
        ${field("category", say("people.category"), {
          value: persona.category, isRequired: true, maxLength: 24, wrong: problem?.field("category"),
          placeholder: say("people.categoryHint"),
        })}
      </div>
      ${field("goodsFrom", say("people.goodsFrom"), {
        value: persona.goodsFrom, isRequired: true, maxLength: 80, hint: say("people.goodsFromHint"),
        wrong: problem?.field("goodsFrom"),
      })}
      ${problem && problem.errors.length === 0
        ? html`<p class="notice bad" role="alert">${problem.words()}</p>` : nothing}
      <button class="button primary large" data-test="persona-submit" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : this.action || say("shell.save")}</button>
    </form>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {tagline = "", story = "", sinceYear = "", goodsFrom = "", category = ""} = formValues(form);
    this.isBusy = true;
    this.problem = undefined;
    try {
      await this.save({tagline, story, sinceYear: Number(sinceYear), goodsFrom, category});
      this.dispatchEvent(new CustomEvent("saved"));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-persona-form", PersonaForm);
