/** Tells how the worker's own world asks the server. */

import { expect, test, vi } from "vitest";
import { ANSWER_WITHIN_MS } from "./decisions";
import { scopeWorld, type WorkerScope } from "./scope";

/** A network that swallows everything: only giving up ends a request. */
const swallowing = (_: string, { signal }: RequestInit) =>
  new Promise<Response>((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });

test("a server that does not answer is given up", async () => {
  const patience = new AbortController();
  const limit = vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
  const world = scopeWorld({ fetch: swallowing } as WorkerScope);
  const asking = [world.ask("/api/me"), world.ask("/api/offers/o1/accept", { body: {}, headers: {} })];
  patience.abort(new DOMException("too late", "TimeoutError"));
  const outcomes = await Promise.allSettled(asking);
  expect(outcomes.map((one) => one.status)).toEqual(["rejected", "rejected"]);
  expect(limit).toHaveBeenCalledWith(ANSWER_WITHIN_MS);
});
