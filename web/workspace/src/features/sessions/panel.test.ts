/** Tells which session is on the screen when sessions come and go. */

import { expect, test } from "vitest";
import type { SessionView } from "../../api";
import { FakeKeep } from "../../realtime/fakes";
import { sessionView } from "../fixtures";
import { DEFAULTS } from "../preferences";
import { keepLost, keptLost } from "./lost";
import {
  dismiss,
  explain,
  FIRST_PANEL,
  follow,
  HOME,
  isFocused,
  moved,
  neighbour,
  nextUnread,
  type Panel,
  putBack,
  readUpTo,
  select,
} from "./panel";

const s1 = sessionView();
const s2 = sessionView({ id: "s2", conversation_id: "c2" });

function after(panel: Panel, before: SessionView[], now: SessionView[], textIn: string[] = []): Panel {
  return follow(panel, { before, after: now, hasText: (id) => textIn.includes(id) });
}

test("[S12 home] the panel is expanded and shows Home at first", () => {
  expect(FIRST_PANEL.selected).toBe(HOME);
  expect(DEFAULTS.panelExpanded).toBe(true);
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
  expect(panel).toMatchObject({ selected: "s1", lost: [{ id: "s1" }] });
  expect(dismiss(panel, "s1")).toMatchObject({ selected: HOME, lost: [] });
});

test("a session that somebody else ended stays while unsent text is in it", () => {
  expect(after(FIRST_PANEL, [s1, s2], [], ["c2"]).lost).toEqual([{ ...s2, reason: null }]);
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

test("how far a session was read is forgotten with it, not before", () => {
  const panel = { ...select(FIRST_PANEL, "s1"), read: { s1: 5, s2: 7 } };
  const lost = after(panel, [s1, s2], []);
  expect(lost.read).toEqual({ s1: 5 });
  expect(after(dismiss(lost, "s1"), [], []).read).toEqual({});
});

test("a lost session survives a reload with its reason, and belongs to one person", () => {
  const keep = new FakeKeep();
  const panel = explain(after(select(FIRST_PANEL, "s1"), [s1], []), "s1", "force_close");
  keepLost(keep, "ann", panel.lost);
  expect(keptLost(keep, "ann")).toEqual([{ ...s1, reason: "force_close" }]);
  expect(keptLost(keep, "bob")).toEqual([]);
  const again = after({ ...select(FIRST_PANEL, "s1"), lost: keptLost(keep, "ann") }, [], [s2]);
  expect(again).toMatchObject({ selected: "s1", lost: [{ id: "s1", reason: "force_close" }] });
});

test.each(["{", "7", '[{"id": 3}]', "[null]"])("what is kept as %s is no lost session", (text) => {
  const keep = new FakeKeep();
  keep.setItem("cordboard.lost.ann", text);
  expect(keptLost(keep, "ann")).toEqual([]);
});

test("a lost session that was dismissed by mistake comes back, unless its conversation has", () => {
  const lost = { ...s1, reason: null };
  expect(putBack(FIRST_PANEL, lost, [])).toMatchObject({ selected: "s1", lost: [lost] });
  expect(putBack(FIRST_PANEL, lost, [sessionView({ id: "s9" })])).toBe(FIRST_PANEL);
});

test("next and previous go around, with Home as the first and lost sessions as the last", () => {
  const panel = { ...FIRST_PANEL, lost: [{ ...s2, reason: null }] };
  expect(neighbour(panel, [s1], 1)).toBe("s1");
  expect(neighbour(select(panel, "s2"), [s1], 1)).toBe(HOME);
  expect(neighbour(panel, [s1], -1)).toBe("s2");
});

test("the next unread session is looked for after the selected one first", () => {
  const panel = select(FIRST_PANEL, "s1");
  expect(nextUnread(panel, [s1, s2], () => true)).toBe("s2");
  expect(nextUnread(panel, [s1, s2], (one) => one.id === "s1")).toBe("s1");
  expect(nextUnread(panel, [s1, s2], () => false)).toBeNull();
});

test.each([
  ["s1", 2, "s2 s3 s1"],
  ["s3", 0, "s3 s1 s2"],
  ["s2", 9, "s1 s3 s2"],
  ["s2", -1, "s2 s1 s3"],
  ["gone", 0, "s1 s2 s3"],
])("%s moved to place %i gives %s", (id, to, order) => {
  expect(moved(["s1", "s2", "s3"], id, to).join(" ")).toBe(order);
});

test("a session that is where it shall be is not moved", () => {
  const ids = ["s1", "s2"];
  expect(moved(ids, "s2", 5)).toBe(ids);
});
