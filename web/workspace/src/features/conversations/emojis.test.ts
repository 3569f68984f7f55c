/** Tells how emoji are found. */

import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { messages } from "../../locales/th";
import { EMOJI_GROUPS, found, moved } from "./emojis";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });

function signs(asked: string): string[] {
  return found(i18n, asked).flatMap((group) => group.emojis.map((emoji) => emoji.sign));
}

test("every word counts, accents and capitals don't", () => {
  expect(signs("Thänk")).toEqual(["🙏"]);
  expect(signs("hand hello")).toEqual(["👋"]);
  expect(signs("zebra")).toEqual([]);
  expect(signs(" ")).toHaveLength(EMOJI_GROUPS.flatMap((group) => group.emojis).length);
});

test("no sign is offered twice", () => {
  const all = signs("");
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  [0, 0, "ArrowRight", 0, 1],
  [0, 0, "ArrowLeft", 0, 0],
  [0, 7, "ArrowRight", 0, 7],
  [0, 6, "ArrowDown", 1, 1],
  [1, 1, "ArrowUp", 0, 1],
  [1, 1, "ArrowDown", 1, 1],
  [0, 3, "End", 0, 7],
  [1, 1, "Home", 1, 0],
])("from row %i, column %i %s leads to row %i, column %i", (row, column, key, toRow, toColumn) => {
  expect(moved({ row, column }, key, [8, 2])).toEqual({ row: toRow, column: toColumn });
});

test("other keys lead nowhere", () => {
  expect(moved({ row: 0, column: 0 }, "a", [8])).toBeNull();
});

test("Thai words are found by their letters, vowels and tones: they are not accents", () => {
  const thai = setupI18n({ locale: "th", messages: { th: messages } });
  const hearts = found(thai, "หัวใจ").flatMap((group) => group.emojis.map((emoji) => emoji.sign));
  expect(hearts).toContain("😍");
  expect(found(thai, "หวใจ")).toEqual([]);
});
