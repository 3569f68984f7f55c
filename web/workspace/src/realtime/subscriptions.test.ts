/** Tells how streams are followed: resumed, repeated, with gaps, lost. */

import { beforeEach, expect, test } from "vitest";
import type { Connection } from "./connection";
import { FakeLine, recorder } from "./fake_line";
import { event, type FakeWorld, queueSnapshot } from "./fakes";

let line: FakeLine;
let world: FakeWorld;
let connection: Connection;

beforeEach(() => {
  line = new FakeLine();
  ({ world, connection } = line);
});

test("a first subscription asks for a snapshot, then takes events in order", () => {
  const seen = line.follow();
  expect(world.socket.sentOf("subscribe")).toEqual([{ t: "subscribe", stream: "queue:q1", after: null }]);
  world.socket.say(event(6), event(7));
  expect(seen).toEqual(["snapshot 5", "event 6", "event 7"]);
});

test("after a loss every stream goes on from its own number", () => {
  const seen = line.follow();
  world.socket.say(event(6));
  const socket = line.loseAndComeBack();
  expect(socket.sentOf("subscribe")).toEqual([{ t: "subscribe", stream: "queue:q1", after: 6 }]);
  socket.say(event(7), { t: "caught_up", stream: "queue:q1", n: 7 });
  expect(seen).toEqual(["snapshot 5", "event 6", "event 7"]);
  expect(line.status).toBe("live");
});

test("a repeated event is ignored", () => {
  const seen = line.follow();
  world.socket.say(event(6), event(6), event(5));
  expect(seen).toEqual(["snapshot 5", "event 6"]);
  expect(world.socket.sentOf("subscribe")).toHaveLength(1);
});

test("a gap is not shown; it is closed from the last number", () => {
  const seen = line.follow();
  world.socket.say(event(8));
  expect(world.socket.sent.at(-1)).toEqual({ t: "subscribe", stream: "queue:q1", after: 5 });
  expect(line.status).toBe("catching up");
  world.socket.say(event(6), event(7), event(8), { t: "caught_up", stream: "queue:q1", n: 8 });
  expect(seen).toEqual(["snapshot 5", "event 6", "event 7", "event 8"]);
  expect(line.status).toBe("live");
});

test("live events beyond a gap don't ask again while the answer is on its way", () => {
  line.follow();
  world.socket.say(event(8), event(9), event(10));
  expect(world.socket.sentOf("subscribe")).toHaveLength(2);
});

test("a gap that comes back again and again is healed by a snapshot", () => {
  line.follow();
  world.socket.say(event(8));
  world.socket.say({ t: "caught_up", stream: "queue:q1", n: 8 });
  world.socket.say({ t: "caught_up", stream: "queue:q1", n: 8 });
  expect(world.socket.sent.at(-1)).toEqual({ t: "subscribe", stream: "queue:q1", after: null });
});

test("asking has an end when even snapshots don't help", () => {
  line.follow();
  for (let turn = 0; turn < 100; turn += 1) world.socket.say({ t: "caught_up", stream: "queue:q1", n: 99 });
  expect(world.socket.sentOf("subscribe").length).toBeLessThan(10);
});

test("a resync takes a snapshot", () => {
  const seen = line.follow();
  world.socket.say({ t: "resync", stream: "queue:q1" });
  expect(world.socket.sent.at(-1)).toEqual({ t: "subscribe", stream: "queue:q1", after: null });
  world.socket.say(queueSnapshot(90), { t: "caught_up", stream: "queue:q1", n: 90 });
  expect(seen).toEqual(["snapshot 5", "snapshot 90"]);
});

test("a lost right ends a subscription, and it is not asked for again", () => {
  const seen = line.follow();
  world.socket.say({ t: "ended", stream: "queue:q1", code: "not_allowed" });
  expect(seen.at(-1)).toBe("ended not_allowed");
  expect(line.loseAndComeBack().sentOf("subscribe")).toEqual([]);
});

test("a stream that is left is unsubscribed and no longer heard", () => {
  connection.start();
  world.welcome();
  const { seen, listener } = recorder();
  const leave = connection.subscribe("queue:q1", listener);
  leave();
  world.socket.say(queueSnapshot(1));
  expect(world.socket.sent.at(-1)).toEqual({ t: "unsubscribe", stream: "queue:q1" });
  expect(seen).toEqual([]);
});
