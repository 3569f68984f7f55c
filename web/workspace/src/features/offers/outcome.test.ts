/** Tells which ends of offers are worth a toast. */

import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { outcomeText } from "./outcome";

test.each(["accepted", "rejected"])("[N8 alert] the agent's own answer (%s) needs no toast", (outcome) => {
  expect(outcomeText(outcome, "Visitor 7")).toBeNull();
});

const TOLD = [
  "timed_out",
  "not_displayed",
  "agent_gone",
  "withdrawn",
  "conversation_closed",
  "assigned",
  "assigned_unseen",
  "new_one",
];

test.each(TOLD)("[N8 toast] %s is told in a toast", (outcome) => {
  expect(outcomeText(outcome, "Visitor 7")?.values).toEqual({ title: "Visitor 7" });
});

test("where the work went is not told: it may wait, or come back to the same agent", () => {
  const english = setupI18n({ locale: "en", messages: { en: {} } });
  const texts = TOLD.map((outcome) => outcomeText(outcome, "Visitor 7"));
  const said = texts.map((text) => text && english._(text));
  expect(said.filter((text) => /others|somebody else|another/.test(text ?? ""))).toEqual([]);
  expect(said[1]).toBe("Visitor 7: no page of yours could show the offer in time, so it was taken back.");
});
