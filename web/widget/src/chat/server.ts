/** Asks the server over HTTP: for a visitor's token, and for older entries. */

import type { Entry, WidgetShown } from "../wire";

const ANSWER_LIMIT_MS = 10_000;
const EARLIER_LIMIT = 100;

/** Refused for good: trying again by itself would not help. */
export class VisitRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface Availability {
  available: boolean;
  /** Where a new conversation would stand in the queue; 1 is next. */
  place: number;
}

export interface Server {
  /** Makes a visitor's token. Throws VisitRefused, or anything else when it may work later. */
  visit(workstreamId: string): Promise<string>;
  /** The entries before number n, oldest first. */
  earlier(conversationId: string, token: string, before: number): Promise<Entry[]>;
  /** The settings as they are now. */
  settings(workstreamId: string): Promise<WidgetShown>;
  availability(workstreamId: string): Promise<Availability>;
}

export function serverByHttp(fetcher: typeof fetch): Server {
  const ask = async <T>(url: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetcher(url, { ...init, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    if (!answer.ok) throw await refusal(answer);
    return answer.json() as Promise<T>;
  };
  const ofWorkstream = (id: string) => `/api/widget/workstreams/${encodeURIComponent(id)}`;
  return {
    async visit(workstreamId) {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ workstream_id: workstreamId });
      const { token } = await ask<{ token: string }>("/api/widget/visits", { method: "POST", headers, body });
      return token;
    },

    async earlier(conversationId, token, before) {
      const url = `/api/conversations/${encodeURIComponent(conversationId)}/entries?before=${before}&limit=${EARLIER_LIMIT}`;
      const headers = { authorization: `Bearer ${token}` };
      return (await ask<{ entries: Entry[] }>(url, { headers })).entries;
    },

    settings: async (id) => (await ask<{ widget: WidgetShown }>(ofWorkstream(id))).widget,
    availability: (id) => ask(`${ofWorkstream(id)}/availability`),
  };
}

async function refusal(answer: Response): Promise<Error> {
  const mayWorkLater = answer.status >= 500 || answer.status === 408 || answer.status === 429;
  if (mayWorkLater) return new Error(`status ${answer.status}`);
  const problem = (await answer.json().catch(() => ({}))) as { code?: unknown };
  return new VisitRefused(typeof problem.code === "string" ? problem.code : "invalid");
}
