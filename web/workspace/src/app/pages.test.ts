/** Tells who has which pages. */

import { expect, test } from "vitest";
import { pagesFor } from "./pages";

test("each role brings its own page, and none brings another's", () => {
  expect(pagesFor(["administrator"]).map((page) => page.id)).toEqual(["administration"]);
  expect(pagesFor(["supervisor", "agent"]).map((page) => page.id)).toEqual(["work", "supervision"]);
});
