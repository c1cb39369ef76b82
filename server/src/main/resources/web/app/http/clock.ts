/**
 * The server's clock as this page knows it. Every answer says what second it is there; from when it was asked
 * and when it came, the difference between both clocks is known to lie between two bounds, and each answer
 * narrows them. Countdowns run by it, whatever the phone believes.
 */
const SECOND_MS = 1_000;

let low = Number.NEGATIVE_INFINITY;
let high = Number.POSITIVE_INFINITY;

/** Learns from the `Date` of an answer; times by this page's clock, in milliseconds. */
export function learnClock(date: string | null, askedAt: number, cameAt: number): void {
  const second = Date.parse(date ?? "");
  if (Number.isNaN(second)) {
    return;
  }
  const [from, to] = [second - cameAt, second + SECOND_MS - askedAt];
  const isKnown = from <= high && to >= low;
  // Bounds that cannot both hold mean that one of the clocks was set meanwhile.
  low = isKnown ? Math.max(low, from) : from;
  high = isKnown ? Math.min(high, to) : to;
}

/** What time it is on the server, in milliseconds. */
export function serverNow(): number {
  return Date.now() + (Number.isFinite(low) ? (low + high) / 2 : 0);
}
