/** Tells how titles become letters and counts become badges. */

import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { badgeText, COLOURS, colourOf, initialsOf, marksText } from "./title";

test.each([
  ["Maria Kask", "Ma"],
  ["Å", "Å"],
  ["  spaced", "sp"],
  ["ผู้เยี่ยมชม 7", "ผู้เ"],
  ["👩‍👩‍👧‍👦 family", "👩‍👩‍👧‍👦 "],
  ["🇱🇻🇸🇪🇳🇱", "🇱🇻🇸🇪"],
  ["e\u0301te\u0301", "e\u0301t"],
  ["\u202eevil\u202c", "ev"],
  ["\u200bM\u2060a\u200b", "Ma"],
  ["\u2066\u2069", ""],
  ["", ""],
])("[S14] the icon of %s shows its first two letters, whole", (title, letters) => {
  expect(initialsOf(title, "th")).toBe(letters);
});

test.each([
  [0, null],
  [1, "1"],
  [9, "9"],
  [10, "10+"],
  [250, "10+"],
])("[S16 count] %i unread messages show as %s", (count, text) => {
  expect(badgeText(count)).toBe(text);
});

/** Relative luminance of a colour such as "#1a2b3c" (WCAG 2.2). */
function luminance(colour: string): number {
  const full = colour.length === 4 ? colour.replace(/[^#]/g, "$&$&") : colour;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test.each([
  ["light", webLightTheme],
  ["dark", webDarkTheme],
  ["high contrast", teamsHighContrastTheme],
])("[S14] letters can be read on every colour in %s", (_, theme) => {
  const colours = theme as unknown as Record<string, string>;
  const poor = COLOURS.filter((colour) => {
    const token = `colorPalette${colour.replace(/(^|-)(.)/g, (_all, _dash, letter: string) => letter.toUpperCase())}`;
    return contrast(colours[`${token}Foreground2`] ?? "", colours[`${token}Background2`] ?? "") < 4.5;
  });
  expect(poor).toEqual([]);
});

test("a conversation keeps its colour, and others have others", () => {
  expect(colourOf("c1")).toBe(colourOf("c1"));
  const colours = Array.from({ length: 40 }, (_, n) => colourOf(`conversation-${n}`));
  expect(new Set(colours).size).toBeGreaterThan(6);
});

test.each([
  [false, 0, null],
  [false, 2, "Ann. 2 new updates in your conversation"],
  [true, 0, "Ann. Assigned to you, and not looked at yet."],
  [true, 1, "Ann. Assigned to you, and not looked at yet. 1 new update in your conversation"],
])("a session that is not looked at yet (%s) with %i unread messages says %s", (unseen, unread, text) => {
  const english = setupI18n({ locale: "en", messages: { en: {} } });
  expect(marksText(english, "Ann", { unseen, unread })).toBe(text);
});
