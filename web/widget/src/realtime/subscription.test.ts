import { beforeEach, describe, expect, test } from "vitest";
import type { Entry, FromClient, TalkSnapshot } from "../wire";
import { Subscription } from "./subscription";

const STREAM = "conversation:c1";
const body: TalkSnapshot = {
  of: "conversation",
  talk: { id: "c1", status: "queued", agent_name: null, created_at_ms: 0, can_end: true },
  entries: [],
  marks: {},
  unread_earlier: 0,
};

let sent: FromClient[];
let read: string[];
let live: boolean;
let subscription: Subscription;

beforeEach(() => {
  sent = [];
  read = [];
  live = true;
  subscription = new Subscription(
    STREAM,
    (frame) => {
      if (live) sent.push(frame);
      return live;
    },
    {
      snapshot: (_, n) => read.push(`snapshot ${n}`),
      entry: ({ n }) => read.push(`entry ${n}`),
      ended: (code) => read.push(`ended ${code}`),
    },
  );
});

function entry(n: number, stream = STREAM): Entry {
  return { t: "event", stream, n, at_ms: 0, body: { kind: "notice", code: "agent_joined", name: null } };
}

function hearAll(...numbers: number[]): void {
  for (const n of numbers) subscription.hear(entry(n));
}

function snapshot(n: number): void {
  subscription.hear({ t: "snapshot", stream: STREAM, n, body });
}

describe("following a stream", () => {
  test("the first time it asks for a snapshot", () => {
    subscription.ask();
    expect(sent).toEqual([{ t: "subscribe", stream: STREAM, after: null }]);
  });

  test("entries after the snapshot are read in order", () => {
    subscription.ask();
    snapshot(4);
    hearAll(5, 6);
    expect(read).toEqual(["snapshot 4", "entry 5", "entry 6"]);
  });

  test("on a new connection it goes on from the last entry", () => {
    subscription.ask();
    snapshot(4);
    hearAll(5);
    sent = [];
    subscription.ask();
    expect(sent).toEqual([{ t: "subscribe", stream: STREAM, after: 5 }]);
  });

  test("a repetition is not read again", () => {
    subscription.ask();
    snapshot(4);
    hearAll(3, 4, 5, 5, 4);
    expect(read).toEqual(["snapshot 4", "entry 5"]);
  });

  test("a gap is not read but asked for, once", () => {
    subscription.ask();
    snapshot(4);
    subscription.hear({ t: "caught_up", stream: STREAM, n: 4 });
    sent = [];
    hearAll(7, 8, 9);
    expect(read).toEqual(["snapshot 4"]);
    expect(sent).toEqual([{ t: "subscribe", stream: STREAM, after: 4 }]);
    hearAll(5, 6, 7, 8, 9);
    expect(read.at(-1)).toBe("entry 9");
  });

  test("resync takes a new snapshot", () => {
    subscription.ask();
    snapshot(4);
    sent = [];
    subscription.hear({ t: "resync", stream: STREAM });
    expect(sent).toEqual([{ t: "subscribe", stream: STREAM, after: null }]);
    hearAll(5);
    snapshot(90);
    hearAll(91);
    expect(read).toEqual(["snapshot 4", "snapshot 90", "entry 91"]);
  });

  test("an entry before the snapshot is not read", () => {
    subscription.ask();
    hearAll(1, 2);
    expect(read).toEqual([]);
  });

  test("a lost right is told", () => {
    subscription.hear({ t: "ended", stream: STREAM, code: "not_allowed" });
    expect(read).toEqual(["ended not_allowed"]);
  });

  test("other streams and frames without one are not its own", () => {
    expect(subscription.hear(entry(1, "conversation:c2"))).toBe(false);
    expect(subscription.hear({ t: "result", id: "a" })).toBe(false);
    expect(read).toEqual([]);
  });

  test("asking without a connection is made up for on the next one", () => {
    live = false;
    subscription.ask();
    live = true;
    subscription.ask();
    expect(sent).toHaveLength(1);
  });
});
