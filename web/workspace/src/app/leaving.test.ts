/** Tells what a browser still knows after somebody signed out. */

import { expect, test, vi } from "vitest";
import { FakeKeep } from "../realtime/fakes";
import { forgetTraces, keepsText, Leaving } from "./leaving";

function browserWith(values: Record<string, unknown>): FakeKeep {
  const keep = new FakeKeep();
  for (const [key, value] of Object.entries(values)) keep.setItem(key, JSON.stringify(value));
  return keep;
}

function keysOf(keep: FakeKeep): string[] {
  return Array.from({ length: keep.length }, (_, index) => keep.key(index) ?? "").sort();
}

const SAVED = { text: "a customer's secret", dirty: false, other: null };

test("what the server has is forgotten, of this person alone, with all traces in the tab", () => {
  const browser = browserWith({
    "cordboard.draft.ann.c1": SAVED,
    "cordboard.draft.ann.notepad.c1": SAVED,
    "cordboard.draft.ben.c1": SAVED,
    "cordboard.preferences": {},
  });
  const tab = browserWith({
    "cordboard.home-tabs": {},
    "cordboard.tab": {},
    "cordboard.selected": "s1",
    "cordboard.lost.ann": [{ conversation_id: "c9" }],
  });
  // Another window may be told of the end before this one has forgotten.
  expect(keepsText("ann", browser, tab)).toBe(false);
  expect(forgetTraces("ann", browser, tab)).toBe(false);
  expect(keysOf(browser)).toEqual(["cordboard.draft.ben.c1", "cordboard.preferences"]);
  expect(keysOf(tab)).toEqual([]);
});

test.each([
  ["unsaved", { "cordboard.draft.ann.c1": { ...SAVED, dirty: true } }],
  ["one of two versions", { "cordboard.draft.ann.notepad.c1": { ...SAVED, other: "another one" } }],
  ["of a session that was lost", { "cordboard.draft.ann.c7": SAVED }],
  ["unsent", { "cordboard.outbox.ann.m1": { text: "hello" } }],
])("text that is %s stays, and that is said", (_, values) => {
  const browser = browserWith(values);
  const tab = browserWith({ "cordboard.lost.ann": [{ conversation_id: "c7" }, { conversation_id: "c8" }] });
  expect(keepsText("ann", browser, tab)).toBe(true);
  expect(forgetTraces("ann", browser, tab)).toBe(true);
  expect(keysOf(browser)).toEqual(Object.keys(values));
  const isLost = Object.keys(values).some((key) => key.endsWith(".c7"));
  expect(tab.getItem("cordboard.lost.ann")).toBe(isLost ? '[{"conversation_id":"c7"}]' : null);
});

function askedFor(leave: () => void) {
  const leaving = new Leaving(leave);
  let resolve = () => {};
  let reject: (reason: Error) => void = () => {};
  const done = leaving.by(
    () =>
      new Promise((...answers) => {
        [resolve, reject] = answers;
      }),
  );
  return { leaving, resolve, reject, done };
}

test("a person leaves once, whether the answer or the end of the line tells of it first", async () => {
  const leave = vi.fn();
  const byLine = askedFor(leave);
  expect(byLine.leaving.onLineEnded()).toBe(true);
  expect(leave).toHaveBeenCalledOnce();
  byLine.resolve();
  await byLine.done;
  expect(leave).toHaveBeenCalledOnce();

  const byAnswer = askedFor(leave);
  byAnswer.resolve();
  await byAnswer.done;
  expect(byAnswer.leaving.onLineEnded()).toBe(true);
  expect(leave).toHaveBeenCalledTimes(2);
});

test("an answer that is lost after the line told of the sign-out is no failure", async () => {
  const leave = vi.fn();
  const { leaving, reject, done } = askedFor(leave);
  leaving.onLineEnded();
  reject(new Error("offline"));
  await expect(done).resolves.toBeUndefined();
  expect(leave).toHaveBeenCalledOnce();
});

test("whoever could not sign out stays, and a sign-out elsewhere is another's", async () => {
  const leave = vi.fn();
  const { leaving, reject, done } = askedFor(leave);
  reject(new Error("offline"));
  await expect(done).rejects.toThrow("offline");
  expect(leaving.onLineEnded()).toBe(false);
  expect(leave).not.toHaveBeenCalled();
});
