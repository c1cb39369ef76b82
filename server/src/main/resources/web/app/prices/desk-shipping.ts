import {type TemplateResult, html} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {skeletons, spinner} from "../design/states";
import {toast} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import {writeAmount} from "../studio/amounts";
import {offerUndo} from "../studio/undo";
import {say} from "../words/words";
import {CURRENCY, amountOrNone, wrongOf, wrongs} from "./desk-parts";
import {REGIONS, regionName} from "./regions";

interface Zone {
  region?: string;
  isServed: boolean;
  firstMinor: number;
  furtherMinor: number;
  freeFromMinor: number;
}

interface Fees {
  elsewhere: Zone;
  zones: Zone[];
}

interface Row extends Zone {
  key: number;
}

let lastKey = 0;

/** What a shop takes for shipping: one fee for elsewhere, others by province or country. */
export class Shipping extends LightElement {
  @property() hostId = "";
  @state() rows: Row[] = [];
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  readonly #fees = new Load<Fees>(this, async () => this.#take(await api.get<Fees>(`/hosts/${this.hostId}/shipping`)));

  protected override render() {
    return this.#fees.view((fees) => this.#form(fees as Fees), () => skeletons(3, "7rem"));
  }

  #take(fees: Fees): Fees {
    this.rows = fees.zones.map((zone) => ({...zone, key: ++lastKey}));
    return fees;
  }

  #form(fees: Fees): TemplateResult {
    const others = REGIONS.filter((region) => !this.rows.some((row) => row.region === region));
    return html`<form class="stack" @submit=${this.#save} novalidate data-test="shipping-form">
      <ul class="prices-list">
        <li class="card prices-row zone"><div class="row"><strong class="grow">${say("prices.elsewhere")}</strong>
            ${served("elsewhere", fees.elsewhere)}</div>
          ${this.#zone("elsewhere", fees.elsewhere, wrongOf(this.problem, "elsewhere"))}</li>
        ${repeat(this.rows, ({key}) => key, (row, at) => html`<li class="card prices-row zone" data-test="zone-row"
            data-region=${row.region ?? ""}>
          <div class="row"><strong class="grow">${regionName(row.region ?? "")}</strong>
            ${served(`z${row.key}`, row)}
            <button type="button" class="icon-button" data-test="zone-remove"
              aria-label=${say("prices.zone.remove", {region: regionName(row.region ?? "")})}
              @click=${() => this.#remove(row)}>${icon("trash")}</button></div>
          ${this.#zone(`z${row.key}`, row, wrongOf(this.problem, `zones/${at}`))}</li>`)}
      </ul>
      <label class="field zone-add"><span class="label">${say("prices.zone.add")}</span>
        <select class="input" data-test="zone-add" @change=${this.#add}>
          <option value="">${say("prices.field.choose")}</option>
          ${others.map((region) => html`<option value=${region}>${regionName(region)}</option>`)}
        </select></label>
      ${wrongs(this.problem)}
      <div class="row edit-foot"><button class="button primary large grow" data-test="prices-save"
        ?disabled=${this.isBusy}>${this.isBusy ? spinner() : say("shell.save")}</button></div>
    </form>`;
  }

  #zone(name: string, zone: Zone, wrong: string): TemplateResult {
    const amount = (minor: number) => (minor === 0 ? "" : writeAmount({minor, currency: CURRENCY}));
    return html`<div class="fields zone-fees" role="group" aria-label=${regionName(zone.region ?? "")}>
        ${field(`${name}-first`, say("prices.zone.first"), {inputmode: "decimal", placeholder: "0",
          value: amount(zone.firstMinor), wrong: wrong || wrongOf(this.problem, `${name}-first`)})}
        ${field(`${name}-further`, say("prices.zone.further"), {inputmode: "decimal", placeholder: "0",
          value: amount(zone.furtherMinor), wrong: wrongOf(this.problem, `${name}-further`)})}
        ${field(`${name}-free`, say("prices.zone.freeFrom"), {inputmode: "decimal",
          placeholder: say("prices.zone.never"), value: amount(zone.freeFromMinor),
          wrong: wrongOf(this.problem, `${name}-free`)})}
      </div>`;
  }

  readonly #add = (event: Event) => {
    const select = event.target as HTMLSelectElement;
    if (select.value) {
      this.rows = [...this.rows, {key: ++lastKey, region: select.value, isServed: true, firstMinor: 0,
        furtherMinor: 0, freeFromMinor: 0}];
      select.value = "";
    }
  };

  #remove(row: Row): void {
    const before = this.rows;
    this.rows = before.filter((each) => each !== row);
    offerUndo(say("prices.zone.removed", {region: regionName(row.region ?? "")}), async () => (this.rows = before));
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.isBusy) {
      return;
    }
    this.isBusy = true;
    this.problem = undefined;
    try {
      const values = formValues(event.target as HTMLFormElement);
      const body = {elsewhere: zoneOf(values, "elsewhere"),
        zones: this.rows.map((row) => ({...zoneOf(values, `z${row.key}`), region: row.region}))};
      this.#fees.set(this.#take(await api.put<Fees>(`/hosts/${this.hostId}/shipping`, body)));
      toast(say("shell.saved"), "good");
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  };
}

customElements.define("lt-shipping", Shipping);

function served(name: string, zone: Zone): TemplateResult {
  return html`<label class="row check"><input type="checkbox" name="${name}-served" data-test="zone-served"
    .checked=${zone.isServed}><span>${say("prices.zone.served")}</span></label>`;
}

function zoneOf(values: Record<string, string>, name: string): Zone {
  const minor = (field: string) => amountOrNone(values, `${name}-${field}`)?.minor ?? 0;
  return {isServed: values[`${name}-served`] === "on", firstMinor: minor("first"), furtherMinor: minor("further"),
    freeFromMinor: minor("free")};
}
