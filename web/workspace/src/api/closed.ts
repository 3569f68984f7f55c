/** Reads closed conversations: lists of them, one with its transcript, what else its customer had. */

import { historyAt, OLDER_LIMIT } from "./conversations";
import type { Http } from "./http";
import { Refusal } from "./refusal";
import type { ClosedConversation, ClosedConversations, EarlierConversations, Entries } from "./schema";

/** How many are asked for at once. */
export const CLOSED_LIMIT = 50;

export interface ClosedQuery {
  text?: string;
  queueId?: string;
  /** Only those that the agent had. */
  mine?: boolean;
  /** Ended at or after this moment. */
  sinceMs?: number;
  /** Ended at this moment or before it. */
  untilMs?: number;
  /** `next` of the page before. */
  before?: string;
}

export async function fetchClosed(http: Http, query: ClosedQuery): Promise<ClosedConversations> {
  const page = (await http.ask("GET", `${PATH}?${parameters(query)}`)) as ClosedConversations | null;
  if (!Array.isArray(page?.conversations)) throw new Refusal("unknown", "This is no list of conversations.");
  return page;
}

export async function fetchClosedOne(http: Http, id: string): Promise<ClosedConversation> {
  const one = (await http.ask("GET", pathTo(id))) as ClosedConversation | null;
  if (typeof one?.id !== "string") throw new Refusal("unknown", "This is no conversation.");
  return one;
}

/** Fetch the latest entries, or those before a number. */
export async function fetchClosedEntries(http: Http, id: string, before: number | null): Promise<Entries> {
  const from = before === null ? "" : `before=${before}&`;
  const entries = (await http.ask(
    "GET",
    `${pathTo(id)}/entries?${from}limit=${OLDER_LIMIT}`,
  )) as Entries | null;
  if (!Array.isArray(entries?.entries)) throw new Refusal("unknown", "This is no transcript.");
  return entries;
}

/** Fetch other conversations of the same customer: the latest, or those from `next` of a page before. */
export function fetchClosedEarlier(
  http: Http,
  id: string,
  before: string | null,
): Promise<EarlierConversations> {
  return historyAt(http, pathTo(id), before);
}

const PATH = "/api/closed-conversations";

function pathTo(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}

function parameters(query: ClosedQuery): URLSearchParams {
  const { text, queueId, mine, sinceMs, untilMs, before } = query;
  const named: [string, string | undefined][] = [
    ["text", text],
    ["queue_id", queueId],
    ["mine", mine ? "true" : undefined],
    ["since_ms", sinceMs?.toString()],
    ["until_ms", untilMs?.toString()],
    ["before", before],
    ["limit", CLOSED_LIMIT.toString()],
  ];
  const given = named.filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
  return new URLSearchParams(given);
}
