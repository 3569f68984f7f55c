/** Speaks HTTP with the server: JSON both ways, refusals as problem details (RFC 9457). */

import { Refusal, UNREACHABLE } from "./refusal";

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
export type Method = "GET" | "POST" | "PUT";

/** The one way to the HTTP API; it keeps the CSRF token that `GET /api/me` gave. */
export class Http {
  private csrf = "";

  constructor(private readonly fetch: Fetch) {}

  trust(csrf: string): void {
    this.csrf = csrf;
  }

  /**
   * Ask for `path` and return the parsed body, null when there is none.
   *
   * @throws Refusal with the server's code, or UNREACHABLE when no answer came.
   */
  async ask(method: Method, path: string, body?: unknown): Promise<unknown> {
    const response = await this.answerTo(method, path, body);
    const parsed = await parse(response);
    if (!response.ok) throw refusalFrom(response.status, parsed);
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

async function parse(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page is no JSON; the status says enough.
    return null;
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
