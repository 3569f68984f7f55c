/** Tells what becomes of answers of the server that come when something else has happened here. */

import { beforeEach, expect, test } from "vitest";
import type { DraftShown, Result } from "../../api";
import { FakeClock, FakeKeep, settled } from "../../realtime/fakes";
import { FieldDrafts, SAVE_AFTER_MS } from "./field";

const NOTHING = { text: "", version: 0, saved_at_ms: null };
const SECRET = { text: "a customer's secret", version: 3, saved_at_ms: null };

let clock: FakeClock;
let keep: FakeKeep;
/** Each question and each save waits until it is answered here. */
let looks: ((draft: DraftShown) => void)[];
let saves: ((result: Result) => void)[];
let drafts: FieldDrafts;

beforeEach(() => {
  clock = new FakeClock();
  keep = new FakeKeep();
  looks = [];
  saves = [];
  drafts = new FieldDrafts({
    field: "message",
    keep,
    userId: "ann",
    windowId: "w1",
    after: (delayMs, run) => clock.after(delayMs, run),
    fetch: () => new Promise((resolve) => looks.push(resolve)),
    save: () => new Promise((resolve) => saves.push(resolve)),
  });
  drafts.open("c1");
});

async function typeAndSave(text: string): Promise<void> {
  drafts.type("c1", text, clock.nowMs());
  clock.pass(SAVE_AFTER_MS);
  await settled();
}

test.each([
  ["forgotten", () => drafts.forget("c1")],
  ["left by its person", () => drafts.stop()],
])("what is %s does not come back with an answer that was still to come", async (_, end) => {
  end();
  looks[0]?.(SECRET);
  await settled();
  expect(keep.length).toBe(0);
  expect(drafts.draft("c1").text).toBe("");
});

test("a save under way leaves nothing of what is forgotten meanwhile, not even that it was known", async () => {
  await typeAndSave(SECRET.text);
  drafts.forget("c1");
  saves[0]?.({ t: "result", id: "x", version: 1 });
  await settled();
  expect(keep.length).toBe(0);
  expect(drafts.store.getState()).toEqual({});
});

test("what came back after it was forgotten is not touched by an answer from before", async () => {
  await typeAndSave(SECRET.text);
  drafts.forget("c1");
  drafts.open("c1");
  await typeAndSave("new");
  saves[0]?.({ t: "result", id: "x", version: 9 });
  looks[0]?.(SECRET);
  await settled();
  expect(drafts.draft("c1")).toMatchObject({ text: "new", version: 0, dirty: true });
});

test("an answer that is older than a save of this page does not empty the box", async () => {
  await typeAndSave("hello");
  saves[0]?.({ t: "result", id: "x", version: 1 });
  await settled();
  looks[0]?.(NOTHING);
  await settled();
  expect(drafts.draft("c1")).toMatchObject({ text: "hello", dirty: false, version: 1 });
});
