/** Tells how titles become letters and counts become badges. */

import { expect, test } from "vitest";
import { badgeText, initialsOf } from "./title";

test.each([
  ["Maria Kask", "Ma"],
  ["Å", "Å"],
  ["  spaced", "sp"],
  ["ผู้เยี่ยมชม 7", "ผู้เ"],
  ["👩‍👩‍👧‍👦 family", "👩‍👩‍👧‍👦 "],
  ["🇱🇻🇸🇪🇳🇱", "🇱🇻🇸🇪"],
  ["e\u0301te\u0301", "e\u0301t"],
  ["", ""],
])("[S14] the icon of %s shows its first two letters, whole", (title, letters) => {
  expect(initialsOf(title, "th")).toBe(letters);
});

test.each([
  [0, null],
  [1, "1"],
  [9, "9"],
  [10, "10+"],
  [250, "10+"],
])("[S16 count] %i unread messages show as %s", (count, text) => {
  expect(badgeText(count)).toBe(text);
});
