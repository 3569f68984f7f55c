/** Tells when the countdown is announced a second time, and which offer the keys answer. */

import { expect, test } from "vitest";
import { offerView } from "../fixtures";
import { oldestOf, WARN_BEFORE_MS, warnAfterMs } from "./countdown";

test.each([
  ["much time", 60_000, 60_000 - WARN_BEFORE_MS],
  ["so little that the first announcement said it", WARN_BEFORE_MS, null],
  ["none", -1, null],
])("with %s left the warning comes once or not at all", (_, leftMs, delayMs) => {
  expect(warnAfterMs(1_000_000 + leftMs, 1_000_000)).toBe(delayMs);
});

test("the keys answer the offer that has waited the longest", () => {
  const offers = [offerView({ id: "o2", made_at_ms: 2 }), offerView({ id: "o1", made_at_ms: 1 })];
  expect(oldestOf(offers)?.id).toBe("o1");
  expect(oldestOf([])).toBeUndefined();
});
