import {html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {field} from "../design/parts";
import {locale, say} from "../words/words";
import {provinceNames} from "./regions";

const REGION_MAX = 60;

/**
 * Where something goes to: a plain field, and provinces to tap while none is in it. A Chinese address begins
 * with its province, an English one ends with it.
 */
export class RegionField extends LightElement {
  @property() value = "";
  @property() wrong = "";
  @state() typed?: string;
  @state() isHere = false;

  protected override render() {
    const found = this.isHere ? this.#suggested() : [];
    return html`<div class="region-field" @focusin=${() => (this.isHere = true)} @focusout=${this.#left}
        @input=${this.#typed}>
      ${field("region", say("trade.region"), {
        value: this.value, isRequired: true, maxLength: REGION_MAX, autocomplete: "address-level1",
        placeholder: say("trade.regionHint"), wrong: this.wrong,
      })}
      ${found.length > 0 ? html`<div class="region-names" role="group" aria-label=${say("prices.provinces")}
        data-test="provinces">${found.map((name) => html`<button type="button" class="button small"
          data-test="province" @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => this.#take(name)}>${name}</button>`)}</div>` : nothing}
    </div>`;
  }

  #suggested(): string[] {
    const words = (this.typed ?? this.value).trim();
    const names = provinceNames();
    const isChinese = locale.value !== "en";
    const part = isChinese ? words : words.split(/[,，]/).at(-1)!.trim();
    const isThere = names.some((name) => (isChinese ? words.startsWith(name)
      : part.toLowerCase() === name.toLowerCase()));
    if (isThere) {
      return [];
    }
    const fits = names.filter((name) => name.toLowerCase().startsWith(part.toLowerCase()));
    return fits.length > 0 ? fits : isChinese ? [] : names;
  }

  #take(name: string): void {
    const input = this.querySelector<HTMLInputElement>("input")!;
    const before = input.value.trim();
    if (locale.value !== "en") {
      input.value = `${name} `;
    } else {
      const parts = before.split(/[,，]/).map((part) => part.trim()).filter(Boolean);
      const last = parts.at(-1)?.toLowerCase() ?? "";
      const kept = last && name.toLowerCase().startsWith(last) ? parts.slice(0, -1) : parts;
      input.value = [...kept, name].join(", ");
    }
    input.focus();
    input.dispatchEvent(new InputEvent("input", {bubbles: true}));
  }

  readonly #typed = (event: Event) => {
    this.typed = (event.target as HTMLInputElement).value;
  };

  readonly #left = (event: FocusEvent) => {
    if (!this.contains(event.relatedTarget as Node | null)) {
      this.isHere = false;
    }
  };
}

customElements.define("lt-region-field", RegionField);
