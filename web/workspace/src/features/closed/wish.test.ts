/** Tells what can be searched for, and how it is asked. */

import { expect, test } from "vitest";
import { asWish, hasShortWords, NO_WISH, problemOf, queryOf } from "./wish";

test.each([
  [{}, "empty"],
  [{ text: "   " }, "empty"],
  [{ text: " x " }, "short"],
  [{ text: "👍" }, "short"],
  [{ text: "ขล" }, null],
  [{ queueId: "q1" }, null],
  [{ mine: true }, null],
  [{ from: "2026-11-22", to: "2026-11-21" }, "days"],
  [{ from: "2026-11-21", to: "2026-11-21" }, null],
] as const)("the wish %j: %s", (parts, problem) => {
  expect(problemOf({ ...NO_WISH, ...parts })).toBe(problem);
});

test("days are the reader's, and the last one counts to its end", () => {
  const query = queryOf({ ...NO_WISH, text: " flute ", from: "2026-11-21", to: "2026-12-31" });
  expect(query).toMatchObject({
    text: "flute",
    sinceMs: new Date(2026, 10, 21).getTime(),
    untilMs: new Date(2027, 0, 1).getTime() - 1,
  });
  expect(queryOf({ ...NO_WISH, from: "tomorrow" })).not.toHaveProperty("sinceMs");
});

test("words that are only looked for in names are told apart", () => {
  const has = (text: string) => hasShortWords({ ...NO_WISH, text });
  expect([has("flute 7"), has("flute"), has("")]).toEqual([true, false, false]);
});

test("of what was kept only what is known comes back", () => {
  expect(asWish({ text: "flute", mine: true, queueId: 7, hat: "red" })).toEqual({
    ...NO_WISH,
    text: "flute",
    mine: true,
  });
  expect([asWish(null), asWish("x"), asWish([])]).toEqual([NO_WISH, NO_WISH, NO_WISH]);
});
