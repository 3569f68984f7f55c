import { describe, expect, test } from "vitest";
import type { Entry } from "../wire";
import { isNewDay, isSameGroup, lastSentKey, linesOf } from "./lines";
import type { Item, Shown } from "./outbox";
import { EMPTY } from "./transcript";

const agent = { role: "agent", id: "a1", name: "Anna" } as const;
const customer = { role: "customer", id: "v1", name: "" } as const;

function message(n: number, author: typeof agent | typeof customer, client_id = `id${n}`): Entry {
  return {
    t: "event",
    stream: "s",
    n,
    at_ms: n,
    body: { kind: "message", author, client_id, text: `m${n}` },
  };
}

function notice(n: number, code: string): Entry {
  return { t: "event", stream: "s", n, at_ms: n, body: { kind: "notice", code, name: "Anna" } };
}

function waiting(id: string, changes: Partial<Item> = {}, accepted = false): Shown {
  const sent = { conversation_id: "c1", visitor_name: "", details: [], notice: null };
  const blank = { ...sent, written_at_ms: 9, failed: null };
  return { item: { ...blank, id, kind: "message", text: `w${id}`, ...changes }, accepted };
}

describe("the lines of a conversation", () => {
  test("what waits stands below what the server has", () => {
    const lines = linesOf({ ...EMPTY, entries: [message(1, customer)] }, [waiting("2")]);
    expect(lines.map(({ key }) => key)).toEqual(["id1", "2"]);
  });

  test("a message has one line and one key on its way from the outbox into the transcript", () => {
    const before = linesOf(EMPTY, [waiting("2", {}, true)]);
    const after = linesOf({ ...EMPTY, entries: [message(1, customer, "2")] }, [waiting("2", {}, true)]);
    expect(before).toHaveLength(1);
    expect(after).toHaveLength(1);
    expect(after[0]?.key).toBe(before[0]?.key);
  });

  test("each says how far it has come", () => {
    const lines = linesOf(EMPTY, [waiting("1", {}, true), waiting("2"), waiting("3", { failed: "closed" })]);
    expect(lines.map((line) => line.kind === "message" && line.delivery)).toEqual([
      "sent",
      "sending",
      "failed",
    ]);
  });

  test("the wish to end it is no line", () => {
    expect(linesOf(EMPTY, [waiting("1", { kind: "end" })])).toEqual([]);
  });

  test("a change of the talk is no line, a notice is one", () => {
    const talk = { id: "c1", status: "active", agent_name: null, created_at_ms: 0, can_end: true };
    const change: Entry = { t: "event", stream: "s", n: 2, at_ms: 0, body: { kind: "talk", talk } };
    const lines = linesOf({ ...EMPTY, entries: [notice(1, "agent_joined"), change] }, []);
    expect(lines).toEqual([{ kind: "notice", key: "n1", code: "agent_joined", name: "Anna", at_ms: 1 }]);
  });
});

test("an author is named once for messages in a row, and again after anything else", () => {
  const entries = [message(1, agent), message(2, agent), notice(3, "agent_left"), message(4, agent)];
  const lines = linesOf({ ...EMPTY, entries }, []);
  const named = lines.map((line, at) => !isSameGroup(lines[at - 1], line));
  expect(named).toEqual([true, false, true, true]);
});

test("a new day begins before the first line and wherever the date changes, and ends a group", () => {
  const late = { ...message(1, agent), at_ms: new Date(2026, 10, 21, 23, 59).getTime() };
  const early = { ...message(2, agent), at_ms: new Date(2026, 10, 22, 0, 1).getTime() };
  const lines = linesOf({ ...EMPTY, entries: [late, early] }, []);
  expect(lines.map((line, at) => isNewDay(lines[at - 1], line))).toEqual([true, true]);
  expect(isSameGroup(lines[0], lines[1] as (typeof lines)[0])).toBe(false);
});

test("what the agent has read is read, up to the number that the server names", () => {
  const entries = [message(1, customer), message(2, customer)];
  const lines = linesOf({ ...EMPTY, entries, marks: { agent_read: 1 } }, []);
  expect(lines).toMatchObject([{ delivery: "read" }, { delivery: "sent" }]);
  expect(lastSentKey(linesOf({ ...EMPTY, entries, marks: { agent_read: 2 } }, []))).toBe("id2");
});

describe("saying that a message was sent", () => {
  test("only the customer's last one says so", () => {
    const entries = [message(1, customer), message(2, customer), message(3, agent)];
    expect(lastSentKey(linesOf({ ...EMPTY, entries }, []))).toBe("id2");
  });

  test("nobody says so while the last one is on its way", () => {
    const lines = linesOf({ ...EMPTY, entries: [message(1, customer)] }, [waiting("2")]);
    expect(lastSentKey(lines)).toBeNull();
  });
});
