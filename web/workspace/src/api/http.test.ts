/** Tells how the page speaks HTTP, and what becomes of refusals. */

import { describe, expect, test } from "vitest";
import { fetchMe, Http, Refusal, signIn } from ".";

const ME = { user: { id: "ann", login: "ann", name: "Ann", roles: [], supervises: [] }, csrf: "secret" };

/** A server that answers always the same, and remembers what it was asked. */
function serverThatSays(status: number, body: string) {
  const asked: { path: string; init: RequestInit }[] = [];
  const http = new Http(async (path, init) => {
    asked.push({ path, init });
    return new Response(status === 204 ? null : body, { status });
  });
  return { http, asked };
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return (init?.headers ?? {}) as Record<string, string>;
}

describe("requests", () => {
  test("unsafe requests carry the token that the server gave, safe ones don't", async () => {
    const { http, asked } = serverThatSays(200, JSON.stringify(ME));
    await fetchMe(http);
    await http.ask("POST", "/api/sign-out");
    expect(headersOf(asked[0]?.init)["X-CSRF-Token"]).toBeUndefined();
    expect(headersOf(asked[1]?.init)["X-CSRF-Token"]).toBe("secret");
  });

  test("an answer without a body is null", async () => {
    await expect(serverThatSays(204, "").http.ask("POST", "/api/sign-out")).resolves.toBeNull();
  });
});

describe("refusals", () => {
  test("problem details become a refusal with their code", async () => {
    const { http } = serverThatSays(401, JSON.stringify({ code: "not_signed_in", detail: "Wrong." }));
    await expect(signIn(http, "ann", "x")).rejects.toEqual(new Refusal("not_signed_in", "Wrong.", 401));
  });

  test.each([
    [429, "too_many"],
    [502, "unreachable"],
    [418, "unknown"],
  ])("a proxy's %i without a code becomes %s", async (status, code) => {
    await expect(serverThatSays(status, "<html>").http.ask("GET", "/")).rejects.toMatchObject({ code });
  });

  test("no answer at all is a refusal too", async () => {
    const http = new Http(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(http.ask("GET", "/")).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("who is signed in", () => {
  test("nobody, when the answer is empty", async () => {
    await expect(fetchMe(serverThatSays(204, "").http)).resolves.toBeNull();
  });

  test.each(["{}", "", "<html>Accept our terms to go online"])(
    "an answer of another shape (%s) is taken neither for a person nor for nobody",
    async (body) => {
      await expect(fetchMe(serverThatSays(200, body).http)).rejects.toMatchObject({ code: "unknown" });
    },
  );
});
