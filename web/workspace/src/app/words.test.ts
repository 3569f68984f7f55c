/** Tells that every word of the server's that people read has a sentence here, in every language. */

import { expect, test } from "vitest";
import type {
  Bar,
  Cause,
  Entrance,
  OfferedStep,
  OverflowAct,
  OverflowCause,
  QueuedStep,
  WhatIfCode,
} from "../api";
import { noticeText } from "../features/conversations";
import { customerText } from "../features/customers";
import { stateName } from "../features/items";
import { outcomeText } from "../features/offers";
import { alertText, causeText } from "../features/presence";
import { keptText, nearText, needText, stepSentences, whatIfSentence } from "../features/routing";
import { unreadText } from "../features/sessions";
import { i18n, LANGUAGES, refusalText, speak } from "../ui";

const QUEUED: QueuedStep = {
  code: "queued",
  at_ms: 0,
  text: "",
  queue: "Support",
  entrance: "rule",
  classified_by: [],
  route: "Orders",
  overflowed: [],
  ended: false,
  failures: [],
  configuration: 0,
};
const OFFERED: OfferedStep = {
  code: "offered",
  at_ms: 0,
  text: "",
  queue: "Support",
  agent: "Ann",
  method: "",
  rule: "",
  preference: null,
  auto_assign: "never",
  order: [],
  units_free: null,
  kept: [],
  behind: 0,
  near: [],
  passed: 0,
  waiting: 1,
  failures: [],
  configuration: 0,
  floor: 0,
  what_if: null,
};

const python = import.meta.glob<string>("../../../../src/cordboard/{core,app}/*.py", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Return the values of a StrEnum of the server's. */
function wordsOf(file: string, name: string): string[] {
  const text = python[`../../../../src/cordboard/${file}.py`] ?? "";
  const body = text.split(`class ${name}(StrEnum):`)[1]?.split(/\n\n\n/)[0] ?? "";
  const words = [...body.matchAll(/^ {4}[A-Z_]+ = "([a-z_]+)"/gm)].map((match) => match[1] ?? "");
  if (words.length === 0) throw new Error(`${name} was not found in ${file}`);
  return words;
}

test.each(wordsOf("core/errors", "Code"))("the refusal %s has a sentence of its own", async (code) => {
  await speak("en");
  expect(refusalText(i18n, code)).not.toBe(refusalText(i18n, "no such code"));
});

test.each(wordsOf("app/entries", "Notice"))("the notice %s has a sentence", async (code) => {
  await speak("en");
  expect(noticeText(i18n, { code, name: "Ann" })).not.toBe(code);
});

test.each(wordsOf("core/offer", "Outcome"))(
  "the outcome %s is an answer of the agent's or has a toast",
  (outcome) => {
    const other = outcomeText("no such outcome", "x");
    expect(outcomeText(outcome, "x")?.id).not.toBe(other?.id);
  },
);

test.each(wordsOf("core/presence", "AlertCause"))("the alert %s has a sentence of its own", (cause) => {
  expect(alertText(cause)).not.toBe(alertText("no such cause"));
});

test.each(wordsOf("core/presence", "Cause"))("the cause of a presence %s has a sentence", (cause) => {
  const change = { cause: cause as Cause, by: "system:system", by_name: "" };
  expect(causeText(change, "ann").id).not.toBe(causeText({ ...change, cause: "no such" as Cause }, "ann").id);
});

test.each(wordsOf("core/conversation", "State"))("the state %s has a name", async (state) => {
  await speak("en");
  expect(stateName(i18n, state)).not.toBe(state);
});

test.each(wordsOf("core/conversation", "CustomerLink"))(
  "the customer's state %s has a name",
  async (link) => {
    await speak("en");
    expect(customerText(i18n, link)).not.toBe(link);
  },
);

test.each(wordsOf("core/explanation", "Bar"))("what kept an agent from work, %s, has words", async (bar) => {
  await speak("en");
  const near = { agent: "Ann", bar: bar as Bar };
  expect(keptText(i18n, { bar: bar as Bar, count: 2 })).not.toBe(`2 ${bar}`);
  expect(nearText(i18n, near)).not.toBe(`Ann: ${bar}`);
  expect(needText(i18n, near)).not.toBe(bar);
});

test.each(wordsOf("core/explanation", "Entrance"))("the way into a queue %s has words", async (entrance) => {
  await speak("en");
  const step = { ...QUEUED, entrance: entrance as Entrance };
  expect(stepSentences(i18n, step).join()).toMatch(/^Put into Support/);
});

test.each(wordsOf("core/overflow", "OverflowAct"))("what an overflow does, %s, has words", async (act) => {
  await speak("en");
  const overflowed = [{ queue: "Sales", cause: null, act: act as OverflowAct }];
  expect(stepSentences(i18n, { ...QUEUED, overflowed })).toHaveLength(3);
});

test.each(wordsOf("core/overflow", "OverflowCause"))("the overflow's cause %s has words", async (cause) => {
  await speak("en");
  const passed = { queue: "Sales", cause: cause as OverflowCause, act: "end" } as const;
  expect(stepSentences(i18n, { ...QUEUED, overflowed: [passed] })).toHaveLength(3);
});

test.each(wordsOf("core/workstream", "Method"))("the method %s has words of its own", async (method) => {
  await speak("en");
  expect(stepSentences(i18n, { ...OFFERED, method })[0]).not.toBe("Offered to Ann.");
});

test.each(wordsOf("core/notification", "AutoAssign").filter((when) => when !== "never"))(
  "work that is assigned %s is said to need no answer",
  async (when) => {
    await speak("en");
    const step = { ...OFFERED, auto_assign: when as OfferedStep["auto_assign"] };
    expect(stepSentences(i18n, step).join()).toContain("It needed no answer");
  },
);

test.each(wordsOf("app/routing_story", "WhatIfCode"))("the change %s has words", async (code) => {
  await speak("en");
  const failure = { rule: "VIP", attribute: "detail.tier", reason: "missing" };
  const whatIf = { code: code as WhatIfCode, text: "unsaid", failure };
  expect(whatIfSentence(i18n, whatIf)).not.toBe("unsaid");
});

test.each(LANGUAGES.map((language) => language.id))("every sentence is there in %s", async (id) => {
  const loaded = await LANGUAGES.find((language) => language.id === id)?.load();
  const [first] = LANGUAGES;
  const english = await first?.load();
  expect(Object.keys(loaded?.messages ?? {}).sort()).toEqual(Object.keys(english?.messages ?? {}).sort());
  expect(Object.values(loaded?.messages ?? {}).filter((message) => message === "")).toEqual([]);
});

test.each([
  ["lv", 0, "0 jaunu atjauninājumu"],
  ["lv", 1, "1 jauns atjauninājums"],
  ["lv", 2, "2 jauni atjauninājumi"],
  ["lv", 11, "11 jaunu atjauninājumu"],
  ["lv", 21, "21 jauns atjauninājums"],
  ["sv", 1, "1 ny uppdatering"],
  ["sv", 2, "2 nya uppdateringar"],
  ["th", 1, "1 รายการ"],
  ["id", 5, "5 pembaruan"],
])("[S16 tooltip] the tooltip in %s counts %i as people do", async (language, count, words) => {
  await speak(language);
  expect(i18n._(unreadText("Māra", count))).toContain(words);
});
