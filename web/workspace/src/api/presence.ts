/** Reads which presences an agent showed, and why. */

import type { Http } from "./http";
import { Refusal } from "./refusal";
import type { PresenceHistory } from "./schema";

/** How many changes are asked for at once: about two screens. */
export const CHANGES_LIMIT = 50;

/** Fetch an agent's latest changes of presence, or those before a number; newest first. */
export async function fetchPresenceHistory(
  http: Http,
  agentId: string,
  before: number | null,
): Promise<PresenceHistory> {
  const from = before === null ? "" : `before=${before}&`;
  const path = `/api/agents/${encodeURIComponent(agentId)}/presence/history?${from}limit=${CHANGES_LIMIT}`;
  const page = (await http.ask("GET", path)) as PresenceHistory | null;
  if (!Array.isArray(page?.changes)) throw new Refusal("unknown", "This is no presence history.");
  return page;
}
