/** Tells which ends of offers are worth a toast. */

import { expect, test } from "vitest";
import { outcomeText } from "./outcome";

test.each(["accepted", "rejected"])("[N8 alert] the agent's own answer (%s) needs no toast", (outcome) => {
  expect(outcomeText(outcome, "Visitor 7")).toBeNull();
});

test.each([
  "timed_out",
  "not_displayed",
  "agent_gone",
  "withdrawn",
  "conversation_closed",
  "assigned",
  "assigned_unseen",
  "new_one",
])("[N8 toast] %s is told in a toast", (outcome) => {
  expect(outcomeText(outcome, "Visitor 7")?.values).toEqual({ title: "Visitor 7" });
});
