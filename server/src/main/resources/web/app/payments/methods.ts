import {hasWords, say} from "../words/words";
import type {Method, Way} from "./types";

const PAID_FROM = "laotie.paidFrom";

/** A gateway by the name people know. */
export function methodName(method: string): string {
  const key = `payments.method.${method}`;
  return hasWords(key) ? say(key) : method;
}

/** How somebody on this machine pays best: a phone opens the app, a desk shows a code to the phone. */
export function bestWay({method, ways}: Method): Way {
  const isPhone = matchMedia("(pointer: coarse)").matches;
  // Inside its own browser WeChat opens no page of its own from outside; a code can be pressed and held.
  const isInWechat = method === "wechat" && navigator.userAgent.includes("MicroMessenger");
  const wanted: Way[] = isPhone && !isInWechat ? ["PHONE", "PAGE", "CODE"] : ["CODE", "PAGE", "PHONE"];
  return wanted.find((way) => ways.includes(way)) ?? ways[0]!;
}

/** Leaves for a gateway's page, and remembers where to go on afterwards. */
export function leaveFor(page: string): void {
  sessionStorage.setItem(PAID_FROM, location.pathname);
  location.assign(page);
}

/** Where somebody was before he left for a gateway's page: once, and only within the square. */
export function cameFrom(): string | undefined {
  const path = sessionStorage.getItem(PAID_FROM) ?? undefined;
  sessionStorage.removeItem(PAID_FROM);
  return path?.startsWith("/") && !path.startsWith("//") && !path.startsWith("/orders") ? path : undefined;
}
