/** Tells what each entry of an agent's stream changes. */

import { expect, test } from "vitest";
import type { Event } from "../../api";
import { agentView, itemView, offerView, sessionView } from "../fixtures";
import { type AgentState, apply, arrange, fromSnapshot, NOTHING_YET, settle } from "./state";

const SNAPSHOT = {
  of: "agent" as const,
  me: agentView(),
  offers: [offerView()],
  sessions: [sessionView()],
  items: [itemView()],
};
const start = fromSnapshot(SNAPSHOT, NOTHING_YET);

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
  const later = fromSnapshot(
    {
      of: "agent",
      me: agentView({ units_in_use: 1 }),
      offers: [],
      sessions: [sessionView(), sessionView({ id: "s2", conversation_id: "c2" })],
      items: [itemView(), itemView({ id: "c2" })],
    },
    NOTHING_YET,
  );
  const entries: Event["body"][] = [
    { kind: "offer_ended", offer_id: "o1", outcome: "accepted" },
    { kind: "me", me: agentView({ units_in_use: 1 }) },
    { kind: "session", session: sessionView({ id: "s2", conversation_id: "c2" }) },
    { kind: "item", item: itemView({ id: "c2" }) },
  ];
  expect(after(...entries)).toEqual(later);
});

function panelOf(state: AgentState): string {
  return state.sessions.map((one) => one.id).join(" ");
}

const three = ["s1", "s2", "s3"].map((id, place) => sessionView({ id, conversation_id: `c-${id}`, place }));

test("the panel stands by the server's places, and by the time of opening where they are equal", () => {
  const [one, two, three] = [
    sessionView({ id: "s1", place: 4 }),
    sessionView({ id: "s2", place: 0, opened_at_ms: 2 }),
    sessionView({ id: "s3", place: 0, opened_at_ms: 1 }),
  ];
  expect(panelOf(fromSnapshot({ ...SNAPSHOT, sessions: [one, two, three] }, NOTHING_YET))).toBe("s3 s2 s1");
});

test("an order that was asked for holds over entries and a lost connection until the server has answered", () => {
  const wish = ["s3", "s1", "s2"];
  let state = arrange(fromSnapshot({ ...SNAPSHOT, sessions: three }, NOTHING_YET), wish);
  const late = sessionView({ id: "s4", conversation_id: "c-s4", place: 0 });
  state = apply(state, { kind: "session", session: late });
  expect(panelOf(state)).toBe("s3 s1 s2 s4");
  state = fromSnapshot({ ...SNAPSHOT, sessions: three }, state);
  expect(panelOf(state)).toBe("s3 s1 s2");
  expect(panelOf(settle(state, wish))).toBe("s1 s2 s3");
});

test("the answer to an older order does not undo a newer one", () => {
  const older = ["s3", "s1", "s2"];
  const state = arrange(arrange(fromSnapshot({ ...SNAPSHOT, sessions: three }, NOTHING_YET), older), [
    "s2",
    "s3",
    "s1",
  ]);
  expect(panelOf(settle(state, older))).toBe("s2 s3 s1");
});
