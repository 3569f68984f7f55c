/** Tells how a transcript grows: snapshots, entries, older ones. */

import { expect, test } from "vitest";
import type { Event, TalkSnapshot } from "../../api";
import { messageEvent, noticeEvent, talkView } from "../fixtures";
import {
  addOlder,
  applyEntry,
  LINES_KEPT,
  NO_TALK,
  newestN,
  type Talk,
  takeSnapshot,
  trimmed,
  unreadCount,
  withMarks,
} from "./talk";

function snapshotOf(...entries: Event[]): Talk {
  return takeSnapshot(NO_TALK, snapshot(entries));
}

function snapshot(entries: Event[], unread_earlier = 0): TalkSnapshot {
  return { of: "conversation", talk: talkView(), entries, marks: {}, unread_earlier };
}

function numbers(talk: Talk): number[] {
  return talk.lines.map((line) => line.n);
}

test("entries follow their snapshot", () => {
  const talk = applyEntry(snapshotOf(messageEvent(1, "hi")), messageEvent(2, "hello", "agent"));
  expect(numbers(talk)).toEqual([1, 2]);
  expect(talk.hasOlder).toBe(false);
});

test("a transcript that begins late says that there is more before", () => {
  expect(snapshotOf(messageEvent(40, "hi")).hasOlder).toBe(true);
});

test("older entries come before, and none comes twice", () => {
  const talk = addOlder(snapshotOf(messageEvent(3, "c")), {
    entries: [messageEvent(1, "a"), messageEvent(2, "b"), messageEvent(3, "c")],
    more: false,
  });
  expect(numbers(talk)).toEqual([1, 2, 3]);
  expect(talk.hasOlder).toBe(false);
});

test("a later snapshot that touches what is known keeps the older entries", () => {
  const known = snapshotOf(messageEvent(1, "a"), messageEvent(2, "b"));
  const later = takeSnapshot(known, snapshot([messageEvent(3, "c")]));
  expect(numbers(later)).toEqual([1, 2, 3]);
});

test("a later snapshot beyond a hole replaces everything", () => {
  const known = snapshotOf(messageEvent(1, "a"));
  const later = takeSnapshot(known, snapshot([messageEvent(9, "i")]));
  expect(numbers(later)).toEqual([9]);
  expect(later.hasOlder).toBe(true);
});

test("a change of the conversation changes its view", () => {
  const changed: Event = {
    t: "event",
    stream: "",
    n: 2,
    at_ms: 0,
    body: { kind: "talk", talk: talkView({ status: "ended" }) },
  };
  expect(applyEntry(snapshotOf(messageEvent(1, "a")), changed).view?.status).toBe("ended");
});

test("a message of the customer's ends their typing", () => {
  const typing = { ...snapshotOf(), typingUntilMs: 99 };
  expect(applyEntry(typing, messageEvent(1, "a")).typingUntilMs).toBe(0);
  expect(applyEntry(typing, messageEvent(1, "a", "agent")).typingUntilMs).toBe(99);
});

test("[S16 count] only customers' messages after the last one seen are unread", () => {
  const talk = snapshotOf(
    messageEvent(1, "a"),
    noticeEvent(2, "joined"),
    messageEvent(3, "b"),
    messageEvent(4, "c", "agent"),
    messageEvent(5, "d"),
  );
  expect(unreadCount(talk, 0)).toBe(3);
  expect(unreadCount(talk, 3)).toBe(1);
  expect(unreadCount(talk, newestN(talk))).toBe(0);
});

test("[S16 count] unread messages before the snapshot are counted once, until they are read", () => {
  const talk = takeSnapshot(NO_TALK, snapshot([messageEvent(40, "a"), messageEvent(41, "b")], 7));
  expect(unreadCount(talk, 10)).toBe(9);
  const longer = addOlder(talk, { entries: [messageEvent(38, "y"), messageEvent(39, "z")], more: true });
  expect(unreadCount(longer, 10)).toBe(9);
  expect(unreadCount(longer, 39)).toBe(2);
  expect(unreadCount(longer, Number.POSITIVE_INFINITY)).toBe(0);
});

test("a line keeps its place in the count, whatever comes before or is dropped", () => {
  const placeOf = (talk: Talk, n: number) => talk.origin + talk.lines.findIndex((line) => line.n === n);
  let talk = snapshotOf(messageEvent(9, "i"));
  const place = placeOf(talk, 9);
  talk = addOlder(talk, { entries: [messageEvent(7, "g"), noticeEvent(8, "joined")], more: true });
  expect(placeOf(talk, 9)).toBe(place);
  for (let n = 10; n < 10 + LINES_KEPT - 1; n += 1) talk = applyEntry(talk, messageEvent(n, "x"));
  talk = trimmed(talk, 0);
  expect(talk.lines).toHaveLength(LINES_KEPT);
  expect(placeOf(talk, 9)).toBe(place);
});

test("a long conversation that nobody looks at keeps its latest lines and all of its unread messages", () => {
  let talk = snapshotOf(messageEvent(1, "first"));
  for (let n = 2; n <= 3_000; n += 1) talk = trimmed(applyEntry(talk, messageEvent(n, "x")));
  expect(talk.lines.length).toBeLessThanOrEqual(LINES_KEPT + 100);
  expect(talk.hasOlder).toBe(true);
  expect(talk.firstN).toBe(talk.lines[0]?.n);
  expect(talk.lines[0]).toMatchObject({ newDay: true, newAuthor: true });
  expect(unreadCount(talk, 0)).toBe(3_000);
  expect(unreadCount(talk, 2_990)).toBe(10);
});

test("a dropped line can be fetched again and fits", () => {
  const talk = trimmed(
    snapshotOf(...Array.from({ length: LINES_KEPT + 5 }, (_, at) => messageEvent(at + 1, "x"))),
    0,
  );
  const again = addOlder(talk, { entries: [4, 5].map((n) => messageEvent(n, "x")), more: true });
  expect(numbers(again).slice(0, 3)).toEqual([4, 5, 6]);
  expect(again.lines[2]).toMatchObject({ newDay: false, newAuthor: false });
});

test("marks only grow, whichever frame comes last", () => {
  const talk = withMarks(snapshotOf(), { customer_delivered: 5, customer_read: 3, agent_read: 0 });
  expect(withMarks(talk, { customer_delivered: 4, customer_read: 4 }).marks).toEqual({
    customer_delivered: 5,
    customer_read: 4,
    agent_read: 0,
  });
});

test("lines after a hole are never taken for those that stood in their place", () => {
  const known = snapshotOf(messageEvent(1, "a"), messageEvent(2, "b"));
  const later = takeSnapshot(known, snapshot([messageEvent(90, "x")]));
  expect(later.origin).toBeGreaterThanOrEqual(known.origin + known.lines.length);
});
