import { describe, expect, test, vi } from "vitest";
import { serverByHttp, VisitRefused } from "./server";

function answering(status: number, body: unknown) {
  return vi.fn(async () => new Response(JSON.stringify(body), { status })) as unknown as typeof fetch;
}

describe("asking for a visitor's token", () => {
  test("gives the token", async () => {
    const fetcher = answering(201, { token: "t1", visitor_id: "v1" });
    expect(await serverByHttp(fetcher).visit("ws_web")).toBe("t1");
    expect(fetcher).toHaveBeenCalledWith("/api/widget/visits", expect.objectContaining({ method: "POST" }));
  });

  test.each([400, 403, 404])("%i is for good and carries the server's code", async (status) => {
    const asking = serverByHttp(answering(status, { code: "blocked" })).visit("ws_web");
    await expect(asking).rejects.toThrow(VisitRefused);
    await expect(asking).rejects.toMatchObject({ code: "blocked" });
  });

  test.each([408, 429, 500, 503])("%i may work later", async (status) => {
    const asking = serverByHttp(answering(status, {})).visit("ws_web");
    await expect(asking).rejects.not.toBeInstanceOf(VisitRefused);
  });
});

test("older entries are asked for with the visitor's token", async () => {
  const fetcher = answering(200, { entries: [], more: false });
  expect(await serverByHttp(fetcher).earlier("c/1", "t1", 40)).toEqual([]);
  expect(fetcher).toHaveBeenCalledWith(
    "/api/conversations/c%2F1/entries?before=40&limit=100",
    expect.objectContaining({ headers: { authorization: "Bearer t1" } }),
  );
});

test("settings and availability are the workstream's", async () => {
  const widget = { accent: "#112233" };
  const fetcher = answering(200, { widget, available: true, place: 3 });
  expect(await serverByHttp(fetcher).settings("ws web")).toEqual(widget);
  expect(await serverByHttp(fetcher).availability("ws web")).toMatchObject({ available: true, place: 3 });
  expect(vi.mocked(fetcher).mock.calls.map(([url]) => url)).toEqual([
    "/api/widget/workstreams/ws%20web",
    "/api/widget/workstreams/ws%20web/availability",
  ]);
});
