/** Reads and writes the server's copy of one's own preferences; what is in it is the workspace's business. */

import type { Http } from "./http";

export async function fetchPreferences(http: Http): Promise<unknown> {
  const answer = (await http.ask("GET", "/api/me/preferences")) as { body?: unknown } | null;
  return answer?.body;
}

export async function savePreferences(http: Http, body: object): Promise<void> {
  await http.ask("PUT", "/api/me/preferences", { body });
}
