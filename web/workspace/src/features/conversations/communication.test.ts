/** Tells how the communication panel stands by template, preference and the agent's own change. */

import { expect, test } from "vitest";
import { parsed, type Stand, standOf } from "./communication";

test.each<[string, Stand | undefined, boolean, Stand]>([
  ["docked", undefined, false, "docked"],
  ["docked", undefined, true, "minimised"],
  ["minimised", undefined, false, "minimised"],
  ["hidden", undefined, true, "hidden"],
  ["hidden", "docked", true, "docked"],
  ["minimised", "docked", false, "docked"],
  ["something newer", undefined, true, "minimised"],
])(
  "[S2 communication-panel] a template that says %s, changed to %s, minimised by preference: %s",
  (...row) => {
    const [template, chosen, minimised, stand] = row;
    expect(standOf(template, chosen, minimised)).toBe(stand);
  },
);

test("what was kept and makes no sense is left out", () => {
  expect(parsed('{"s1": "docked", "s2": "upside down"}')).toEqual({ s1: "docked" });
  expect(parsed("{")).toEqual({});
  expect(parsed("null")).toEqual({});
});
