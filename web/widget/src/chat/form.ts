/** Decides about the pre-chat form: what is missing, and what of it goes with the first message. */

import type { Detail, Question } from "../wire";

/** As documented for the original's survey (interface 5.3). */
export const ANSWER_LIMIT = 512;

export type Answers = Readonly<Record<string, string>>;
export type Problem = "needed" | "needed_tick" | "bad_email";

/** Null when the answer will do. */
export function problemOf({ name, kind, required }: Question, answer = ""): Problem | null {
  const blank = answer.trim() === "";
  if (blank) return required ? (kind === "consent" ? "needed_tick" : "needed") : null;
  return name === "email" && !/^\S+@\S+\.\S+$/.test(answer.trim()) ? "bad_email" : null;
}

export function isComplete(questions: readonly Question[], answers: Answers): boolean {
  return questions.every((question) => problemOf(question, answers[question.name]) === null);
}

/** Only questions that are asked: a form may have changed since its answers were kept. */
export function answered(questions: readonly Question[], answers: Answers): Detail[] {
  return questions
    .map(({ name }) => ({ name, value: cut(answers[name] ?? "", ANSWER_LIMIT).trim() }))
    .filter(({ value }) => value !== "");
}

/** So many characters at most, none of them halved. */
export function cut(text: string, limit: number): string {
  return [...text].slice(0, limit).join("");
}

export function readAnswers(kept: string | null): Answers {
  try {
    const entries = Object.entries(JSON.parse(kept ?? "") as object);
    return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}
