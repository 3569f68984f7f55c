/** Tells where a dragged entry of the session panel comes to stand. */

import { expect, test } from "vitest";
import { gapAt, placeOf } from "./dragging";

const THREE = [0, 50, 100].map((begin) => ({ begin, end: begin + 40 }));

test.each([
  [-5, 0],
  [19, 0],
  [21, 1],
  [60, 1],
  [71, 2],
  [500, 3],
])("dropped at %i it is behind %i others", (at, gap) => {
  expect(gapAt(THREE, at)).toBe(gap);
});

test("the gaps on both sides of an entry are its own place", () => {
  expect([0, 1, 2, 3].map((gap) => placeOf(gap, 1))).toEqual([0, 1, 1, 2]);
});
