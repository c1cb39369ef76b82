import {type TemplateResult, html, nothing} from "lit";
import {ifDefined} from "lit/directives/if-defined.js";
import type {Sku} from "../http/types";
import {type Money, brief, money, say} from "../words/words";
import {icon} from "./icons";

/** Small drawn parts that many screens share. */

/** Tokens --tint-1 and on. */
const TINTS = 6;

/** A face, or the first character of the name on a colour that stays the same for that name. */
export function avatar(name: string, url: string | undefined, size = "2.75rem",
  isLive = false): TemplateResult {
  let sum = 0;
  for (const character of name) {
    sum = (sum * 31 + character.codePointAt(0)!) % 997;
  }
  const first = [...name.trim()][0]?.toUpperCase() ?? "·";
  return html`<span class="avatar ${isLive ? "is-live" : ""}" aria-hidden="true"
      style="--size:${size};--tint:var(--tint-${sum % TINTS + 1})">
    ${url ? html`<img src=${url} alt="" loading="lazy">` : first}
  </span>`;
}

export function price(amount: Money): TemplateResult {
  return html`<span class="price">${money(amount)}</span>`;
}

/** The lowest price of what can be had, with "from" when prices differ; of all when everything is gone. */
export function priceFrom(skus: Sku[]): TemplateResult | typeof nothing {
  const left = skus.filter((sku) => sku.available > 0);
  const prices = (left.length > 0 ? left : skus).map((sku) => sku.price);
  const first = prices[0];
  if (!first) {
    return nothing;
  }
  const lowest = prices.reduce((low, each) => (each.minor < low.minor ? each : low), first);
  const differ = prices.some((each) => each.minor !== lowest.minor);
  return html`<span class="price">${differ
    ? say("goods.priceFrom", {price: money(lowest)})
    : money(lowest)}</span>`;
}

export function liveBadge(concurrent: number): TemplateResult {
  return html`<span class="badge live">${say("live.live")}</span>
    <span class="badge glass">${icon("person")}${brief(concurrent)}</span>`;
}

/** A picture that keeps its place while it loads, or a quiet drawing where there is none. */
export function picture(url: string | undefined, alt: string, width = 480): TemplateResult {
  if (!url) {
    return html`<span class="picture none">${icon("picture")}</span>`;
  }
  const sized = url.startsWith("/api/") ? `${url}${url.includes("?") ? "&" : "?"}w=${width}` : url;
  return html`<span class="picture"><img src=${sized} alt=${alt} loading="lazy" decoding="async"></span>`;
}

interface FieldOptions {
  type?: string;
  value?: string;
  hint?: string;
  wrong?: string;
  isRequired?: boolean;
  maxLength?: number;
  autocomplete?: string;
  placeholder?: string;
  inputmode?: string;
  pattern?: string;
  min?: string;
  max?: string;
  isLong?: boolean;
}

/** A labelled field of a form, read through FormData by its name. */
export function field(name: string, label: string, options: FieldOptions = {}): TemplateResult {
  const noteId = `${name}-note`;
  const note = options.wrong || options.hint;
  const shared = {
    invalid: options.wrong ? "true" : "false",
    described: note ? noteId : undefined,
  };
  return html`<label class="field">
    <span class="label">${label}</span>
    ${options.isLong
      ? html`<textarea class="input" name=${name} data-test="field-${name}" ?required=${options.isRequired}
          maxlength=${ifDefined(options.maxLength)} placeholder=${options.placeholder ?? ""}
          aria-invalid=${shared.invalid} aria-describedby=${ifDefined(shared.described)}
          .defaultValue=${options.value ?? ""}></textarea>`
      : html`<input class="input" name=${name} data-test="field-${name}" type=${options.type ?? "text"}
          ?required=${options.isRequired} maxlength=${ifDefined(options.maxLength)}
          autocomplete=${(options.autocomplete ?? "off") as "off"} placeholder=${options.placeholder ?? ""}
          inputmode=${ifDefined(options.inputmode as "text" | undefined)}
          pattern=${ifDefined(options.pattern)} min=${ifDefined(options.min)} max=${ifDefined(options.max)}
          aria-invalid=${shared.invalid} aria-describedby=${ifDefined(shared.described)}
          .defaultValue=${options.value ?? ""}>`}
    ${options.wrong
      ? html`<span class="wrong" id=${noteId}>${options.wrong}</span>`
      : options.hint ? html`<span class="hint" id=${noteId}>${options.hint}</span>` : nothing}
  </label>`;
}

/** The words of a form, trimmed. */
export function formValues(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  new FormData(form).forEach((value, name) => (values[name] = String(value).trim()));
  return values;
}
