/** Tells how the page of a conversation may be divided. */

import { expect, test } from "vitest";
import { boundsOf, clamped, isNarrowPage, movedBy } from "./layout";

test.each([641, 800, 1920])("in a page of %i px both sides stay usable", (pagePx) => {
  const bounds = boundsOf(pagePx);
  for (const wanted of [-50, 0, 300, pagePx, 99_999]) {
    const width = clamped(wanted, bounds);
    expect(width).toBeGreaterThanOrEqual(280);
    expect(pagePx - width).toBeGreaterThanOrEqual(280);
  }
});

test("keys move the divider, never over its bounds", () => {
  const bounds = boundsOf(1000);
  expect(movedBy("ArrowRight", 400, bounds)).toBe(416);
  expect(movedBy("ArrowLeft", 281, bounds)).toBe(280);
  expect(movedBy("Home", 400, bounds)).toBe(bounds.least);
  expect(movedBy("End", 400, bounds)).toBe(bounds.most);
  expect(movedBy("x", 400, bounds)).toBeNull();
});

test.each([
  [640, 16, true],
  [641, 16, false],
  [1280, 32, true],
  [0, 16, false],
])("a page of %i px with letters of %i px has room for one part only: %s", (pagePx, letterPx, narrow) => {
  expect(isNarrowPage(pagePx, letterPx)).toBe(narrow);
});
