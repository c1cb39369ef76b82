import type {TemplateResult} from "lit";
import {Cell} from "../design/cell";
import {isOnLayer} from "../design/layers";
import type {Origin, Role} from "../http/types";

/** The screens of the page and the addresses they live at, on the history API. */
export type Params = Record<string, string>;

export interface Route {
  /** Such as `/room/:roomId`. */
  path: string;
  /** The key of the words in the browser's title. */
  title: string;
  view: (params: Params) => TemplateResult;
  /** `page` has both bars; `desk` only the top bar; `bare` fills a phone and keeps the top bar on a desk. */
  frame?: "page" | "desk" | "bare";
  /** Who may see it: somebody who signed in, or a role. */
  needs?: "MEMBER" | Role;
}

export interface Match {
  route: Route | undefined;
  params: Params;
  path: string;
}

const routes: Route[] = [];
export const here = new Cell<Match>({route: undefined, params: {}, path: ""});

/** Adds screens; each area does so once at start. The first route that fits wins. */
export function addRoutes(...more: Route[]): void {
  routes.push(...more);
}

/**
 * Goes to an address of this page; the origin says where a view came from and travels in the history. From a
 * sheet the step takes the sheet's place, so that the way back leads to the page under it.
 */
export function go(path: string, options: {origin?: Origin; replaces?: boolean} = {}): void {
  const state = {origin: options.origin ?? {}};
  if (options.replaces || isOnLayer()) {
    history.replaceState(state, "", path);
  } else {
    history.pushState(state, "", path);
  }
  window.scrollTo(0, 0);
  arrive();
}

/** Back, or home when this was the first address. */
export function goBack(): void {
  if (history.state) {
    history.back();
  } else {
    go("/", {replaces: true});
  }
}

/** Where the view at this address came from: exposure and channel. */
export function originHere(): Origin {
  return (history.state as {origin?: Origin} | null)?.origin ?? {};
}

/**
 * True when somebody came to this address from a page of this square: by a link inside, or from a page of
 * the same origin. A shared link, a bookmark or another site is outside.
 */
export function cameFromInside(): boolean {
  const isMoved = (history.state as {origin?: Origin} | null)?.origin !== undefined;
  return isMoved || (document.referrer !== "" && new URL(document.referrer).origin === location.origin);
}

/** Starts to listen: links inside the page and the browser's back and forward. */
export function startRouter(): void {
  window.addEventListener("popstate", arrive);
  document.addEventListener("click", onClick);
  arrive();
}

function arrive(): void {
  here.value = match(location.pathname);
}

function match(path: string): Match {
  const parts = path.split("/").filter(Boolean);
  for (const route of routes) {
    const pattern = route.path.split("/").filter(Boolean);
    if (pattern.length !== parts.length) {
      continue;
    }
    const params: Params = {};
    const fits = pattern.every((piece, index) => {
      const part = decode(parts[index]!);
      if (piece.startsWith(":")) {
        params[piece.slice(1)] = part;
        return true;
      }
      return piece === part;
    });
    if (fits) {
      return {route, params, path};
    }
  }
  return {route: undefined, params: {}, path};
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function onClick(event: MouseEvent): void {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
  if (!isPlain || event.defaultPrevented || !link || link.target || link.hasAttribute("download")) {
    return;
  }
  const url = new URL(link.href);
  const isOurs = url.origin === location.origin && !/^\/(api|q|static|hls)\//.test(url.pathname);
  if (!isOurs) {
    return;
  }
  event.preventDefault();
  const {exposure, channel} = link.dataset;
  go(url.pathname + url.search, {
    origin: {
      ...(exposure ? {exposureId: exposure} : {}),
      ...(channel ? {channel: channel as Origin["channel"]} : {}),
    },
  });
}
