import {here} from "../shell/router";

/** Where in the trees a screen is and through which filter it looks; it lives in the address. */
export interface Place {
  /** Operators only: the host they went down to. */
  host: string;
  show: string;
  clip: string;
  source: string;
  product: string;
  /** A pool or a channel at entry. */
  from: string;
  /** A relation at entry. */
  as: string;
  days: string;
  against: string;
  /** Everybody, or only those of whom nobody doubts. */
  tier: string;
}

const NAMES: Array<keyof Place> =
  ["host", "show", "clip", "source", "product", "from", "as", "days", "against", "tier"];

/** What an address without a word for it means. */
const USUAL: Partial<Place> = {days: "30", against: "before"};

export function placeHere(): Place {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? USUAL[name] ?? ""])) as unknown as Place;
}

/** The address of a place on this screen. */
export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    if (place[name] !== (USUAL[name] ?? "")) {
      query.set(name, place[name]);
    }
  }
  const text = query.toString();
  return text ? `${here.value.path}?${text}` : here.value.path;
}

/** The same window and filter at another place of the tree. */
export function at(place: Place, where: Partial<Place>): Place {
  return {...place, host: "", show: "", clip: "", source: "", product: "", ...where};
}

/** What the door is asked; words that are empty are left out. */
export function queryOf(place: Place): Record<string, string> {
  return Object.fromEntries(NAMES.filter((name) => name !== "host" && place[name] !== "")
    .map((name) => [name, place[name]]));
}
