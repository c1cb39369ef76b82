import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {spinner} from "../design/states";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import {listed, say} from "../words/words";
import {FIELDS, type Field, type History, type Settings} from "./types";

const CURRENCIES =
  ["CNY", "USD", "EUR", "GBP", "HKD", "TWD", "JPY", "KRW", "SGD", "AUD", "CAD", "MYR", "THB", "VND"];
const ZONES = ["Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Europe/London",
  "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Australia/Sydney", "UTC"];
const ENCODINGS = ["utf-8", "gbk", "utf-16le"];
const DATES = ["UNSAID", "DAY_FIRST", "MONTH_FIRST"];
const NAME_MAX = 40;

/** How a history is read: channel, columns, dates, money, zone. Fires `changed` with the import. */
export class HistoryMapping extends LightElement {
  @property({attribute: false}) history!: History;
  @state() isChanged = false;
  @state() isBusy = false;
  @state() problem: Problem | undefined;

  protected override render() {
    const {settings, isChannelSet, missing} = this.history;
    return html`<form class="stack" @submit=${this.#submit} @input=${this.#onInput} @change=${this.#onInput}
        data-test="history-mapping">
      ${missing.length > 0 ? html`<p class="notice bad" role="alert" data-test="history-missing">
        <span>${say("history.missing", {
          fields: listed(missing.map((each) => say(`history.field.${each}`)))})}</span></p>` : nothing}
      <div class="import-fields">${FIELDS.map((each) => this.#column(each))}</div>
      <div class="fields two">
        ${field("channel", say("history.channel"), {value: settings.channel, isRequired: true,
          maxLength: NAME_MAX, wrong: this.problem?.field("channel")})}
        ${this.#choice("dates", say("history.dates"), settings.dates,
          DATES.map((each): [string, string] => [each, say(`history.dates.${each}`)]))}
        ${isChannelSet ? html`<p class="faint history-set">${say("history.channelSet",
            {currency: settings.currency, zone: settings.zone})}</p>
          <input type="hidden" name="currency" value=${settings.currency}>
          <input type="hidden" name="zone" value=${settings.zone}>`
        : html`${this.#choice("currency", say("history.currency"), settings.currency,
            [...new Set([settings.currency, ...CURRENCIES, ""])].map((code): [string, string] =>
              [code, code || say("history.currencyTold")]))}
          ${this.#choice("zone", say("history.zone"), settings.zone,
            [...new Set([settings.zone, ...ZONES])].map((zone): [string, string] => [zone, zone]))}`}
        ${this.#choice("encoding", say("imports.encoding"), settings.encoding ?? "", [
          ["", say("imports.encodingFound", {name: this.history.charset})],
          ...ENCODINGS.map((name): [string, string] => [name, say(`imports.encoding.${name}`)])])}
      </div>
      <label class="import-check"><input type="checkbox" name="isDecimalComma"
        ?checked=${settings.isDecimalComma}><span>${say("history.decimalComma")}</span></label>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem.words()}</p>` : nothing}
      <button class="button ${this.isChanged ? "soft" : ""}" ?disabled=${!this.isChanged || this.isBusy}
        data-test="history-read-again">${this.isBusy ? spinner() : say("imports.readAgain")}</button>
    </form>`;
  }

  readonly #onInput = () => {
    this.isChanged = true;
  };

  #column(each: Field): TemplateResult {
    const place = this.history.settings.places[each];
    const columns = this.history.columns.map((name, at): [string, string] =>
      [String(at), name || say("imports.columnNameless", {number: at + 1})]);
    return this.#choice(`place-${each}`, say(`history.field.${each}`),
      place === undefined ? "" : String(place), [["", say("imports.noColumn")], ...columns]);
  }

  #choice(name: string, label: string, value: string, choices: Array<[string, string]>): TemplateResult {
    return html`<label class="field"><span class="label">${label}</span>
      <select class="input" name=${name} data-test="field-${name}">${choices.map(([key, words]) =>
        html`<option value=${key} ?selected=${key === value}>${words}</option>`)}</select></label>`;
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
      const changed = await api.put<History>(`/history-imports/${this.history.importId}`, {
        places, channel: values["channel"], currency: values["currency"], zone: values["zone"],
        dates: values["dates"], isDecimalComma: "isDecimalComma" in values, encoding: values["encoding"] ?? "",
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

customElements.define("lt-history-mapping", HistoryMapping);
