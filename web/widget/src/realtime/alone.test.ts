import { expect, test, vi } from "vitest";
import { browserAlone } from "./alone";

test("work is done under the browser's lock", async () => {
  const work = vi.fn(async () => {});
  const request = vi.fn(async (_name: string, _options: unknown, run: () => Promise<void>) => run());
  browserAlone({ request } as unknown as LockManager, "ws")(work);
  expect(work).toHaveBeenCalledOnce();
  expect(request.mock.calls[0]?.[0]).toBe("ws");
});

test("without locks, or where they are refused, it is done all the same, once", async () => {
  const work = vi.fn(async () => {});
  browserAlone(undefined, "ws")(work);
  expect(work).toHaveBeenCalledTimes(1);
  const request = async () => Promise.reject(new DOMException("no", "SecurityError"));
  browserAlone({ request } as unknown as LockManager, "ws")(work);
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
});
