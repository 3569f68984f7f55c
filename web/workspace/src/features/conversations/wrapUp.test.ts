/** Tells what is said of wrap-up. */

import { expect, test } from "vitest";
import { announcementOf, clockText, NEAR_END_MS, type Phase, phaseOf } from "./wrapUp";

test("the phases follow each other by the server's clock", () => {
  const wrapUp = { closesAtMs: 100_000, freesAtMs: null };
  expect(phaseOf(wrapUp, 0)).toBe("running");
  expect(phaseOf(wrapUp, 100_000 - NEAR_END_MS)).toBe("near its end");
  expect(phaseOf(wrapUp, 100_000)).toBe("over");
  expect(phaseOf({ ...wrapUp, closesAtMs: null }, 0)).toBeNull();
});

test("in a whole wrap-up the near end is announced once", () => {
  const phases: (Phase | null)[] = ["running", "running", "near its end", "near its end", "over"];
  const said = phases.filter((phase, at) => announcementOf(phases[at - 1] ?? null, phase, "30 s") !== null);
  expect(said).toEqual(["near its end"]);
});

test.each([
  [0, "0:00"],
  [59_001, "1:00"],
  [245_000, "4:05"],
  [3_845_000, "1:04:05"],
  [-7, "0:00"],
])("%i ms left are %s", (ms, text) => {
  expect(clockText(ms)).toBe(text);
});
