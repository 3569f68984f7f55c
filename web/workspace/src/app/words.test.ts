/** Tells that every word of the server's that people read has a sentence here, in every language. */

import { expect, test } from "vitest";
import { noticeText } from "../features/conversations";
import { customerText } from "../features/customers";
import { stateName } from "../features/items";
import { outcomeText } from "../features/offers";
import { alertText } from "../features/presence";
import { unreadText } from "../features/sessions";
import { i18n, LANGUAGES, refusalText, speak } from "../ui";

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

test.each(wordsOf("app/audience", "Notice"))("the notice %s has a sentence", async (code) => {
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
