/** Tells what supervisors see of a queue. */

import { expect, test } from "vitest";
import { agentView, itemView } from "../fixtures";
import { applyToFloor, countsOf, EMPTY_FLOOR, floorFrom, inOrder } from "./floor";

test("[M1 lists] snapshot and entries give what a later snapshot gives", () => {
  const start = floorFrom({ of: "floor", items: [itemView()], agents: [agentView()] });
  const bob = agentView({ id: "bob", name: "Bob" });
  const floor = [
    { kind: "item", item: itemView({ id: "c2", state: "open" }) } as const,
    { kind: "item_gone", conversation_id: "c1" } as const,
    { kind: "member", agent: bob } as const,
    { kind: "member_gone", agent_id: "ann" } as const,
  ].reduce(applyToFloor, start);
  expect(floor).toEqual(
    floorFrom({ of: "floor", items: [itemView({ id: "c2", state: "open" })], agents: [bob] }),
  );
});

test("entries of other streams change nothing", () => {
  expect(applyToFloor(EMPTY_FLOOR, { kind: "notice", code: "x" })).toBe(EMPTY_FLOOR);
});

test("conversations are counted by state", () => {
  expect(countsOf([itemView(), itemView({ id: "c2" }), itemView({ id: "c3", state: "open" })])).toEqual({
    accepted: 2,
    open: 1,
  });
});

test("what has been in its state the longest comes first", () => {
  const items = [itemView({ id: "new", state_since_ms: 9 }), itemView({ id: "old", state_since_ms: 1 })];
  expect(inOrder(items).map((item) => item.id)).toEqual(["old", "new"]);
});
