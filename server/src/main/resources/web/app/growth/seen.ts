import type {Factors, Growth} from "../http/types";
import {number, say} from "../words/words";

/** The five factors over what came before: the show before, or the window of the same length before. */
export interface Before {
  from: string;
  to: string;
  factors: Factors;
}

/** Why GMV moved since then: what each factor added, minor units; all sum to the change. */
export interface Change {
  changeMinor: number;
  method: string;
  steps: Array<{factor: string; minor: number}>;
  enteredMinor: number;
  leftMinor: number;
  enteredBy: string[];
  leftBy: string[];
}

/** Growth as the door answers it, with what it is compared to. */
export interface GrowthSeen extends Growth {
  previous?: Before;
  change?: Change;
}

/** One business day of a series. */
export interface Day {
  day: string;
  uv: number;
  gmvMinor: number;
  buyers?: number;
  orders?: number;
  watchSeconds?: number;
}

/** Watching time in its two largest units: 3 h 20 min, 4 min 32 s. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return say("growth.seconds", {seconds: whole});
  }
  if (whole < 3600) {
    return say("growth.minutes", {minutes: Math.floor(whole / 60), seconds: whole % 60});
  }
  return say("growth.hours", {hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60});
}

/** A rate with few digits: three figures that count, as people read them. */
export function figure(value: number): string {
  return number(value, {maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0});
}

/** A day of the shop, as written in `2026-03-01`, in words. */
export function dayWords(day: string, isLong = false): string {
  const [year, month, date] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    month: "short", day: "numeric", timeZone: "UTC", ...(isLong ? {weekday: "short", year: "numeric"} : {}),
  }).format(Date.UTC(year!, month! - 1, date!));
}

/** A month of the shop, as written in `2026-03`, in words. */
export function monthWords(month: string): string {
  const [year, place] = month.split("-").map(Number);
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    year: "numeric", month: "short", timeZone: "UTC",
  }).format(Date.UTC(year!, place! - 1));
}
