import {type TemplateResult, html, nothing} from "lit";
import {state} from "lit/decorators.js";
import {type IconName, icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import {account} from "../shell/session";
import {moment, say} from "../words/words";

type Open = "papers" | "deletion" | undefined;

interface Deletion {
  isAsked: boolean;
  dueAt?: string;
  hindrance?: string;
}

/** What is kept of me, to take along, and the way out of the square with its way back. */
export class Leaving extends LightElement {
  @state() open: Open;
  @state() deletion?: Deletion;
  @state() problem?: Problem;
  @state() isBusy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render() {
    return html`<section class="stack tight" aria-label=${say("people.privacy")}>
      <h2 class="label">${say("people.privacy")}</h2>
      ${this.deletion ? this.#standing(this.deletion) : nothing}
      <div class="card menu">
        ${this.#row("papers", "download", say("people.papers"))}
        ${this.deletion === undefined && !this.problem ? skeletons(1, "3rem") : nothing}
        ${this.deletion && !this.deletion.isAsked
          ? this.#row("deletion", "trash", say("people.deletion")) : nothing}
      </div>
      ${this.problem && !this.open ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>`
        : nothing}
      ${this.#sheet("papers", say("people.papers"), say("people.papersDetail"), html`<button
        class="button primary" data-test="papers-submit" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say("people.papers")}</button>`)}
      ${this.#sheet("deletion", say("people.deletion"), say("people.deletionDetail"), html`<button
        class="button danger primary" data-test="deletion-submit" ?disabled=${this.isBusy}>
        ${this.isBusy ? spinner() : say("people.leave")}</button>`)}
    </section>`;
  }

  #standing({isAsked, dueAt, hindrance}: Deletion) {
    if (!isAsked || !dueAt) {
      return nothing;
    }
    const isDue = Date.parse(dueAt) <= Date.now();
    const words = isDue ? say("people.deletionDue") : hindrance
      ? say("people.deletionHindered", {why: say(`http.${hindrance}`), at: moment(dueAt)})
      : say("people.deletionAsked", {at: moment(dueAt)});
    return html`<div class="notice warn row between" data-test="deletion-asked"><span>${words}</span>
      ${isDue ? nothing : html`<button class="button small" data-test="deletion-undo"
        ?disabled=${this.isBusy} @click=${this.#stay}>${say("people.stay")}</button>`}</div>`;
  }

  #row(open: Open, name: IconName, words: string) {
    return html`<button class="row menu-row" data-test="menu-${open}" @click=${() => this.#show(open)}>
      ${icon(name)}<span class="grow">${words}</span>${icon("next")}</button>`;
  }

  #sheet(name: "papers" | "deletion", label: string, detail: string, button: TemplateResult) {
    return html`<lt-sheet .open=${this.open === name} .label=${label} test="${name}-sheet"
      @closed=${() => this.#show(undefined)} .content=${() => html`<form class="stack" novalidate
        @submit=${this.#submit}>
        <p class="quiet">${detail}</p>
        ${account.value?.isGuest ? nothing : field("password", say("people.presentPassword"), {
          type: "password", isRequired: true, autocomplete: "current-password"})}
        ${this.problem ? html`<p class="notice bad" role="alert" data-test="${name}-problem">
          ${this.problem.words()}</p>` : nothing}
        ${button}</form>`}></lt-sheet>`;
  }

  #show(open: Open): void {
    this.open = open;
    this.problem = undefined;
  }

  async #load(): Promise<void> {
    try {
      this.deletion = await api.get<Deletion>("/me/deletion");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    const {password = ""} = formValues(form);
    this.isBusy = true;
    this.problem = undefined;
    try {
      if (this.open === "papers") {
        save(await api.post<object>("/me/papers", {password}));
        toast(say("people.papersDone"), "good");
      } else {
        this.deletion = await api.post<Deletion>("/me/deletion", {password});
      }
      this.#show(undefined);
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };

  readonly #stay = async () => {
    this.isBusy = true;
    try {
      this.deletion = await api.delete<Deletion>("/me/deletion");
      toast(say("people.stays"), "good");
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

/** Hands everything to the person as a file. */
function save(papers: object): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(papers, null, 2)], {type: "application/json"}));
  link.download = `laotie-${account.value?.login ?? "me"}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

customElements.define("lt-leaving", Leaving);
