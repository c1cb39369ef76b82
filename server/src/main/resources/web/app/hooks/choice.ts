import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {spinner} from "../design/states";
import {type Problem, asProblem} from "../http/problem";
import {hasWords, say} from "../words/words";
import {type Hook, groups} from "./types";

export interface Choice {
  name: string;
  url: string;
  types: string[];
}

/** What is told where: the form of a new endpoint and of an old one. */
export class HookChoice extends LightElement {
  @property({attribute: false}) hook: Hook | undefined;
  @property({attribute: false}) types: string[] = [];
  @property({attribute: false}) send: (choice: Choice) => Promise<void> = async () => undefined;
  @state() isAll: boolean | undefined;
  @state() problem: Problem | undefined;
  @state() isBusy = false;

  protected override render() {
    const {hook, problem} = this;
    const isAll = this.#isAll;
    return html`<form class="stack" novalidate @submit=${this.#submit} data-test="hook-form">
      ${field("name", say("hooks.name"), {isRequired: true, maxLength: 60, value: hook?.name ?? "",
        placeholder: say("hooks.nameHint"), wrong: problem?.field("name")})}
      ${field("url", say("hooks.url"), {type: "url", isRequired: true, maxLength: 500,
        value: hook?.url ?? "", placeholder: "https://", inputmode: "url",
        hint: say("hooks.urlHint"), wrong: wrongUrl(problem)})}
      <fieldset class="choices"><legend class="label">${say("hooks.what")}</legend>
        ${[true, false].map((all) => html`<label class="choice"><input type="radio" name="all"
          .checked=${isAll === all} data-test="hook-${all ? "all" : "some"}"
          @change=${() => (this.isAll = all)}><span>${say(all ? "hooks.all" : "hooks.some")}</span></label>`)}
      </fieldset>
      ${isAll ? html`<p class="faint">${say("hooks.allHint")}</p>` : this.#events()}
      ${problem && problem.errors.length === 0 && wrongUrl(problem) === undefined
        ? html`<p class="notice bad" role="alert" data-test="hook-problem">${problem.words()}</p>` : nothing}
      <button class="button primary large wide" data-test="hook-save" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say(hook ? "shell.save" : "hooks.make")}</button>
    </form>`;
  }

  get #isAll(): boolean {
    return this.isAll ?? (this.hook?.types.length ?? 0) === 0;
  }

  #events(): TemplateResult {
    return html`${groups(this.types).map(([group, types]) => html`
      <fieldset class="choices"><legend class="label">${say(`hooks.group.${group}`)}</legend>
        ${types.map((type) => html`<label class="choice"><input type="checkbox" name="types" value=${type}
          .defaultChecked=${this.hook?.types.includes(type) ?? false} data-test="hook-type-${type}">
          <span>${say(`hooks.type.${type}`)}</span></label>`)}
      </fieldset>`)}`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {name = "", url = ""} = formValues(form);
    const types = this.#isAll ? [] : new FormData(form).getAll("types").map(String);
    this.problem = undefined;
    if (!this.#isAll && types.length === 0) {
      this.isAll = true;
      return;
    }
    this.isBusy = true;
    try {
      await this.send({name, url, types});
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

/** What is wrong with the address, in words of this page. */
function wrongUrl(problem: Problem | undefined): string | undefined {
  if (problem?.is("HOOK_ADDRESS_INTERNAL")) {
    return problem.words();
  }
  if (!problem?.is("HOOK_ADDRESS_WRONG")) {
    return undefined;
  }
  const key = `hooks.wrong.${String(problem.members["wrong"])}`;
  return hasWords(key) ? say(key) : problem.words();
}

customElements.define("lt-hook-choice", HookChoice);
