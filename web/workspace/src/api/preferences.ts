/** Reads and changes the server's copy of one's own preferences; the workspace knows what they mean. */

import type { Http } from "./http";

export async function fetchPreferences(http: Http): Promise<unknown> {
  return bodyOf(await http.ask("GET", "/api/me/preferences"));
}

/** Replace these fields and leave the others; the answer is all that is there then. */
export async function changePreferences(http: Http, fields: object): Promise<unknown> {
  return bodyOf(await http.ask("PATCH", "/api/me/preferences", { body: fields }));
}

function bodyOf(answer: unknown): unknown {
  return (answer as { body?: unknown } | null)?.body;
}
