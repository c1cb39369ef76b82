import {api} from "../http/api";
import type {Card, Page, ShowBrief} from "../http/types";

/** The host's shows, newest first; enough for what is live, planned and just over. */
export async function showsOfHost(hostId: string): Promise<ShowBrief[]> {
  return listed(await api.get<ShowBrief[] | Page<ShowBrief>>(`/hosts/${hostId}/shows`, {limit: 50}));
}

/** The cards of a show in their order. */
export async function cardsOfShow(showId: string): Promise<Card[]> {
  return listed(await api.get<Card[] | Page<Card>>(`/shows/${showId}/cards`));
}

function listed<T>(answer: T[] | Page<T>): T[] {
  return Array.isArray(answer) ? answer : answer.items;
}
