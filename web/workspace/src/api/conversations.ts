/** Reads what the socket does not bring: older transcript entries and the server's copy of a draft. */

import type { Http } from "./http";
import type { DraftShown, Entries } from "./schema";

/** How many older entries are asked for at once: about three screens. */
export const OLDER_LIMIT = 50;

export async function fetchOlder(http: Http, conversationId: string, before: number): Promise<Entries> {
  const path = `${pathTo(conversationId)}/entries?before=${before}&limit=${OLDER_LIMIT}`;
  return (await http.ask("GET", path)) as Entries;
}

export async function fetchDraft(http: Http, conversationId: string): Promise<DraftShown> {
  return (await http.ask("GET", `${pathTo(conversationId)}/draft`)) as DraftShown;
}

function pathTo(conversationId: string): string {
  return `/api/conversations/${encodeURIComponent(conversationId)}`;
}
