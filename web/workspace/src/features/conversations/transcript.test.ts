/** Tells which lines a transcript shows, how they are grouped, and which of them say how far they got. */

import { expect, test } from "vitest";
import type { Event } from "../../api";
import type { OutboxMessage } from "../../realtime";
import { messageEvent, noticeEvent } from "../fixtures";
import { type Line, linesAfter, pendingLines, placed, receiptsOf, upTo } from "./transcript";

function waiting(changes: Partial<OutboxMessage> = {}): OutboxMessage {
  return { id: "w1", conversationId: "c1", text: "mine", writtenAtMs: 9_000, refusal: null, ...changes };
}

/** A message of a day and time. */
function at(n: number, moment: Date, role: "customer" | "agent" = "customer"): Event {
  return { ...messageEvent(n, "x", role), at_ms: moment.getTime() };
}

function marksOf(line: Line | undefined): string {
  if (line === undefined) return "nothing";
  const said = line.kind === "message" ? [line.newAuthor && "author", line.newMinute && "minute"] : [];
  return [line.newDay && "day", ...said].filter(Boolean).join(" ");
}

test("messages and notices stand in the order of their numbers, what is on its way after them", () => {
  const lines = linesAfter(undefined, [messageEvent(1, "hi"), noticeEvent(2, "joined")]);
  const pending = pendingLines(lines, [waiting(), waiting({ id: "w2" })], "Ann");
  expect([...lines, ...pending].map((line) => [line.kind, line.key, line.n])).toEqual([
    ["message", "n1", 1],
    ["notice", "n2", 2],
    ["message", "w1", 3],
    ["message", "w2", 4],
  ]);
  expect(pending[0]).toMatchObject({ state: "sending", author: "Ann", side: "agent" });
});

test("a message whose own event has come is not shown twice while its result is awaited", () => {
  const lines = linesAfter(undefined, [messageEvent(1, "mine", "agent", "w1")]);
  expect(pendingLines(lines, [waiting()], "Ann")).toEqual([]);
});

test("a customer's message with the same client id hides nothing", () => {
  const lines = linesAfter(undefined, [messageEvent(1, "theirs", "customer", "w1")]);
  expect(pendingLines(lines, [waiting()], "Ann")).toHaveLength(1);
});

test("a refused message says that it was not sent, and why", () => {
  expect(pendingLines([], [waiting({ refusal: "closed" })], "Ann")[0]).toMatchObject({
    state: "not sent",
    refusal: "closed",
  });
});

test("entries that only change the conversation's state are no lines", () => {
  const talk = { t: "event", stream: "", n: 1, at_ms: 0, body: { kind: "talk", talk: {} } } as never;
  expect(linesAfter(undefined, [talk])).toEqual([]);
});

test("each day, author and minute is said once", () => {
  const evening = (minute: number, s = 0) => new Date(2026, 10, 20, 23, minute, s);
  const lines = linesAfter(undefined, [
    at(1, evening(50)),
    at(2, evening(50, 30)),
    at(3, evening(51)),
    at(4, evening(51, 20), "agent"),
    at(5, evening(58), "agent"),
    at(6, new Date(2026, 10, 21, 0, 1), "agent"),
  ]);
  expect(lines.map(marksOf)).toEqual([
    "day author minute",
    "",
    "minute",
    "author minute",
    "author minute",
    "day author minute",
  ]);
});

test("a line is said anew only when what stands before it makes a difference", () => {
  const [first, second] = linesAfter(undefined, [messageEvent(1, "a"), messageEvent(2, "b")]);
  if (first === undefined || second === undefined) throw new Error("no lines");
  expect(placed(second, first)).toBe(second);
  expect(marksOf(placed(second, undefined))).toBe("day author minute");
});

test("only the last own message of each state says it", () => {
  const own = [2, 5, 8, 9];
  const marks = { customer_delivered: 8, customer_read: 6, agent_read: 0 };
  expect([...receiptsOf(own, marks)]).toEqual([
    [9, "sent"],
    [8, "delivered"],
    [5, "read"],
  ]);
  expect([...receiptsOf(own, { ...marks, customer_read: 9 })]).toEqual([[9, "read"]]);
  expect([...receiptsOf([], marks)]).toEqual([]);
});

test.each([
  [0, 0],
  [2, 1],
  [7, 2],
  [99, 4],
])("of 2, 5, 8 and 9 up to %i are %i", (limit, count) => {
  expect(upTo([2, 5, 8, 9], limit)).toBe(count);
});
