/** Tells when marks go out. */

import { beforeEach, expect, test } from "vitest";
import type { Mark } from "../../api";
import { FakeClock } from "../../realtime/fakes";
import { MARK_EVERY_MS, Marking } from "./marking";

let clock: FakeClock;
let sent: Mark[];
let online: boolean;
let marking: Marking;

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  online = true;
  marking = new Marking({
    send: (frame) => {
      if (online) sent.push(frame);
      return online;
    },
    after: (delayMs, run) => clock.after(delayMs, run),
  });
});

function numbers(): [string, number, number][] {
  return sent.map((frame) => [frame.conversation_id, frame.delivered, frame.read]);
}

test("the first goes out at once, then one a second, and the last is never lost", () => {
  for (let n = 1; n <= 5; n += 1) marking.note("c1", n, n);
  expect(numbers()).toEqual([["c1", 1, 1]]);
  clock.pass(MARK_EVERY_MS);
  expect(numbers()).toEqual([
    ["c1", 1, 1],
    ["c1", 5, 5],
  ]);
  clock.pass(60_000);
  expect(sent).toHaveLength(2);
});

test("a mark that says nothing new is not sent", () => {
  marking.note("c1", 4, 4);
  marking.note("c1", 4, 3);
  clock.pass(60_000);
  expect(sent).toHaveLength(1);
});

test("the last mark of a conversation that was left in between goes out too", () => {
  marking.note("c1", 1, 1);
  marking.note("c1", 2, 2);
  marking.note("c2", 9, 9);
  clock.pass(MARK_EVERY_MS);
  expect(numbers().slice(1)).toEqual([
    ["c1", 2, 2],
    ["c2", 9, 9],
  ]);
});

test("of a conversation that was forgotten nothing is said again", () => {
  marking.note("c1", 1, 1);
  marking.note("c2", 2, 2);
  clock.pass(MARK_EVERY_MS);
  marking.forget("c1");
  marking.again();
  clock.pass(60_000);
  expect(numbers()).toEqual([
    ["c1", 1, 1],
    ["c2", 2, 2],
    ["c2", 2, 2],
  ]);
});

test("without a connection it waits, and a new one hears the newest mark again", () => {
  marking.note("c1", 1, 1);
  online = false;
  marking.note("c1", 2, 2);
  clock.pass(10 * MARK_EVERY_MS);
  online = true;
  marking.again();
  clock.pass(MARK_EVERY_MS);
  expect(numbers().at(-1)).toEqual(["c1", 2, 2]);
});
