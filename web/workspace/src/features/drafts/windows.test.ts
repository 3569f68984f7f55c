/** Tells how two windows of one browser share a draft. */

import { beforeEach, expect, test } from "vitest";
import { type DraftShown, Refusal, type Result } from "../../api";
import { FakeClock, FakeKeep, settled } from "../../realtime/fakes";
import { FieldDrafts, SAVE_AFTER_MS } from "./field";

let clock: FakeClock;
let keep: FakeKeep;
let windows = 0;
let server: DraftShown;
let isOffline: boolean;

beforeEach(() => {
  isOffline = false;
  clock = new FakeClock();
  keep = new FakeKeep();
  server = { text: "", version: 0, saved_at_ms: null };
});

/** A page whose server behaves as the protocol says. */
function openPage(): FieldDrafts {
  const drafts = new FieldDrafts({
    field: "notepad",
    keep,
    userId: "ann",
    windowId: `w${++windows}`,
    after: (delayMs, run) => clock.after(delayMs, run),
    fetch: async () => {
      if (isOffline) throw new Refusal("unreachable", "");
      return { ...server };
    },
    save: async (_, text, version): Promise<Result> => {
      if (isOffline) return new Promise(() => undefined);
      if (version !== server.version) throw new Refusal("stale_draft", "");
      server =
        text === ""
          ? { text: "", version: 0, saved_at_ms: null }
          : { text, version: version + 1, saved_at_ms: null };
      return { t: "result", id: "x", version: server.version };
    },
  });
  drafts.open("c1");
  return drafts;
}

async function passSaveTime(): Promise<void> {
  clock.pass(SAVE_AFTER_MS);
  await settled();
}

const SAVED_KEY = "cordboard.draft.ann.notepad.c1";

/** Two windows of one browser: what one of them writes, the other one hears. */
function twoWindows(): { here: FieldDrafts; there: FieldDrafts; hear(): void } {
  const [here, there] = [openPage(), openPage()];
  const hear = () => {
    for (const key of [SAVED_KEY, `cordboard.draft.ann.@w${windows}.notepad.c1`]) there.takeStored(key);
  };
  return { here, there, hear };
}

test("a window that stays open shows what another window of the browser has saved, and no sooner", async () => {
  const { here, there, hear } = twoWindows();
  await settled();
  here.type("c1", "call back", clock.nowMs());
  hear();
  expect(there.draft("c1").text).toBe("");
  await passSaveTime();
  hear();
  expect(there.draft("c1")).toMatchObject({ text: "call back", dirty: false, version: 1 });
  there.type("c1", "call back on Monday", clock.nowMs());
  await passSaveTime();
  expect(server.text).toBe("call back on Monday");
  expect(there.draft("c1").other).toBeNull();
});

test("what is unsaved in a window is not written over by another one: both are offered", async () => {
  const { here, there, hear } = twoWindows();
  await settled();
  here.type("c1", "typed here", clock.nowMs());
  clock.pass(SAVE_AFTER_MS - 1);
  there.type("c1", "typed there", clock.nowMs());
  clock.pass(1);
  await settled();
  hear();
  expect(there.draft("c1")).toMatchObject({ text: "typed there", dirty: true });
  await passSaveTime();
  expect(there.draft("c1")).toMatchObject({ text: "typed there", other: "typed here" });
});

test("a window that is looked at does not cover in the browser what another one types just now", async () => {
  const { here, there } = twoWindows();
  await settled();
  here.type("c1", "saved", clock.nowMs());
  await passSaveTime();
  here.type("c1", "saved, and more", clock.nowMs());
  there.refresh("c1");
  await settled();
  expect(there.draft("c1").text).toBe("saved");
  expect(openPage().draft("c1").text).toBe("saved, and more");
});

test("a message that was sent from one window leaves the other one's field", async () => {
  const { here, there, hear } = twoWindows();
  await settled();
  here.type("c1", "hello", clock.nowMs());
  await passSaveTime();
  hear();
  here.handOver("c1");
  here.onSent("c1");
  hear();
  expect(there.draft("c1")).toMatchObject({ text: "", dirty: false, version: 0 });
});

test("what two windows have not saved is there for each that is loaded again, both texts of it", async () => {
  isOffline = true;
  const { here, there } = twoWindows();
  here.type("c1", "typed here", clock.nowMs());
  clock.pass(1);
  there.type("c1", "typed there", clock.nowMs());
  await passSaveTime();
  const again = openPage();
  expect(again.draft("c1")).toMatchObject({ text: "typed there", other: "typed here", dirty: true });
  expect(openPage().draft("c1")).toMatchObject({ text: "typed there", other: "typed here" });
});

test("a window that another one took for gone keeps its unsaved text where a reload finds it", async () => {
  isOffline = true;
  const { here, there, hear } = twoWindows();
  there.type("c1", "typed there", clock.nowMs());
  here.forget("c1");
  expect(keep.length).toBe(0);
  hear();
  expect(openPage().draft("c1").text).toBe("typed there");
});

test("what one window sends just now can't be sent from another one as well", async () => {
  const { here, there, hear } = twoWindows();
  await settled();
  here.type("c1", "hello", clock.nowMs());
  await passSaveTime();
  hear();
  expect(there.draft("c1").text).toBe("hello");
  here.handOver("c1");
  hear();
  expect(there.draft("c1").text).toBe("");
});
