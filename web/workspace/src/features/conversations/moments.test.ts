/** Tells how days, times and durations of a transcript are written. */

import { expect, test } from "vitest";
import { dayText, durationText, timeText } from "./moments";

const NOW = new Date(2026, 10, 21, 0, 5).getTime();

test("days near are named, others written out, another year with its number", () => {
  expect(dayText(new Date(2026, 10, 21, 0, 1).getTime(), NOW, "en")).toBe("Today");
  expect(dayText(new Date(2026, 10, 20, 23, 59).getTime(), NOW, "lv")).toBe("Vakar");
  expect(dayText(new Date(2026, 10, 18).getTime(), NOW, "en")).toBe("Wednesday, November 18");
  expect(dayText(new Date(2025, 0, 1).getTime(), NOW, "nl")).toBe("Woensdag 1 januari 2025");
});

test("times follow the language", () => {
  expect(timeText(new Date(2026, 10, 21, 9, 5).getTime(), "sv")).toBe("09:05");
});

test.each([
  [0, "0 sec"],
  [42_400, "42 sec"],
  [3_900_000, "1 hr 5 min"],
  [3_600_000, "1 hr"],
  [90_000_000, "1 day 1 hr"],
  [-5, "0 sec"],
])("%i ms are %s", (ms, text) => {
  expect(durationText(ms, "en")).toBe(text);
});
