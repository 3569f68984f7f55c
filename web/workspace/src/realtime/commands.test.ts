/** Tells how commands find their answers: at once, after a loss, later. */

import { beforeEach, expect, test } from "vitest";
import { Refusal, type Result } from "../api";
import { UNANSWERED } from "./commands";
import type { Connection } from "./connection";
import { FakeLine } from "./fake_line";
import { type FakeWorld, settled } from "./fakes";

let line: FakeLine;
let world: FakeWorld;
let connection: Connection;

beforeEach(() => {
  line = new FakeLine();
  ({ world, connection } = line);
});

function answer(id: string): Result {
  return { t: "result", id };
}

function lastDo() {
  const frame = world.socket.sentOf("do").at(-1);
  if (frame === undefined) throw new Error("no command was sent");
  return frame;
}

test("a result answers the command with its id", async () => {
  line.follow();
  const promise = connection.do({ name: "report_visible" });
  const frame = lastDo();
  expect(frame.id).toMatch(/^[0-9a-z]+-[0-9a-z]{10,}$/);
  world.socket.say(answer(frame.id));
  await expect(promise).resolves.toEqual(answer(frame.id));
});

test("a refusal rejects it with its code", async () => {
  line.follow();
  const promise = connection.do({ name: "accept_offer", offer_id: "o1", epoch: 1 });
  world.socket.say({ t: "refused", id: lastDo().id, code: "offer_over", sentence: "Too late." });
  await expect(promise).rejects.toEqual(new Refusal("offer_over", "Too late."));
});

test("what has no answer is sent again with the same id, in its order", () => {
  line.follow();
  void connection.do({ name: "report_visible" });
  void connection.do({ name: "choose_presence", presence_id: "away" });
  const before = world.socket.sentOf("do");
  const socket = line.loseAndComeBack();
  expect(socket.sentOf("do")).toEqual(before);
});

test("a command that was asked for while offline goes out after the welcome", () => {
  line.follow();
  world.socket.drop();
  void connection.do({ name: "report_visible" });
  world.clock.pass(1_000);
  expect(world.welcome().sentOf("do")).toHaveLength(1);
});

test("a command that was answered is not sent again", async () => {
  line.follow();
  void connection.do({ name: "report_visible" });
  world.socket.say(answer(lastDo().id));
  await settled();
  expect(line.loseAndComeBack().sentOf("do")).toEqual([]);
});

test("a refusal that may pass is repeated later with the same id", async () => {
  line.follow();
  const promise = connection.do({ name: "report_visible" });
  const { id } = lastDo();
  world.socket.say({ t: "refused", id, code: "read_only", sentence: "", again: true });
  expect(world.socket.sentOf("do")).toHaveLength(1);
  world.clock.pass(1_000);
  expect(world.socket.sentOf("do").map((frame) => frame.id)).toEqual([id, id]);
  world.socket.say(answer(id));
  await expect(promise).resolves.toEqual(answer(id));
});

test("a repeat that falls due while offline waits for the welcome and goes out once", () => {
  line.follow();
  void connection.do({ name: "report_visible" });
  world.socket.say({ t: "refused", id: lastDo().id, code: "going_down", sentence: "", again: true });
  expect(line.loseAndComeBack().sentOf("do")).toHaveLength(1);
  world.clock.pass(5_000);
  expect(world.socket.sentOf("do")).toHaveLength(1);
});

test("there is an end to what waits for an answer", async () => {
  const many = Array.from({ length: 500 }, () =>
    connection.request({ ...sendFrame, id: connection.makeId() + Math.random() }),
  );
  expect(many).toHaveLength(500);
  await expect(connection.do({ name: "report_visible" })).rejects.toMatchObject({ code: "too_many" });
});

const sendFrame = { t: "send", conversation_id: "c1", text: "x" } as const;

test("what says how things stand is sent once, and comes back when the line was lost", async () => {
  line.follow();
  const promise = connection.do({ name: "arrange_sessions", session_ids: ["s1"] }, "once");
  expect(world.socket.sentOf("do")).toHaveLength(1);
  const comesBack = expect(promise).rejects.toMatchObject({ code: UNANSWERED });
  expect(line.loseAndComeBack().sentOf("do")).toEqual([]);
  await comesBack;
});

test("and after a while when the server can't do it now", async () => {
  line.follow();
  const promise = connection.do({ name: "arrange_sessions", session_ids: ["s1"] }, "once");
  const comesBack = expect(promise).rejects.toMatchObject({ code: UNANSWERED });
  world.socket.say({ t: "refused", id: lastDo().id, code: "read_only", sentence: "", again: true });
  world.clock.pass(1_000);
  await comesBack;
  expect(world.socket.sentOf("do")).toHaveLength(1);
});

test("what is worth nothing later is not kept", () => {
  connection.start();
  expect(connection.mention({ t: "typing", conversation_id: "c1" })).toBe(false);
  world.welcome();
  expect(world.socket.sentOf("typing")).toEqual([]);
  expect(connection.mention({ t: "typing", conversation_id: "c1" })).toBe(true);
});

test("what is no longer wanted is not sent again, and comes back unanswered", async () => {
  line.follow();
  const unwanted = new AbortController();
  const frame = { t: "send", id: connection.makeId(), conversation_id: "c1", text: "hello" } as const;
  const promise = connection.request(frame, "kept", unwanted.signal);
  unwanted.abort();
  await expect(promise).rejects.toEqual(new Refusal(UNANSWERED, "No answer came."));
  expect(line.loseAndComeBack().sentOf("send")).toEqual([]);
});
