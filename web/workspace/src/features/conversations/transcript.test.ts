/** Tells which lines a transcript shows. */

import { expect, test } from "vitest";
import type { OutboxMessage } from "../../realtime";
import { messageEvent, noticeEvent } from "../fixtures";
import { linesOf } from "./transcript";

const NAMES = { me: "Ann", customer: "Visitor 7" };

function waiting(changes: Partial<OutboxMessage> = {}): OutboxMessage {
  return { id: "w1", conversationId: "c1", text: "mine", writtenAtMs: 9_000, refusal: null, ...changes };
}

test("messages and notices stand in the order of their numbers, what is on its way after them", () => {
  const lines = linesOf([messageEvent(1, "hi"), noticeEvent(2, "joined")], [waiting()], NAMES);
  expect(lines.map((line) => [line.kind, line.key])).toEqual([
    ["message", "n1"],
    ["notice", "n2"],
    ["message", "w1"],
  ]);
  expect(lines.at(-1)).toMatchObject({ state: "sending", author: "Ann", side: "agent" });
});

test("a message whose own event has come is not shown twice while its result is awaited", () => {
  expect(linesOf([messageEvent(1, "mine", "agent", "w1")], [waiting()], NAMES)).toHaveLength(1);
});

test("a customer's message with the same client id hides nothing", () => {
  expect(linesOf([messageEvent(1, "theirs", "customer", "w1")], [waiting()], NAMES)).toHaveLength(2);
});

test("a refused message says that it was not sent, and why", () => {
  expect(linesOf([], [waiting({ refusal: "closed" })], NAMES)[0]).toMatchObject({
    state: "not sent",
    refusal: "closed",
  });
});

test("entries that only change the conversation's state are no lines", () => {
  const talk = { t: "event", stream: "", n: 1, at_ms: 0, body: { kind: "talk", talk: {} } } as never;
  expect(linesOf([talk], [], NAMES)).toEqual([]);
});

test("a customer without a name is called what the conversation is called", () => {
  const nameless = messageEvent(1, "hi");
  if (nameless.body.kind === "message") nameless.body.author.name = "";
  expect(linesOf([nameless], [], NAMES)[0]).toMatchObject({ author: "Visitor 7" });
});
