import { expect, test } from "vitest";
import { FORM, MirroredKeep, NAME } from "../keep/keep";
import { keptAnswers, knownFirst } from "./first_message";
import { BLANK } from "./state";

test("a notice goes along in the language in which it was read, agreed or not", () => {
  const notice = { version: "v1", text: { en: "We listen." }, link: "", consent: false };
  const state = { ...BLANK, settings: { ...BLANK.settings, notice } };
  expect(knownFirst(state, "lv").notice).toEqual({ version: "v1", language: "en", agreed: false });
  expect(knownFirst({ ...state, agreed: true }, "en").notice?.agreed).toBe(true);
  expect(knownFirst(BLANK, "en").notice).toBeNull();
});

test("a name of 300 characters is whole among the answers and short as the visitor's name", () => {
  const known = knownFirst({ ...BLANK, answers: { name: "ก".repeat(300) } }, "th");
  expect(known.visitor_name).toHaveLength(200);
  expect(known.details[0]?.value).toHaveLength(300);
});

test("a form that was left half done comes back, else the name of last time", () => {
  expect(keptAnswers(new MirroredKeep({ [NAME]: "Ada" }))).toEqual({ name: "Ada" });
  expect(keptAnswers(new MirroredKeep({ [NAME]: "Ada", [FORM]: '{"name":"Bo","email":"b@c.d"}' }))).toEqual({
    name: "Bo",
    email: "b@c.d",
  });
});
