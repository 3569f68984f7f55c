import { describe, expect, test } from "vitest";
import type { Entry } from "../wire";
import { EMPTY, endedBy, firstNumber, fromSnapshot, newsAfter, withEarlier, withEntry } from "./transcript";

const marks = { agent_read: 1 };
const talk = { id: "c1", status: "queued", agent_name: null, created_at_ms: 0, can_end: true };

function message(n: number, role: "agent" | "customer" = "agent"): Entry {
  const author = { role, id: "x", name: "Anna" };
  return {
    t: "event",
    stream: "s",
    n,
    at_ms: 0,
    body: { kind: "message", author, client_id: `${n}`, text: `m${n}` },
  };
}

const rest = { marks, unread_earlier: 0 };

describe("the transcript", () => {
  test("snapshot plus entries equals the later snapshot", () => {
    const active = { ...talk, status: "active", agent_name: "Anna" };
    const change: Entry = { t: "event", stream: "s", n: 2, at_ms: 0, body: { kind: "talk", talk: active } };
    const early = fromSnapshot({ of: "conversation", talk, entries: [message(1)], ...rest });
    const late = fromSnapshot({
      of: "conversation",
      talk: active,
      entries: [message(1), change, message(3)],
      ...rest,
    });
    expect([change, message(3)].reduce(withEntry, early)).toEqual(late);
  });

  test("earlier entries are put in front", () => {
    const now = { talk, marks, entries: [message(5), message(6)] };
    const whole = withEarlier(now, [message(3), message(4)]);
    expect(whole.entries.map(({ n }) => n)).toEqual([3, 4, 5, 6]);
    expect(firstNumber(whole)).toBe(3);
  });

  test("earlier entries that overlap are taken once, and ones with a gap not at all", () => {
    const now = { talk, marks, entries: [message(5)] };
    expect(withEarlier(now, [message(4), message(5)]).entries.map(({ n }) => n)).toEqual([4, 5]);
    expect(withEarlier(now, [message(1), message(2)])).toBe(now);
    expect(withEarlier(now, [])).toBe(now);
  });

  test("with nothing there, nothing is missing", () => {
    expect(firstNumber(EMPTY)).toBe(1);
  });

  test("news are the other side's messages after a number: the latest, and how many", () => {
    const now = { talk, marks, entries: [message(1), message(2), message(3, "customer"), message(4)] };
    expect(newsAfter(now, 1)).toEqual({ news: { n: 4, name: "Anna", text: "m4" }, count: 2 });
    expect(newsAfter(now, 4)).toEqual({ news: null, count: 0 });
  });
});

test("who ended it stands in the last notice that says so; else it was the system", () => {
  const notice = (n: number, code: string): Entry => ({
    ...message(n),
    body: { kind: "notice", code, name: "Anna" },
  });
  const of = (...codes: string[]) => endedBy({ ...EMPTY, entries: codes.map((code, n) => notice(n, code)) });
  expect(of("agent_joined", "ended_by_agent")).toBe("agent");
  expect(of("ended_by_customer", "agent_left")).toBe("customer");
  expect(of("customer_lost")).toBe("system");
});
