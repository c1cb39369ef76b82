import {locale, say} from "../words/words";

/** The provinces of China, by the end of their ISO 3166-2 codes, from north to west. */
const PROVINCES = ["BJ", "TJ", "HE", "SX", "NM", "LN", "JL", "HL", "SH", "JS", "ZJ", "AH", "FJ", "JX", "SD", "HA",
  "HB", "HN", "GD", "GX", "HI", "CQ", "SC", "GZ", "YN", "XZ", "SN", "GS", "QH", "NX", "XJ"];

/** Countries and territories hosts here ship to most. */
const COUNTRIES = ["CN", "HK", "MO", "TW", "JP", "KR", "SG", "MY", "TH", "VN", "ID", "PH", "US", "CA", "GB", "DE",
  "FR", "IT", "ES", "NL", "AU", "NZ", "RU"];

/** Codes a zone may have, provinces first. */
export const REGIONS = [...PROVINCES.map((code) => `CN-${code}`), ...COUNTRIES];

/** A region in the language of the page; an empty code is everywhere else. */
export function regionName(code: string): string {
  if (code === "") {
    return say("prices.elsewhere");
  }
  if (code.startsWith("CN-")) {
    return say(`prices.region.${code.slice(3)}`);
  }
  return new Intl.DisplayNames(locale.value, {type: "region"}).of(code) ?? code;
}

/** Provinces by name, for fields one types an address in. */
export function provinceNames(): string[] {
  return PROVINCES.map((code) => regionName(`CN-${code}`));
}
