/** Tells the sentence for every way to a presence, and which choices can be undone. */

import { expect, test } from "vitest";
import type { AgentView } from "../../api";
import { i18n, speak } from "../../ui";
import { agentView } from "../fixtures";
import { isSystemChange, presenceSentence, undoOf } from "./reasons";

const OPTIONS = [
  { id: "available", name: "available", base: "available", selectable: true },
  { id: "busy", name: "busy", base: "busy", selectable: true },
  { id: "do_not_disturb", name: "do_not_disturb", base: "do_not_disturb", selectable: true },
  { id: "away", name: "away", base: "away", selectable: true },
  { id: "lunch", name: "Lunch", base: "away", selectable: true },
  { id: "inactive", name: "inactive", base: "away", selectable: false },
];
const NOW = new Date(2026, 10, 21, 15, 0).getTime();
const AT = new Date(2026, 10, 21, 10, 42).getTime();
const LATER = AT + 60_000;
const dnd = { presence_id: "do_not_disturb" };
const own = { chosen_by_agent: true, cause: "agent" };
const saga = { set_by: "Saga Lindqvist" };
const lunch = { presence_id: "lunch", chosen_by_agent: true, since_ms: AT };

test.each<[Partial<AgentView>, string]>([
  [{}, "Available: none of your 5 units is in use."],
  [{ ...own, since_ms: AT }, "Available: you chose it at 10:42."],
  [{ presence_id: "busy", units_in_use: 2 }, "Busy: 2 of 5 units in use."],
  [{ ...dnd, units_in_use: 5 }, "Do not disturb: your capacity is full, 5 of 5 units in use."],
  [{ ...dnd, units_in_use: 6 }, "Do not disturb: your capacity is full, 6 of 5 units in use."],
  [{ ...dnd, units_total: 0 }, "Do not disturb: you have no capacity."],
  [{ ...dnd, ...own, since_ms: AT }, "Do not disturb: you chose it at 10:42."],
  [{ ...dnd, since_ms: AT }, "Do not disturb: the system set it at 10:42."],
  [
    { ...dnd, alerts: [{ cause: "rejected", at_ms: AT, count: 1 }] },
    "Do not disturb: you rejected an offer at 10:42.",
  ],
  [
    { ...dnd, alerts: [{ cause: "session_limit", at_ms: AT, count: 1 }] },
    "Do not disturb: you had as many sessions open as allowed at 10:42.",
  ],
  [
    { presence_id: "inactive", alerts: [{ cause: "missed", at_ms: AT, count: 1 }] },
    "Inactive: you missed an offer at 10:42.",
  ],
  [
    { presence_id: "inactive", alerts: [{ cause: "missed", at_ms: AT, count: 3 }] },
    "Inactive: you missed 3 offers, the last one at 10:42.",
  ],
  [
    { ...dnd, alerts: [{ cause: "rejected", at_ms: AT, count: 2 }] },
    "Do not disturb: you rejected 2 offers, the last one at 10:42.",
  ],
  [
    {
      ...dnd,
      alerts: [
        { cause: "rejected", at_ms: LATER, count: 1 },
        { cause: "missed", at_ms: AT, count: 1 },
      ],
    },
    "Do not disturb: you missed an offer at 10:42 and you rejected an offer at 10:43.",
  ],
  [
    { ...dnd, alerts: [{ cause: "hiccup", at_ms: AT, count: 1 }] },
    "Do not disturb: the system set it at 10:42.",
  ],
  [{ ...lunch, ...own }, "Lunch: you chose it at 10:42."],
  [{ ...lunch, ...saga, cause: "supervisor" }, "Lunch: Saga Lindqvist set it at 10:42."],
  [{ ...lunch, ...saga, cause: "reset" }, "Lunch: Saga Lindqvist reset it at 10:42."],
  [
    { ...saga, chosen_by_agent: false, cause: "reset", since_ms: AT },
    "Available: Saga Lindqvist reset it at 10:42 and none of your 5 units is in use.",
  ],
  [{ cause: "reset", since_ms: AT }, "Available: none of your 5 units is in use."],
  [{ ...lunch, cause: "reset" }, "Lunch: you reset it at 10:42."],
  [{ cause: "arrived", since_ms: AT }, "Available: none of your 5 units is in use."],
  [{ ...lunch, cause: "arrived" }, "Lunch: you signed in at 10:42."],
  [{ ...lunch, cause: "restored" }, "Lunch: you were back at 10:42, and it is as before."],
  [{ ...lunch, cause: "configured" }, "Lunch: an administrator changed settings at 10:42."],
  [
    { ...dnd, cause: "configured", units_total: 0, since_ms: AT },
    "Do not disturb: an administrator changed settings at 10:42 and you have no capacity.",
  ],
  [{ ...lunch, cause: "hiccup" }, "Lunch: the system set it at 10:42."],
  [{ presence_id: "offline", reachability: "gone" }, "Offline: you are not connected."],
])("%o is said as: %s", async (agent, sentence) => {
  await speak("en");
  const said = presenceSentence(i18n, agentView(agent), OPTIONS, NOW);
  expect(said.replace(/ AM/g, "").replace(/\u202fAM/g, "")).toBe(sentence);
});

test.each<[string, Partial<AgentView>, string | null]>([
  ["a choice by hand", { presence_id: "lunch", chosen_by_agent: true }, "lunch"],
  ["Available, by whomever", {}, "available"],
  ["Busy by load", { presence_id: "busy", units_in_use: 1 }, "busy"],
  ["a full load, which nobody can choose", { ...dnd, units_in_use: 5 }, null],
  [
    "an alert, which the choice has answered",
    { ...dnd, alerts: [{ cause: "rejected", at_ms: AT, count: 1 }] },
    null,
  ],
  ["Inactive, which only the system sets", { presence_id: "inactive" }, null],
])("Undo after %s leads to %s", (_, before, id) => {
  expect(undoOf(agentView(before), OPTIONS)).toBe(id);
});

test.each<[string, AgentView | null, Partial<AgentView>, boolean]>([
  ["the first value", null, {}, false],
  ["the same presence", agentView(), { units_in_use: 0 }, false],
  ["a change by load", agentView(), { presence_id: "busy" }, true],
  ["a choice by hand", agentView(), { ...dnd, ...own }, false],
  [
    "what a supervisor set",
    agentView(),
    { ...dnd, ...saga, chosen_by_agent: true, cause: "supervisor" },
    true,
  ],
  ["going offline", agentView(), { presence_id: "offline", reachability: "gone" }, false],
  ["coming back", agentView({ presence_id: "offline", reachability: "gone" }), {}, false],
])("%s is announced or not", (_, before, after, told) => {
  expect(isSystemChange(before, agentView(after))).toBe(told);
});
