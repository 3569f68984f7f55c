import { expect, test } from "vitest";
import { pickLanguage, pickLocale } from "./language";

test("the script tag's wish comes before the browser's", () => {
  expect(pickLanguage(["sv", "nl"])).toBe("sv");
});

test("a region makes no difference", () => {
  expect(pickLanguage(["th-TH"])).toBe("th");
  expect(pickLanguage(["lv_LV"])).toBe("lv");
  expect(pickLanguage(["NL"])).toBe("nl");
});

test("a language that we don't speak gives way to the next wish", () => {
  expect(pickLanguage(["fr-CA", "id"])).toBe("id");
});

test("without any wish that we speak it is English", () => {
  expect(pickLanguage(["fr", "", null, undefined])).toBe("en");
});

test("times follow the browser's region of the language that is spoken", () => {
  expect(pickLocale("en", ["sv", "en-GB", "en-US"])).toBe("en-GB");
  expect(pickLocale("en", ["fr-CA"])).toBe("en");
  expect(pickLocale("nl", [])).toBe("nl");
});
