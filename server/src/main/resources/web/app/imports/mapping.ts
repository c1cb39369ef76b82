import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {spinner} from "../design/states";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import {say} from "../words/words";
import {FIELDS, type Field, type Import, type Settings} from "./types";

const CURRENCIES =
  ["CNY", "USD", "EUR", "GBP", "HKD", "TWD", "JPY", "KRW", "SGD", "AUD", "CAD", "MYR", "THB", "VND"];
const ENCODINGS = ["utf-8", "gbk", "utf-16le"];
const NAME_MAX = 40;

/** How a table is to be read: what each column means, currency, words. Fires `changed` with the import. */
export class ImportMapping extends LightElement {
  @property({attribute: false}) table!: Import;
  @state() isChanged = false;
  @state() isBusy = false;
  @state() problem: Problem | undefined;

  protected override render() {
    const {settings} = this.table;
    return html`<form class="stack" @submit=${this.#submit} @input=${() => (this.isChanged = true)}
        data-test="import-mapping">
      <div class="import-fields">${FIELDS.map((each) => this.#column(each))}</div>
      ${this.#unused()}
      <div class="fields two">
        ${this.#choice("currency", say("imports.currency"), settings.currency,
          [...new Set([settings.currency, ...CURRENCIES])].map((code) => [code, code]))}
        ${this.#choice("encoding", say("imports.encoding"), settings.encoding ?? "", [
          ["", say("imports.encodingFound", {name: this.table.charset})],
          ...ENCODINGS.map((name): [string, string] => [name, say(`imports.encoding.${name}`)])])}
        ${field("category", say("imports.category"), {value: settings.category, isRequired: true,
          maxLength: NAME_MAX, wrong: this.problem?.field("category")})}
        ${field("plainName", say("imports.plainName"), {value: settings.plainName, isRequired: true,
          maxLength: NAME_MAX, wrong: this.problem?.field("plainName")})}
      </div>
      <label class="import-check"><input type="checkbox" name="isHeldBack" ?checked=${settings.isHeldBack}
        data-test="import-held"><span>${say("imports.heldBack")}
          <span class="faint">${say("imports.heldBackHint")}</span></span></label>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
      <button class="button ${this.isChanged ? "soft" : ""}" ?disabled=${!this.isChanged || this.isBusy}
        data-test="import-read-again">${this.isBusy ? spinner() : say("imports.readAgain")}</button>
    </form>`;
  }

  #column(each: Field): TemplateResult {
    const place = this.table.settings.places[each];
    const columns = this.table.columns.map((name, at): [string, string] =>
      [String(at), name || say("imports.columnNameless", {number: at + 1})]);
    return this.#choice(`place-${each}`, say(`imports.field.${each}`), place === undefined ? "" : String(place),
      [["", say("imports.noColumn")], ...columns]);
  }

  #choice(name: string, label: string, value: string, choices: Array<[string, string]>): TemplateResult {
    return html`<label class="field"><span class="label">${label}</span>
      <select class="input" name=${name} data-test="field-${name}">${choices.map(([key, words]) =>
        html`<option value=${key} ?selected=${key === value}>${words}</option>`)}</select></label>`;
  }

  /** Columns nobody asks for, so that a host sees what is left out. */
  #unused(): TemplateResult | typeof nothing {
    const used = new Set(Object.values(this.table.settings.places));
    const names = this.table.columns.filter((name, at) => name !== "" && !used.has(at));
    return names.length === 0 ? nothing
      : html`<p class="faint import-unused">${say("imports.unused", {names: names.join(" · ")})}</p>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const values = formValues(event.target as HTMLFormElement);
    const places: Settings["places"] = {};
    for (const each of FIELDS) {
      const place = values[`place-${each}`];
      if (place) {
        places[each] = Number(place);
      }
    }
    this.isBusy = true;
    this.problem = undefined;
    try {
      const changed = await api.put<Import>(`/product-imports/${this.table.importId}`, {
        places, currency: values["currency"], category: values["category"], plainName: values["plainName"],
        isHeldBack: "isHeldBack" in values, encoding: values["encoding"] ?? "",
      });
      this.isChanged = false;
      this.dispatchEvent(new CustomEvent("changed", {detail: changed}));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-import-mapping", ImportMapping);
