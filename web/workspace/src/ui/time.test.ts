/** Tells how times and countdowns are written. */

import { expect, test } from "vitest";
import { momentText, secondsLeft } from "./time";

test("today needs no date, another day does", () => {
  const now = new Date(2026, 10, 21, 15, 0).getTime();
  expect(momentText(new Date(2026, 10, 21, 9, 5).getTime(), now, "sv")).toBe("09:05");
  expect(momentText(new Date(2026, 10, 20, 9, 5).getTime(), now, "sv")).toContain("20");
});

test.each([
  [60_000, 0, 60],
  [60_000, 1, 60],
  [60_000, 59_001, 1],
  [60_000, 60_000, 0],
  [60_000, 99_000, 0],
])("until %i at %i there are %i seconds left", (untilMs, nowMs, seconds) => {
  expect(secondsLeft(untilMs, nowMs)).toBe(seconds);
});
