/** Tells how what is known of a customer is sorted and said. */

import { expect, test } from "vitest";
import { browserText, languageText, sorted } from "./details";

test("each detail stands in one list, in the administrator's order", () => {
  const details = ["question", "page", "name", "order", "language", "email"].map((name) => ({
    name,
    value: "x",
  }));
  const { customer, answers, visitor } = sorted(details, "Visitor 7");
  expect([customer, answers, visitor].map((list) => list.map(({ name }) => name))).toEqual([
    ["name", "email"],
    ["question", "order"],
    ["page", "language"],
  ]);
});

test("a name that is the title already is not said again", () => {
  const details = [{ name: "name", value: " Kenny\u202e " }];
  expect(sorted(details, "Kenny").customer).toEqual([]);
  expect(sorted(details, "Visitor 7").customer).toEqual(details);
});

test("a language is named in the reader's, and what is none stays as it is", () => {
  expect(languageText("lv", "sv")).toBe("lettiska (lv)");
  expect(languageText("en-GB", "en")).toBe("British English (en-GB)");
  expect(languageText("no language!", "en")).toBe("no language!");
});

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36",
    "Chrome 146, Linux",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0 Safari/537.36 Edg/146.0",
    "Edge 146, Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/19.0 Mobile/15E Safari/604.1",
    "Safari 19, iPhone",
  ],
  ["Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0", "Firefox 150, Android"],
  ["Mozilla/9 whatever", "Mozilla/9 whatever"],
  ["Chromium 146", "Chromium 146"],
])("%s", (value, text) => {
  expect(browserText(value)).toBe(text);
});
