/** Tells how a transcript grows: snapshots, entries, older ones. */

import { expect, test } from "vitest";
import type { Event } from "../../api";
import { messageEvent, noticeEvent, talkView } from "../fixtures";
import { addOlder, applyEntry, NO_TALK, newestN, type Talk, takeSnapshot, unreadCount } from "./talk";

function snapshotOf(...entries: Event[]): Talk {
  return takeSnapshot(NO_TALK, { of: "conversation", talk: talkView(), entries });
}

function numbers(talk: Talk): number[] {
  return talk.entries.map((entry) => entry.n);
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
  const later = takeSnapshot(known, {
    of: "conversation",
    talk: talkView(),
    entries: [messageEvent(3, "c")],
  });
  expect(numbers(later)).toEqual([1, 2, 3]);
});

test("a later snapshot beyond a hole replaces everything", () => {
  const known = snapshotOf(messageEvent(1, "a"));
  const later = takeSnapshot(known, {
    of: "conversation",
    talk: talkView(),
    entries: [messageEvent(9, "i")],
  });
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
