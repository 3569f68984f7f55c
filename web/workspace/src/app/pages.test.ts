/** Tells who has which pages, and what the browser's tab is called. */

import { expect, test } from "vitest";
import { pagesFor, titleText } from "./pages";

test("each role brings its own page, and none brings another's", () => {
  expect(pagesFor(["administrator"]).map((page) => page.id)).toEqual(["administration"]);
  expect(pagesFor(["supervisor", "agent"]).map((page) => page.id)).toEqual(["work", "supervision"]);
});

test.each([
  [3, "Visitor 4", "(3) Visitor 4 - Cordboard"],
  [0, "Home", "Home - Cordboard"],
  [0, null, "Cordboard"],
])("with %i unread and %s shown the tab is called %s", (unread, shown, title) => {
  expect(titleText(unread, shown)).toBe(title);
});
