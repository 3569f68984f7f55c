/** Speaks HTTP with the server: JSON both ways, refusals as problem details (RFC 9457). */

import { Refusal, UNREACHABLE } from "./refusal";

const NO_CONTENT = 204;

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
export type Method = "GET" | "POST" | "PUT" | "PATCH";

/** The one way to the HTTP API; it keeps the CSRF token that `GET /api/me` gave. */
export class Http {
  private csrf = "";

  constructor(private readonly fetch: Fetch) {}

  trust(csrf: string): void {
    this.csrf = csrf;
  }

  /**
   * Ask for `path` and return the parsed body, null for 204, which has none.
   *
   * @throws Refusal with the server's code, UNREACHABLE when no answer came, or "unknown" for a page that
   *   somebody on the way put in the answer's place.
   */
  async ask(method: Method, path: string, body?: unknown): Promise<unknown> {
    const response = await this.answerTo(method, path, body);
    if (response.status === NO_CONTENT) return null;
    const parsed = await parse(response);
    if (!response.ok) throw refusalFrom(response.status, parsed);
    if (parsed === undefined) throw new Refusal("unknown", "The answer is no JSON.", response.status);
    return parsed;
  }

  private async answerTo(method: Method, path: string, body: unknown): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (method !== "GET") headers["X-CSRF-Token"] = this.csrf;
    const init: RequestInit = { method, headers, credentials: "same-origin" };
    if (body !== undefined) init.body = JSON.stringify(body);
    try {
      return await this.fetch(path, init);
    } catch (reason) {
      throw new Refusal(UNREACHABLE, `No answer from the server: ${String(reason)}`);
    }
  }
}

/** Return undefined for what is no JSON, as a proxy's pages are. */
async function parse(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function refusalFrom(status: number, problem: unknown): Refusal {
  const { code, detail } = (problem ?? {}) as { code?: unknown; detail?: unknown };
  const named = typeof code === "string" ? code : (BY_STATUS[status] ?? "unknown");
  return new Refusal(named, typeof detail === "string" ? detail : `HTTP ${status}`, status);
}

/** For answers without a code, as a proxy gives them. */
const BY_STATUS: Record<number, string> = {
  401: "not_signed_in",
  403: "not_allowed",
  404: "not_found",
  413: "too_large",
  429: "too_many",
  502: UNREACHABLE,
  503: UNREACHABLE,
  504: UNREACHABLE,
};
