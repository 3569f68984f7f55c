/** Asks the server over HTTP: for a visitor's token, and for older entries. */

import type { Entry } from "../wire";

const ANSWER_LIMIT_MS = 10_000;
const EARLIER_LIMIT = 50;

/** Refused for good: trying again by itself would not help. */
export class VisitRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface Server {
  /** Makes a visitor's token. Throws VisitRefused, or anything else when it may work later. */
  visit(workstreamId: string): Promise<string>;
  /** The entries before number n, oldest first. */
  earlier(conversationId: string, token: string, before: number): Promise<Entry[]>;
}

export function serverByHttp(fetcher: typeof fetch): Server {
  return {
    async visit(workstreamId) {
      const answer = await fetcher("/api/widget/visits", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ workstream_id: workstreamId }),
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      });
      if (!answer.ok) throw await refusal(answer);
      const { token } = (await answer.json()) as { token: string };
      return token;
    },

    async earlier(conversationId, token, before) {
      const url = `/api/conversations/${encodeURIComponent(conversationId)}/entries?before=${before}&limit=${EARLIER_LIMIT}`;
      const answer = await fetcher(url, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      });
      if (!answer.ok) throw await refusal(answer);
      const { entries } = (await answer.json()) as { entries: Entry[] };
      return entries;
    },
  };
}

async function refusal(answer: Response): Promise<Error> {
  const mayWorkLater = answer.status >= 500 || answer.status === 408 || answer.status === 429;
  if (mayWorkLater) return new Error(`status ${answer.status}`);
  const problem = (await answer.json().catch(() => ({}))) as { code?: unknown };
  return new VisitRefused(typeof problem.code === "string" ? problem.code : "invalid");
}
