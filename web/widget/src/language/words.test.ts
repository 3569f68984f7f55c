import { describe, expect, test } from "vitest";
import en from "../locales/en.json";
import { LANGUAGES } from "./language";
import { loadWords, type WordKey } from "./words";

const keys = Object.keys(en).sort() as WordKey[];
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(LANGUAGES)("the words in %s", (language) => {
  test("no key is missing and none is extra", async () => {
    expect(Object.keys(await loadWords(language)).sort()).toEqual(keys);
  });

  test("no text is empty", async () => {
    const words = await loadWords(language);
    expect(keys.filter((key) => words[key].trim() === "")).toEqual([]);
  });

  test("every text has the placeholders of the English one", async () => {
    const words = await loadWords(language);
    for (const key of keys) expect(placeholders(words[key]), key).toEqual(placeholders(en[key]));
  });
});

test("no two languages share a sentence that should have been translated", async () => {
  for (const language of LANGUAGES.filter((one) => one !== "en")) {
    const words = await loadWords(language);
    expect(
      keys.filter((key) => words[key] === en[key]),
      language,
    ).toEqual([]);
  }
});
