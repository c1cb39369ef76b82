import type {Money} from "../http/types";

/** Digits after the point of a currency: 2 for CNY, 0 for JPY. */
function placesOf(currency: string): number {
  const {maximumFractionDigits} = new Intl.NumberFormat("en", {style: "currency", currency}).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** Reads an amount as a person types it, without floating numbers; none when it is not one. */
export function readAmount(text: string, currency: string): Money | undefined {
  const places = placesOf(currency);
  const found = /^(\d{1,9})(?:[.。](\d*))?$/.exec(text.trim().replaceAll(/[,，\s¥￥]/g, ""));
  const rest = found?.[2] ?? "";
  if (!found || rest.length > places) {
    return undefined;
  }
  return {minor: Number(found[1]! + rest.padEnd(places, "0")), currency};
}

/** An amount as it stands in a field: plain digits and a point. */
export function writeAmount({minor, currency}: Money): string {
  const places = placesOf(currency);
  const digits = String(minor).padStart(places + 1, "0");
  const rest = digits.slice(digits.length - places);
  const whole = digits.slice(0, digits.length - places);
  return places === 0 || /^0*$/.test(rest) ? whole : `${whole}.${rest}`;
}
