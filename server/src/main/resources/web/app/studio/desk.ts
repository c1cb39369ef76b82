import {Cell} from "../design/cell";
import type {Account} from "../http/types";
import {account} from "../shell/session";

/** Whose room is worked on: one's own, or that of a host one assists. */
export interface Desk {
  hostId: string;
  roomId: string;
  name: string;
  isOwner: boolean;
}

const STORAGE_KEY = "laotie.desk";

/** The host whose desk was chosen last in this tab; only of use to people with several. */
export const chosenHostId = new Cell<string>(sessionStorage.getItem(STORAGE_KEY) ?? "");

export function chooseDesk(hostId: string): void {
  sessionStorage.setItem(STORAGE_KEY, hostId);
  chosenHostId.value = hostId;
}

/** All desks this account may sit at, its own first. */
export function desksOf(who: Account): Desk[] {
  const own = who.roles.includes("HOST") && who.roomId
    ? [{hostId: who.id, roomId: who.roomId, name: who.name, isOwner: true}] : [];
  return [...own, ...who.assistantOf.map((host) => ({...host, isOwner: false}))];
}

export function deskHere(): Desk | undefined {
  const desks = account.value ? desksOf(account.value) : [];
  return desks.find((desk) => desk.hostId === chosenHostId.value) ?? desks[0];
}
