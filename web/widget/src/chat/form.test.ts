import { describe, expect, test } from "vitest";
import { answered, cut, isComplete, problemOf, readAnswers } from "./form";

describe("an answer", () => {
  test.each([
    [{ name: "name", required: true }, "  ", "needed"],
    [{ name: "name", required: true }, "Ada", null],
    [{ name: "name" }, "", null],
    [{ name: "terms", kind: "consent", required: true }, "", "needed_tick"],
    [{ name: "email" }, "ada@example", "bad_email"],
    [{ name: "email" }, " ada@shop.example ", null],
    [{ name: "email" }, "", null],
  ] as const)("to %o of %j has the problem %s", (question, answer, problem) => {
    expect(problemOf(question, answer)).toBe(problem);
  });
});

test("a form is complete when no question has a problem", () => {
  const questions = [{ name: "name", required: true }, { name: "email" }];
  expect(isComplete(questions, {})).toBe(false);
  expect(isComplete(questions, { name: "Ada" })).toBe(true);
});

test("only what is asked and answered goes along, cut to what the server takes", () => {
  const questions = [{ name: "name" }, { name: "email" }];
  const answers = { name: "👋".repeat(600), email: " ", old: "x" };
  expect(answered(questions, answers)).toEqual([{ name: "name", value: "👋".repeat(512) }]);
  expect(cut("a👋b", 2)).toBe("a👋");
});

test("what was kept and is broken counts as nothing", () => {
  expect(readAnswers(null)).toEqual({});
  expect(readAnswers("{")).toEqual({});
  expect(readAnswers('{"name":"Ada","age":7}')).toEqual({ name: "Ada" });
});
