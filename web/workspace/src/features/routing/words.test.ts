/** Tells the sentences of a routing story, and that every code of the server's has words of its own. */

import { beforeEach, expect, test } from "vitest";
import type { Bar, OfferedStep, QueuedStep, UnplacedStep, WhatIf } from "../../api";
import { i18n, speak } from "../../ui";
import { keptText, nearText, needText } from "./bars";
import { nearLines, type Step, stepSentences, whatIfSentence } from "./words";

beforeEach(() => speak("en"));

const QUEUED: QueuedStep = {
  code: "queued",
  at_ms: 0,
  text: "In English.",
  queue: "Support",
  entrance: "rule",
  classified_by: [],
  route: "Orders",
  overflowed: [],
  ended: false,
  failures: [],
  configuration: 1,
};

const OFFERED: OfferedStep = {
  code: "offered",
  at_ms: 0,
  text: "In English.",
  queue: "Support",
  agent: "Anna",
  method: "highest_capacity",
  rule: "",
  preference: null,
  auto_assign: "never",
  order: [-3, 0],
  units_free: 3,
  kept: [],
  behind: 0,
  near: [],
  passed: 0,
  waiting: 1,
  failures: [],
  configuration: 1,
  floor: 1,
  what_if: null,
};

const UNPLACED: UnplacedStep = {
  code: "unplaced",
  at_ms: 0,
  text: "In English.",
  queue: "Support",
  members: 12,
  kept: [],
  near: [],
  given_up: false,
  failures: [],
  configuration: 1,
  floor: 1,
};

test.each<[Partial<QueuedStep>, string]>([
  [{}, "Put into Support by the rule Orders."],
  [
    { entrance: "fallback", classified_by: ["language/thai", "topic/orders"] },
    "Put into Support, the fallback queue: no other was suitable. Classified by: language/thai and topic/orders.",
  ],
  [
    { entrance: "overflow", overflowed: [{ queue: "Sales", cause: "out_of_hours", act: "to_queue" }] },
    "Put into Support because another queue did not take it. Sales was closed. It was sent on to another queue.",
  ],
  [
    { ended: true, overflowed: [{ queue: "Sales", cause: null, act: "end" }] },
    "It had waited in Sales as long as it may. The conversation was ended.",
  ],
  [
    { failures: [{ rule: "VIP", attribute: "detail.tier", reason: "missing" }] },
    "Put into Support by the rule Orders. The rule VIP could not be decided: detail.tier was missing.",
  ],
])("%o is said as: %s", (changes, sentence) => {
  expect(stepSentences(i18n, { ...QUEUED, ...changes }).join(" ")).toBe(sentence);
});

test.each<[Partial<OfferedStep>, string]>([
  [{}, "Offered to Anna, who had the most free capacity: 3 units."],
  [{ units_free: 1 }, "Offered to Anna, who had the most free capacity: 1 unit."],
  [{ preference: "had_it" }, "Offered to Anna, who had it before."],
  [{ method: "custom", units_free: null, rule: "vip/gold" }, "Offered to Anna by the rule vip/gold."],
  [{ method: "by_dice", units_free: null }, "Offered to Anna."],
  [{ agent: "", units_free: null }, "Offered to somebody."],
  [
    { agent: "", units_free: null, auto_assign: "at_once" },
    "Offered to somebody. It needed no answer: it was to be assigned as soon as a page showed it.",
  ],
  [
    { preference: "favoured", auto_assign: "after_timeout" },
    "Offered to Anna, who was named by the classification. " +
      "It needed no answer: it was to be assigned when its time was over.",
  ],
  [
    {
      failures: [
        { rule: "Tier/gold", attribute: "detail.tier", reason: "missing" },
        { rule: "Tier/silver", attribute: "detail.tier", reason: "missing" },
      ],
      failures_left: 30,
    },
    "Offered to Anna, who had the most free capacity: 3 units. " +
      "The rule Tier/gold could not be decided: detail.tier was missing.",
  ],
  [
    {
      units_free: null,
      method: "round_robin",
      kept: [
        { bar: "not_there", count: 7 },
        { bar: "skills", count: 1, lacks: "Thai" },
      ],
      behind: 2,
      near: [
        { agent: "Budi", bar: "capacity", units: 1 },
        { agent: "Citra", bar: null },
      ],
      passed: 1,
      waiting: 5,
    },
    "Offered to Anna, who had been longest without a turn in this queue. " +
      "Of the others in the queue, 7 were not connected and 1 lacked the skill Thai. " +
      "2 others stood behind. Older work was passed over that Anna could not take. " +
      "5 were waiting in the queue, this one among them.",
  ],
])("%o is said as: %s", (changes, sentence) => {
  expect(stepSentences(i18n, { ...OFFERED, ...changes }).join(" ")).toBe(sentence);
});

test.each<[Partial<UnplacedStep>, string]>([
  [
    {
      kept: [
        { bar: "capacity", count: 9 },
        { bar: "skills", count: 3, lacks: "Thai" },
      ],
    },
    "Nobody could take it. Of 12 members of Support: 9 had too little free capacity and 3 lacked the skill Thai.",
  ],
  [{ members: 0 }, "Nobody could take it: Support had no members."],
  [{ given_up: true }, "So many agents declined it that it can only be picked now."],
])("%o is said as: %s", (changes, sentence) => {
  expect(stepSentences(i18n, { ...UNPLACED, ...changes }).join(" ")).toBe(sentence);
});

test.each<[WhatIf, string]>([
  [
    {
      code: "another_winner",
      text: "",
      agent: "Budi",
      needs: [{ agent: "Budi", bar: "capacity", units: 2 }],
    },
    "To get it instead, Budi would have had to have 2 more units free.",
  ],
  [
    { code: "next_in_line", text: "", agent: "Budi", winner: "Anna" },
    "Without Anna it would have gone to Budi.",
  ],
  [
    {
      code: "could_take",
      text: "",
      agent: "Anna",
      needs: [
        { agent: "Anna", bar: "not_there" },
        { agent: "Anna", bar: "skills", lacks: "Thai", rating: 5 },
      ],
    },
    "To take it, Anna would have to be connected and have the skill Thai at 5 or better.",
  ],
])("%o is said as: %s", (whatIf, sentence) => {
  expect(whatIfSentence(i18n, whatIf)).toBe(sentence);
});

test("a step, a change and a reason that are newer than this page are told as the server tells them", () => {
  const newer = { ...QUEUED, code: "dreamed", text: "Dreamed of." } as unknown as Step;
  expect(stepSentences(i18n, newer)).toEqual(["Dreamed of."]);
  const change = { code: "wish", text: "Wish for it." } as unknown as WhatIf;
  expect(whatIfSentence(i18n, change)).toBe("Wish for it.");
  const entrance = { ...QUEUED, entrance: "constructor" } as unknown as Step;
  expect(stepSentences(i18n, entrance)).toEqual(["In English."]);
  expect(keptText(i18n, { bar: "constructor" as Bar, count: 2 })).toBe("2 constructor");
});

const BUDI = { agent: "Budi", bar: "capacity", units: 1 } as const;
const CITRA = { agent: "Citra", bar: null } as const;

test("a few who could not take it are named in the sentence, and the others who were near beside it", () => {
  const few: OfferedStep = { ...OFFERED, kept: [{ bar: "capacity", count: 1 }], near: [BUDI, CITRA] };
  expect(stepSentences(i18n, few)).toContain("Of the others in the queue, Budi was short of 1 unit.");
  expect(nearLines(i18n, few)).toEqual(["Citra could have taken it too"]);
});

test("of many who could not take it each who was near has a line", () => {
  const many: UnplacedStep = { ...UNPLACED, kept: [{ bar: "capacity", count: 9 }], near: [BUDI] };
  expect(stepSentences(i18n, many).join()).not.toContain("Budi");
  expect(nearLines(i18n, many)).toEqual(["Budi was short of 1 unit"]);
  expect(nearLines(i18n, QUEUED)).toEqual([]);
});

test("in Thai a name in other letters has a space before it", async () => {
  await speak("th");
  const two = stepSentences(i18n, { ...QUEUED, classified_by: ["a/b", "c/d"] });
  expect(two.join()).toContain("a/b และ c/d");
});

test("names can't turn the sentence around them", () => {
  expect(nearText(i18n, { agent: "Ev\u202eil", bar: "not_there" })).toBe("Evil was not connected");
  expect(needText(i18n, { agent: "x", bar: "skills", lacks: "Th\u2066ai" })).toBe("have the skill Thai");
});
