import { expect, test } from "vitest";
import { regional, remembered } from "./remembered";

test.each([
  ["en", ["de-DE", "en-GB", "en-US"], "en-GB"],
  ["lv", ["de-DE", "en"], "lv"],
  ["en", ["eng-X", "EN-AU"], "EN-AU"],
])("the formats of %s among %j are those of %s", (language, wished, locale) => {
  expect(regional(language, wished)).toBe(locale);
});

test("each language's format is made once", () => {
  const made: string[] = [];
  const format = remembered((locale) => made.push(locale));
  format("lv");
  format("lv");
  format("th");
  expect(made).toEqual(["lv", "th"]);
});
