/** Tells what becomes of messages between the key press and the server's result. */

import { beforeEach, expect, test } from "vitest";
import type { Result } from "../api";
import { Refusal } from "../api";
import { FakeKeep, settled } from "./fakes";
import type { CommandFrame } from "./frames";
import { Outbox } from "./outbox";

let keep: FakeKeep;
let sent: {
  frame: CommandFrame;
  unwanted: AbortSignal;
  resolve: (result: Result) => void;
  reject: (reason: Refusal) => void;
}[];
let made: number;

beforeEach(() => {
  keep = new FakeKeep();
  sent = [];
  made = 0;
});

function openOutbox(userId = "ann"): Outbox {
  return new Outbox({
    keep,
    userId,
    request: (frame, unwanted) =>
      new Promise((resolve, reject) => sent.push({ frame, unwanted, resolve, reject })),
    makeId: () => `id-${++made}`,
    nowMs: () => 1_000 + made,
  });
}

function texts(outbox: Outbox): string[] {
  return outbox.state.getState().messages.map((message) => message.text);
}

async function answerNext(index: number): Promise<void> {
  const one = sent[index];
  one?.resolve({ t: "result", id: one.frame.id });
  await settled();
}

test("a message is kept until its result, then no longer", async () => {
  const outbox = openOutbox();
  outbox.write("c1", "hello");
  expect(texts(outbox)).toEqual(["hello"]);
  expect(keep.length).toBe(1);
  await answerNext(0);
  expect(texts(outbox)).toEqual([]);
  expect(keep.length).toBe(0);
});

test("a page that was reloaded sends what the earlier one left, with the same ids", () => {
  openOutbox().write("c1", "before the crash");
  const again = openOutbox();
  expect(texts(again)).toEqual(["before the crash"]);
  again.start();
  expect(sent.map((one) => one.frame.id)).toEqual(["id-1", "id-1"]);
});

test("messages of one conversation go one after the other, in their order", async () => {
  const outbox = openOutbox();
  outbox.write("c1", "one");
  outbox.write("c1", "two");
  outbox.write("c2", "elsewhere");
  expect(sent.map((one) => one.frame)).toMatchObject([{ text: "one" }, { text: "elsewhere" }]);
  await answerNext(0);
  expect(sent.at(-1)?.frame).toMatchObject({ text: "two" });
});

test("a refused message stays, says why, and does not hold up the next", async () => {
  const outbox = openOutbox();
  outbox.write("c1", "too late");
  outbox.write("c1", "next");
  sent[0]?.reject(new Refusal("closed", ""));
  await settled();
  expect(outbox.state.getState().messages[0]?.refusal).toBe("closed");
  expect(sent.at(-1)?.frame).toMatchObject({ text: "next" });
});

test("a refused message can be sent again, under a new id where that was refused, or thrown away", async () => {
  const outbox = openOutbox();
  outbox.write("c1", "try me");
  sent[0]?.reject(new Refusal("id_reused", ""));
  await settled();
  outbox.retry("id-1");
  expect(sent.at(-1)?.frame).toMatchObject({ id: "id-2", text: "try me" });
  sent[1]?.reject(new Refusal("closed", ""));
  await settled();
  outbox.discard("id-2");
  expect(texts(outbox)).toEqual([]);
  expect(keep.length).toBe(0);
});

test("a message on its way can't be thrown away", () => {
  const outbox = openOutbox();
  outbox.write("c1", "on its way");
  outbox.discard("id-1");
  expect(texts(outbox)).toEqual(["on its way"]);
});

test("each user has an outbox of their own in a shared browser", () => {
  openOutbox("ann").write("c1", "ann's");
  expect(texts(openOutbox("bob"))).toEqual([]);
});

test("a full storage does not stop a message from being sent", () => {
  keep.full = true;
  const outbox = openOutbox();
  outbox.write("c1", "hello");
  expect(sent).toHaveLength(1);
});

test("spoiled entries in the storage are left alone", () => {
  keep.setItem("cordboard.outbox.ann.x", "{broken");
  expect(texts(openOutbox())).toEqual([]);
});

const keyOf = (id: string) => `cordboard.outbox.ann.${id}`;

test("sent again from two windows a message has one id, so that the server takes it once", async () => {
  const one = openOutbox();
  one.write("c1", "hello");
  sent[0]?.reject(new Refusal("closed", ""));
  await settled();
  const two = openOutbox();
  one.retry("id-1");
  two.retry("id-1");
  expect(sent.map(({ frame }) => frame.id)).toEqual(["id-1", "id-1", "id-1"]);
});

test("what another window has sent or thrown away is not offered here, nor sent again", async () => {
  const one = openOutbox();
  one.write("c1", "hello");
  sent[0]?.reject(new Refusal("id_reused", ""));
  await settled();
  const [two, three] = [openOutbox(), openOutbox()];
  one.retry("id-1");
  two.takeStored(keyOf("id-1"));
  expect(texts(two)).toEqual([]);
  // It has not heard of it yet.
  three.retry("id-1");
  expect(texts(three)).toEqual([]);
  expect(sent.map(({ frame }) => frame.id)).toEqual(["id-1", "id-2"]);
});

test("a message that another window threw away is withdrawn, and a late refusal does not bring it back", async () => {
  openOutbox().write("c1", "hello");
  const two = openOutbox();
  two.start();
  keep.removeItem(keyOf("id-1"));
  two.takeStored(keyOf("id-1"));
  expect(sent[1]?.unwanted.aborted).toBe(true);
  sent[1]?.reject(new Refusal("unanswered", ""));
  await settled();
  expect(texts(two)).toEqual([]);
  expect(keep.length).toBe(0);
});
