import {api} from "../http/api";
import type {Card, Page, ShowBrief} from "../http/types";

/** The host's shows, newest first; enough for what is live, planned and just over. */
export async function showsOfHost(hostId: string): Promise<ShowBrief[]> {
  return (await api.get<Page<ShowBrief>>(`/hosts/${hostId}/shows`, {limit: 50})).items;
}

/** The cards of a show in their order. */
export async function cardsOfShow(showId: string): Promise<Card[]> {
  return (await api.get<Page<Card>>(`/shows/${showId}/cards`)).items;
}
