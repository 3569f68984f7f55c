/** Tells how long what was assigned by itself goes on being shown by the system. */

import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Event } from "../../api";
import type { AgentDesk } from "../agent";
import { type AgentState, apply, NOTHING_YET } from "../agent/state";
import { itemView, offerView } from "../fixtures";
import { Assigned } from "./assigned";

type Body = Event["body"];

function deskOf(...offers: AgentState["offers"]) {
  const store = createStore<AgentState>(() => ({ ...NOTHING_YET, offers }));
  const listeners = new Set<(body: Body, before: AgentState) => void>();
  const agent = { store, onEntry: (heard: (body: Body, before: AgentState) => void) => listeners.add(heard) };
  const happen = (body: Body) => {
    const before = store.getState();
    store.setState(apply(before, body));
    for (const heard of listeners) heard(body, before);
  };
  return { assigned: new Assigned(agent as unknown as AgentDesk), happen };
}

const ended = (outcome: string): Body => ({ kind: "offer_ended", offer_id: "o1", outcome });
const item = (unseen: boolean): Body => ({ kind: "item", item: itemView({ id: "c1", unseen }) });
const OFFER = offerView({ id: "o1", conversation_id: "c1" });

test("from the offer's end, which comes before its item, until the agent looks at it", () => {
  const { assigned, happen } = deskOf(OFFER);
  const ids = () => assigned.now().map((one) => [one.id, one.assigned]);
  expect(ids()).toEqual([]);
  happen(ended("assigned"));
  expect(ids()).toEqual([["o1", true]]);
  happen(item(true));
  expect(ids()).toEqual([["o1", true]]);
  happen(item(false));
  expect(ids()).toEqual([]);
});

test("until it goes to somebody else", () => {
  const { assigned, happen } = deskOf(OFFER);
  happen(ended("assigned_unseen"));
  happen(item(true));
  expect(assigned.now()).toHaveLength(1);
  happen({ kind: "item_gone", conversation_id: "c1" });
  expect(assigned.now()).toEqual([]);
});

test("what ended in another way is not shown any more", () => {
  const { assigned, happen } = deskOf(OFFER);
  happen(ended("timed_out"));
  expect(assigned.now()).toEqual([]);
});
