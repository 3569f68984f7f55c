import { describe, expect, test, vi } from "vitest";
import en from "../locales/en.json";
import id from "../locales/id.json";
import lv from "../locales/lv.json";
import nl from "../locales/nl.json";
import sv from "../locales/sv.json";
import th from "../locales/th.json";
import { LANGUAGES } from "./language";
import { loadWords, type WordKey } from "./words";

const ALL = { en, id, lv, nl, sv, th };

const keys = Object.keys(en).sort() as WordKey[];
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(LANGUAGES)("the words in %s", (language) => {
  test("no key is missing and none is extra", () => {
    expect(Object.keys(ALL[language]).sort()).toEqual(keys);
  });

  test("no text is empty", () => {
    const words = ALL[language];
    expect(keys.filter((key) => words[key].trim() === "")).toEqual([]);
  });

  test("every text has the placeholders of the English one", () => {
    const words = ALL[language];
    for (const key of keys) expect(placeholders(words[key]), key).toEqual(placeholders(en[key]));
  });
});

test("no two languages share a sentence that should have been translated", () => {
  for (const language of LANGUAGES.filter((one) => one !== "en")) {
    const words = ALL[language];
    expect(
      keys.filter((key) => words[key] === en[key]),
      language,
    ).toEqual([]);
  }
});

test("words are fetched anew when a server that is starting has none", async () => {
  const fetcher = vi.fn(async () => new Response("{}", { status: 503 }));
  vi.stubGlobal("fetch", fetcher);
  await expect(loadWords("lv")).rejects.toThrow("503");
  expect(String(fetcher.mock.calls[0])).toContain("lv");
  vi.unstubAllGlobals();
});
