/** Tells which theme is drawn. */

import { expect, test } from "vitest";
import { dress, lookFor, type System, themeOf } from "./looks";

const PLAIN: System = { dark: false, moreContrast: false, forcedColours: false };

test.each([
  ["system", PLAIN, "light"],
  ["system", { ...PLAIN, dark: true }, "dark"],
  ["system", { ...PLAIN, dark: true, moreContrast: true }, "contrast"],
  ["light", { ...PLAIN, dark: true }, "light"],
  ["dark", PLAIN, "dark"],
  ["contrast", PLAIN, "contrast"],
  ["contrast", { ...PLAIN, forcedColours: true }, "light"],
  ["light", { ...PLAIN, dark: true, forcedColours: true }, "dark"],
] as const)("the choice %s on a system that is %o looks %s", (choice, system, look) => {
  expect(lookFor(choice, system)).toBe(look);
});

test.each(["light", "dark", "contrast"] as const)(
  "letters grow with the browser's in the look %s",
  (look) => {
    const { fontSizeBase300, lineHeightBase300, spacingVerticalM } = themeOf(look);
    expect([fontSizeBase300, lineHeightBase300, spacingVerticalM]).toEqual(["0.875rem", "1.25rem", "12px"]);
  },
);

test("style sheets and the browser are told", () => {
  const root = document.createElement("html");
  dress(root, "contrast", "compact");
  expect({ ...root.dataset }).toEqual({ scheme: "dark", look: "contrast", density: "compact" });
});
