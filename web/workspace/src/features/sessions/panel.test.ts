/** Tells which session is on the screen when sessions come and go. */

import { expect, test } from "vitest";
import type { SessionView } from "../../api";
import { sessionView } from "../fixtures";
import { dismiss, FIRST_PANEL, follow, HOME, isFocused, type Panel, readUpTo, select } from "./panel";

const s1 = sessionView();
const s2 = sessionView({ id: "s2", conversation_id: "c2" });

function after(panel: Panel, before: SessionView[], now: SessionView[], textIn: string[] = []): Panel {
  return follow(panel, { before, after: now, hasText: (id) => textIn.includes(id) });
}

test("[S12 home] the panel is expanded and shows Home at first", () => {
  expect(FIRST_PANEL).toMatchObject({ selected: HOME, expanded: true });
});

test("[S7] an accepted conversation is shown as soon as its session is there", () => {
  const panel = after({ ...FIRST_PANEL, awaited: "c1" }, [], [s1]);
  expect(panel).toMatchObject({ selected: "s1", awaited: null });
});

test("a session that was opened elsewhere does not take the screen", () => {
  expect(after(select(FIRST_PANEL, "s1"), [s1], [s1, s2]).selected).toBe("s1");
});

test("a choice by hand is not overridden by a session that was awaited", () => {
  const panel = select({ ...FIRST_PANEL, awaited: "c2" }, "s1");
  expect(after(panel, [s1], [s1, s2]).selected).toBe("s1");
});

test("a session that this page closed leaves and Home is shown", () => {
  const panel = after({ ...select(FIRST_PANEL, "s1"), closing: ["s1"] }, [s1], []);
  expect(panel).toMatchObject({ selected: HOME, lost: [], closing: [] });
});

test("a session that somebody else ended stays while it is looked at", () => {
  const panel = after(select(FIRST_PANEL, "s1"), [s1], []);
  expect(panel).toMatchObject({ selected: "s1", lost: [s1] });
  expect(dismiss(panel, "s1")).toMatchObject({ selected: HOME, lost: [] });
});

test("a session that somebody else ended stays while unsent text is in it", () => {
  expect(after(FIRST_PANEL, [s1, s2], [], ["c2"]).lost).toEqual([s2]);
});

test("a conversation that comes back replaces what was left of it", () => {
  const panel = after(select(FIRST_PANEL, "s1"), [s1], []);
  const again = sessionView({ id: "s9" });
  expect(after(panel, [], [again])).toMatchObject({ lost: [], selected: HOME });
});

test("[S16 cleared] a session is read while it is selected and the page is visible", () => {
  const panel = select(FIRST_PANEL, "s1");
  expect(isFocused(panel, "s1")).toBe(true);
  expect(isFocused(panel, "s2")).toBe(false);
  expect(isFocused({ ...panel, visible: false }, "s1")).toBe(false);
});

test("[S16 cleared] what was read here counts at once, what was read elsewhere too", () => {
  const panel = { ...FIRST_PANEL, read: { s1: 5 } };
  expect(readUpTo(panel, s1)).toBe(5);
  expect(readUpTo(panel, sessionView({ read_up_to: 9 }))).toBe(9);
});
