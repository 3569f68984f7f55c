/** Tells what each entry of an agent's stream changes. */

import { expect, test } from "vitest";
import type { Event } from "../../api";
import { agentView, itemView, offerView, sessionView } from "../fixtures";
import { type AgentState, apply, fromSnapshot, NOTHING_YET } from "./state";

const start = fromSnapshot({
  of: "agent",
  me: agentView(),
  offers: [offerView()],
  sessions: [sessionView()],
  items: [itemView()],
});

function after(...bodies: Event["body"][]): AgentState {
  return bodies.reduce(apply, start);
}

test("a snapshot is the whole state", () => {
  expect(start.sessions).toHaveLength(1);
  expect(NOTHING_YET.me).toBeNull();
});

test("a value replaces the one with its id and stands in its place", () => {
  const changed = after(
    { kind: "session", session: sessionView({ id: "s2", conversation_id: "c2" }) },
    { kind: "session", session: sessionView({ read_up_to: 9 }) },
  );
  expect(changed.sessions.map((one) => [one.id, one.read_up_to])).toEqual([
    ["s1", 9],
    ["s2", 0],
  ]);
});

test("what has gone is gone, and going twice is the same as once", () => {
  const gone = after(
    { kind: "offer_ended", offer_id: "o1", outcome: "timed_out" },
    { kind: "offer_ended", offer_id: "o1", outcome: "timed_out" },
    { kind: "session_closed", session_id: "s1", reason: "agent" },
    { kind: "item_gone", conversation_id: "c1" },
  );
  expect([gone.offers, gone.sessions, gone.items]).toEqual([[], [], []]);
});

test("news of a work item is news of its session", () => {
  const changed = after({ kind: "item", item: itemView({ customer: "reconnecting" }) });
  expect(changed.sessions[0]?.item.customer).toBe("reconnecting");
});

test("entries that belong to other streams change nothing", () => {
  expect(after({ kind: "notice", code: "joined" })).toBe(start);
});

test("[S1 panel] snapshot and entries give what a later snapshot gives", () => {
  const later = fromSnapshot({
    of: "agent",
    me: agentView({ units_in_use: 1 }),
    offers: [],
    sessions: [sessionView(), sessionView({ id: "s2", conversation_id: "c2" })],
    items: [itemView(), itemView({ id: "c2" })],
  });
  const entries: Event["body"][] = [
    { kind: "offer_ended", offer_id: "o1", outcome: "accepted" },
    { kind: "me", me: agentView({ units_in_use: 1 }) },
    { kind: "session", session: sessionView({ id: "s2", conversation_id: "c2" }) },
    { kind: "item", item: itemView({ id: "c2" }) },
  ];
  expect(after(...entries)).toEqual(later);
});
