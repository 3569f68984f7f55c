/** Tells which of several tabs sounds. */

import { expect, test } from "vitest";
import { FakeKeep, settled } from "../realtime/fakes";
import { LastLookedAt, LockedTurn } from "./soundsTurn";

/** One browser's lock: granted to one after the other. */
function fakeLocks(): Pick<LockManager, "request"> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_: string, { signal }: LockOptions, run: () => Promise<void>) => {
    const held = last.then(() => {
      if (signal?.aborted) throw new Error("aborted");
      return run();
    });
    last = held.catch(() => undefined);
    return held;
  };
  return { request } as unknown as Pick<LockManager, "request">;
}

test("one of three tabs sounds; when it is closed the next does, and one that can't hear is passed over", async () => {
  const locks = fakeLocks();
  const tabs = ["one", "two", "three"].map(() => new LockedTurn(locks, "x"));
  const mine = async () => {
    await settled();
    return tabs.map((tab) => tab.isMine());
  };
  for (const tab of tabs) tab.offer(true);
  expect(await mine()).toEqual([true, false, false]);
  tabs[1]?.offer(false);
  tabs[0]?.offer(false);
  expect(await mine()).toEqual([false, false, true]);
  tabs[1]?.offer(true);
  expect(await mine()).toEqual([false, false, true]);
  tabs[2]?.offer(false);
  expect(await mine()).toEqual([false, true, false]);
});

test("a tab that gives up while it waits never gets its turn", async () => {
  const locks = fakeLocks();
  const [one, other] = [new LockedTurn(locks, "x"), new LockedTurn(locks, "x")];
  one.offer(true);
  other.offer(true);
  other.offer(false);
  one.offer(false);
  await settled();
  expect([one.isMine(), other.isMine()]).toEqual([false, false]);
});

test("without locks it is the tab that was looked at last, and another one once that is closed", () => {
  const keep = new FakeKeep();
  const [one, other] = [new LastLookedAt(keep, "x", "1"), new LastLookedAt(keep, "x", "2")];
  one.offer(true);
  other.offer(true);
  expect([one.isMine(), other.isMine()]).toEqual([true, false]);
  other.look();
  expect([one.isMine(), other.isMine()]).toEqual([false, true]);
  other.offer(false);
  one.takeIfFree();
  expect([one.isMine(), other.isMine()]).toEqual([true, false]);
  other.look();
  expect(one.isMine()).toBe(true);
});
