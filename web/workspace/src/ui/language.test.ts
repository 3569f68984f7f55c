/** Tells which language is spoken. */

import { expect, test } from "vitest";
import { pickLanguage } from "./language";

test.each([
  ["the person's choice", "lv", ["sv"], "lv"],
  ["the browser's first known wish", null, ["fr-FR", "nl-BE", "th"], "nl"],
  ["English when nothing is known", null, ["fr"], "en"],
  ["the browser's wish when the choice is unknown", "xx", ["id-ID"], "id"],
])("%s decides", (_, chosen, wished, language) => {
  expect(pickLanguage(chosen, wished)).toBe(language);
});
