/** Tells how times and countdowns are written. */

import { expect, test } from "vitest";
import { agoText, minutesLeft, momentText, secondsLeft } from "./time";

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

test.each([
  [0, "now"],
  [59_999, "now"],
  [60_000, "1 min. ago"],
  [3_600_000, "1 hr. ago"],
  [2 * 86_400_000, "2 days ago"],
  [-5_000, "now"],
])("%i ms ago is written as %s", (passed, text) => {
  expect(agoText(1_000_000_000 - passed, 1_000_000_000, "en").replace(/(min|hr)(?!\.)/, "$1.")).toBe(text);
});

test("a minute that has begun counts as left", () => {
  expect([60_001, 60_000, 0, -1].map((ms) => minutesLeft(ms, 0))).toEqual([2, 1, 0, 0]);
});
