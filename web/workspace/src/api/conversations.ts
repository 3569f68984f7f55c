/** Reads what the socket does not bring: older transcript entries and the server's copy of a draft. */

import type { Http } from "./http";
import { Refusal } from "./refusal";
import type { DraftShown, EarlierConversations, Entries, RoutingStory } from "./schema";

/** How many older entries are asked for at once: about three screens. */
export const OLDER_LIMIT = 50;

export async function fetchOlder(http: Http, conversationId: string, before: number): Promise<Entries> {
  const path = `${pathTo(conversationId)}/entries?before=${before}&limit=${OLDER_LIMIT}`;
  return (await http.ask("GET", path)) as Entries;
}

export async function fetchDraft(http: Http, conversationId: string, field: string): Promise<DraftShown> {
  return (await http.ask("GET", `${pathTo(conversationId)}/draft?field=${field}`)) as DraftShown;
}

function pathTo(conversationId: string): string {
  return `/api/conversations/${encodeURIComponent(conversationId)}`;
}

/** Fetch the customer's latest conversations that have ended, or those from `next` of a page before. */
export function fetchEarlier(
  http: Http,
  conversationId: string,
  before: string | null,
): Promise<EarlierConversations> {
  return historyAt(http, pathTo(conversationId), before);
}

/** Fetch a page of a customer's history at the conversation with this path. */
export async function historyAt(
  http: Http,
  path: string,
  before: string | null,
): Promise<EarlierConversations> {
  const from = before === null ? "" : `?before=${encodeURIComponent(before)}`;
  const shown = (await http.ask("GET", `${path}/earlier${from}`)) as EarlierConversations | null;
  if (!Array.isArray(shown?.earlier)) throw new Refusal("unknown", "This is no list of conversations.");
  return shown;
}

/** Fetch the latest entries of an earlier conversation, or those before a number. */
export async function fetchEarlierEntries(
  http: Http,
  conversationId: string,
  earlierId: string,
  before: number | null,
): Promise<Entries> {
  const from = before === null ? "" : `before=${before}&`;
  const path = `${pathTo(conversationId)}/earlier/${encodeURIComponent(earlierId)}/entries`;
  const entries = (await http.ask("GET", `${path}?${from}limit=${OLDER_LIMIT}`)) as Entries | null;
  if (!Array.isArray(entries?.entries)) throw new Refusal("unknown", "This is no transcript.");
  return entries;
}

/** Fetch why the conversation was routed as it was. */
export async function fetchRouting(http: Http, conversationId: string): Promise<RoutingStory> {
  const story = (await http.ask("GET", `${pathTo(conversationId)}/routing`)) as RoutingStory | null;
  if (!Array.isArray(story?.steps)) throw new Refusal("unknown", "This is no routing story.");
  return story;
}
