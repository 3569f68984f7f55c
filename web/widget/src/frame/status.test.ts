import { expect, test } from "vitest";
import { BLANK, type ChatState } from "../chat/state";
import { EMPTY } from "../chat/transcript";
import { isCut, statusOf } from "./status";

function state(
  status: string | null,
  changes: Partial<ChatState> = {},
  agent_name: string | null = null,
): ChatState {
  const talk = status && { id: "c1", status, agent_name, created_at_ms: 0, can_end: true };
  const transcript = talk ? { ...EMPTY, talk } : EMPTY;
  return { ...BLANK, conversationId: status && "c1", transcript, phase: "live", ...changes };
}

test("before anything was written there is nothing to say", () => {
  expect(statusOf(state(null), false)).toBeNull();
});

test.each([
  ["queued", null, "queued"],
  ["active", "Anna", "active"],
  ["active", null, "active_unnamed"],
  ["ended", null, "ended"],
  ["something newer", null, "ended"],
])("a conversation that is %s with %s says %s", (status, name, key) => {
  expect(statusOf(state(status, {}, name), false)).toMatchObject({ key, worry: false });
});

test("a cut connection comes before the conversation's state, trouble before both", () => {
  expect(statusOf(state("active"), true)).toMatchObject({ key: "reconnecting", worry: true });
  expect(statusOf(state("active", { trouble: "lost" }), true)).toMatchObject({ key: "lost", worry: true });
});

test("a conversation that is not there yet is being fetched", () => {
  expect(statusOf({ ...state(null), conversationId: "c1" }, false)?.key).toBe("loading");
});

test("a connection that nobody asked for is not cut", () => {
  expect(isCut(state(null, { phase: "stopped" }))).toBe(false);
  expect(isCut(state(null, { phase: "waiting" }))).toBe(true);
});

test("a place in the queue is said while it lasts and where it may be", () => {
  expect(statusOf(state("queued", { place: 4 }), false)).toMatchObject({
    key: "place",
    values: { place: 4 },
  });
  expect(statusOf(state("queued", { place: 1 }), false)?.key).toBe("next");
  expect(statusOf(state("active", { place: 1 }, "Anna"), false)?.key).toBe("active");
  const secret = { ...BLANK.settings, show_place: false };
  expect(statusOf(state("queued", { place: 4, settings: secret }), false)?.key).toBe("queued");
});
