/** Tells how pages of the presence history are put together, and how long each presence lasted. */

import { expect, test } from "vitest";
import type { PresenceChangeShown, PresenceHistory } from "../../api";
import { durationText, joined, linesOf } from "./history";

function change(n: number, at_ms = n * 1_000): PresenceChangeShown {
  return { n, at_ms, presence_id: "busy", base: "busy", cause: "load", by: "system:system", by_name: "" };
}

function page(more: boolean, ...numbers: number[]): PresenceHistory {
  return { changes: numbers.map((n) => change(n)), more };
}

const known = page(true, 9, 7, 5);

test.each<[string, PresenceHistory | null, PresenceHistory, PresenceHistory]>([
  ["the first page", null, known, known],
  ["the first page after an empty one", page(false), known, known],
  ["the next older page", known, page(false, 4, 2), page(false, 9, 7, 5, 4, 2)],
  ["an older page that turned out empty", known, page(false), page(false, 9, 7, 5)],
  ["the newest page again, with something new", known, page(true, 12, 9, 7), page(true, 12, 9, 7, 5)],
  ["the newest page again, with nothing new", known, page(true, 9, 7, 5), known],
  ["a newest page far above", known, page(true, 30, 29, 28), page(true, 30, 29, 28)],
  ["all of a short history again", page(false, 2, 1), page(false, 3, 2, 1), page(false, 3, 2, 1)],
])("%s joins what is known", (_, before, more, after) => {
  expect(joined(before, more)).toEqual(after);
});

test("each presence lasted until the next newer one, the newest until now", () => {
  const lines = linesOf([change(3, 60_000), change(2, 10_000), change(1, 10_000)], 65_000);
  expect(lines.map(({ lastedMs }) => lastedMs)).toEqual([5_000, 50_000, 0]);
  expect(linesOf([change(1, 9_000)], 8_000)[0]?.lastedMs, "a clock that is set back").toBe(0);
});

test.each([
  [0, "0 sec"],
  [59_999, "59 sec"],
  [60_000, "1 min"],
  [119_999, "1 min"],
  [3_600_000, "1 hr"],
  [3_600_000 + 5 * 60_000 + 59_000, "1 hr, 5 min"],
  [86_400_000 + 59 * 60_000, "1 day"],
  [3 * 86_400_000 + 2 * 3_600_000, "3 days, 2 hr"],
])("%i ms are said as %s", (ms, words) => {
  expect(durationText(ms, "en")).toBe(words);
});
