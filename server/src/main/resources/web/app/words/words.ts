import {Cell} from "../design/cell";

/**
 * All words of the UI. Each area keeps `messages.zh-CN.json` and `messages.en.json` in its folder and hands
 * both to {@link addWords} under the area's name; a screen says `say("trade.buy")`.
 * A key that ends in `.one` is the English singular of the key before it and has no Chinese twin.
 */
export type Locale = "zh-CN" | "en";

type Words = Record<string, string>;

const STORAGE_KEY = "laotie.locale";
const tables: Record<Locale, Map<string, string>> = {"zh-CN": new Map(), en: new Map()};

export const locale = new Cell<Locale>(firstLocale());

/** Registers the words of one area; called once at start by each area's folder. */
export function addWords(area: string, chinese: Words, english: Words): void {
  for (const [key, text] of Object.entries(chinese)) {
    tables["zh-CN"].set(`${area}.${key}`, text);
  }
  for (const [key, text] of Object.entries(english)) {
    tables.en.set(`${area}.${key}`, text);
  }
}

/** Switches the language, remembers it, and tells the page. */
export function chooseLocale(next: Locale): void {
  localStorage.setItem(STORAGE_KEY, next);
  document.documentElement.lang = next;
  locale.value = next;
}

/** The words of a key, with `{name}` replaced; `count` also chooses the English singular. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const text = find(key, values["count"]);
  if (text === undefined) {
    console.warn(`no words for ${key} in ${locale.value}`);
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** True when the key has words: for keys that come from the server, such as reasons. */
export function hasWords(key: string): boolean {
  return tables[locale.value].has(key);
}

function find(key: string, count: string | number | undefined): string | undefined {
  const table = tables[locale.value];
  if (count === 1 && locale.value === "en") {
    return table.get(`${key}.one`) ?? table.get(key);
  }
  return table.get(key);
}

function firstLocale(): Locale {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(STORAGE_KEY)
    ?? navigator.language;
  const chosen: Locale = asked.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
  document.documentElement.lang = chosen;
  return chosen;
}

export interface Money {
  minor: number;
  currency: string;
}

/** An amount as people of this language write it; round amounts lose their zeros. */
export function money(amount: Money): string {
  const format = (digits: number | undefined) => new Intl.NumberFormat(locale.value, {
    style: "currency",
    currency: amount.currency,
    currencyDisplay: "narrowSymbol",
    ...(digits === undefined ? {} : {minimumFractionDigits: digits}),
  });
  const places = format(undefined).resolvedOptions().maximumFractionDigits ?? 2;
  const isRound = amount.minor % 10 ** places === 0;
  return format(isRound ? 0 : undefined).format(amount.minor / 10 ** places);
}

/** Several names as one phrase: one, two. */
export function listed(names: string[]): string {
  return new Intl.ListFormat(locale.value, {type: "conjunction", style: "short"}).format(names);
}

/** A whole number with separators. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale.value, options).format(value);
}

/** A large count in few characters: 1.2万, 12K. */
export function brief(value: number): string {
  return number(value, {notation: "compact", maximumFractionDigits: 1});
}

/** A rate 0..1 as a percentage. */
export function percent(rate: number, places = 1): string {
  return number(rate, {style: "percent", maximumFractionDigits: places});
}

/** Date and time of day, without the year when it is this year's. */
export function moment(instant: string): string {
  const date = new Date(instant);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale.value, {
    ...(isThisYear ? {} : {year: "numeric"}),
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(date);
}

/** The hour and minute only. */
export function clockTime(instant: string): string {
  return new Intl.DateTimeFormat(locale.value, {hour: "2-digit", minute: "2-digit", hourCycle: "h23"})
    .format(new Date(instant));
}

/** Today 20:00, tomorrow 09:30, or the date: for shows to come. */
export function upcoming(instant: string): string {
  const date = new Date(instant);
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const days = Math.floor((date.getTime() - midnight.getTime()) / 86_400_000);
  if (days < 0 || days > 1) {
    return moment(instant);
  }
  const day = new Intl.RelativeTimeFormat(locale.value, {numeric: "auto"}).format(days, "day");
  return `${day.charAt(0).toUpperCase()}${day.slice(1)} ${clockTime(instant)}`;
}

/** How long ago, in the largest fitting unit. */
export function ago(instant: string): string {
  const seconds = Math.round((Date.parse(instant) - Date.now()) / 1000);
  const format = new Intl.RelativeTimeFormat(locale.value, {numeric: "auto"});
  const steps: Array<[number, Intl.RelativeTimeFormatUnit]> =
    [[86_400, "day"], [3_600, "hour"], [60, "minute"]];
  for (const [size, unit] of steps) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(Math.trunc(seconds), "second");
}

/** Minutes and seconds left, 04:59. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
