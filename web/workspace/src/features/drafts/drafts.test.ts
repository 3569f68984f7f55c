/** Tells when drafts are written where, and that no road loses text. */

import { beforeEach, expect, test } from "vitest";
import { type DraftShown, Refusal, type Result } from "../../api";
import { FakeClock, FakeKeep, settled } from "../../realtime/fakes";
import { Drafts } from "./drafts";
import { FieldDrafts, SAVE_AFTER_MS } from "./field";
import type { Field } from "./kept";

let clock: FakeClock;
let keep: FakeKeep;
let windows = 0;
let server: DraftShown;
let saves: string[];
let offline: boolean;

beforeEach(() => {
  clock = new FakeClock();
  keep = new FakeKeep();
  server = { text: "", version: 0, saved_at_ms: null };
  saves = [];
  offline = false;
});

/** A page whose server behaves as the protocol says. */
function openPage(field: Field = "message"): FieldDrafts {
  const drafts = new FieldDrafts({
    field,
    keep,
    userId: "ann",
    windowId: `w${++windows}`,
    after: (delayMs, run) => clock.after(delayMs, run),
    fetch: async () => {
      if (offline) throw new Refusal("unreachable", "");
      return { ...server };
    },
    save: async (_, text, version): Promise<Result> => {
      if (offline) return new Promise(() => undefined);
      saves.push(text);
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

test("[S9 message] typed text is in the browser at once and on the server within a second", async () => {
  const drafts = openPage();
  await settled();
  drafts.type("c1", "hello", clock.nowMs());
  expect(keep.length).toBe(1);
  await passSaveTime();
  expect(server).toEqual({ text: "hello", version: 1, saved_at_ms: null });
  expect(SAVE_AFTER_MS).toBeLessThan(1_000);
});

test("a stream of key presses is saved as it goes, not only at its end", async () => {
  const drafts = openPage();
  await settled();
  for (let press = 1; press <= 20; press += 1) {
    drafts.type("c1", "x".repeat(press), clock.nowMs());
    clock.pass(100);
    await settled();
  }
  expect(saves.length).toBeGreaterThanOrEqual(2);
  expect(saves.length).toBeLessThanOrEqual(4);
});

test("[S9 reload] a reloaded page shows the text again, also when it was not saved yet", async () => {
  openPage().type("c1", "half a sen", clock.nowMs());
  const again = openPage();
  expect(again.draft("c1").text).toBe("half a sen");
  await settled();
  await passSaveTime();
  expect(server.text).toBe("half a sen");
});

test("text saved on another device comes to a page that has none", async () => {
  server = { text: "from elsewhere", version: 3, saved_at_ms: null };
  const drafts = openPage();
  await settled();
  expect(drafts.draft("c1").text).toBe("from elsewhere");
});

test("two devices: until somebody chose, the other text is not written over, and typing stays here", async () => {
  const drafts = openPage();
  await settled();
  const theirs = { text: "theirs", version: 8, saved_at_ms: null };
  drafts.type("c1", "mine", clock.nowMs());
  server = { ...theirs };
  await passSaveTime();
  expect(drafts.draft("c1")).toMatchObject({ text: "mine", other: "theirs" });
  await passSaveTime();
  drafts.type("c1", "mine, longer", clock.nowMs());
  await passSaveTime();
  expect(server).toEqual(theirs);
  const again = openPage();
  await settled();
  await passSaveTime();
  expect(again.draft("c1")).toMatchObject({ text: "mine, longer", other: "theirs" });
  expect(server).toEqual(theirs);
  again.dropOther("c1");
  await passSaveTime();
  expect(server).toEqual({ text: "mine, longer", version: 9, saved_at_ms: null });
});

test("a version that went on elsewhere while the choice waited is offered again, not written over", async () => {
  const drafts = openPage();
  await settled();
  drafts.type("c1", "mine", clock.nowMs());
  server = { text: "theirs", version: 8, saved_at_ms: null };
  await passSaveTime();
  server = { text: "theirs, longer", version: 9, saved_at_ms: null };
  drafts.dropOther("c1");
  await passSaveTime();
  expect(drafts.draft("c1")).toMatchObject({ text: "mine", other: "theirs, longer" });
  expect(server.text).toBe("theirs, longer");
});

test("sending deletes the draft in the browser at once, and a late save does not bring it back", async () => {
  const drafts = openPage();
  await settled();
  drafts.type("c1", "hello", clock.nowMs());
  drafts.handOver("c1");
  expect(keep.length).toBe(0);
  await passSaveTime();
  expect(saves).toEqual([]);
});

test("text typed while a message is on its way is saved after the message took the draft along", async () => {
  const drafts = openPage();
  await settled();
  drafts.type("c1", "first", clock.nowMs());
  await passSaveTime();
  drafts.handOver("c1");
  drafts.type("c1", "second", clock.nowMs());
  server = { text: "", version: 0, saved_at_ms: null };
  drafts.onSent("c1");
  await passSaveTime();
  expect(server).toEqual({ text: "second", version: 1, saved_at_ms: null });
});

test("a page that can't reach the server keeps the text and saves it later", async () => {
  offline = true;
  const drafts = openPage();
  await settled();
  drafts.type("c1", "kept", clock.nowMs());
  await passSaveTime();
  expect(openPage().draft("c1").text).toBe("kept");
});

test("a page that was opened without a server asks for the draft when the connection is back", async () => {
  server = { text: "from elsewhere", version: 3, saved_at_ms: null };
  offline = true;
  const drafts = openPage();
  await settled();
  expect(drafts.draft("c1").text).toBe("");
  offline = false;
  drafts.compareMissed();
  await settled();
  expect(drafts.draft("c1").text).toBe("from elsewhere");
});

test("a page that is looked at again takes what was typed on another one, but not over unsaved text", async () => {
  const drafts = openPage();
  await settled();
  server = { text: "typed elsewhere", version: 5, saved_at_ms: null };
  drafts.refresh("c1");
  await settled();
  expect(drafts.draft("c1").text).toBe("typed elsewhere");
  drafts.type("c1", "typed here", clock.nowMs());
  server = { text: "typed elsewhere again", version: 6, saved_at_ms: null };
  drafts.refresh("c1");
  await settled();
  expect(drafts.draft("c1").text).toBe("typed here");
});

/** A message of another page takes the server's draft with it. */
async function sendElsewhere(drafts: FieldDrafts, message: string): Promise<void> {
  server = { text: "", version: 0, saved_at_ms: null };
  drafts.onSentElsewhere("c1", message);
  await settled();
  await passSaveTime();
}

test("a message that was sent on another page does not wait here to be sent again", async () => {
  server = { text: "hello", version: 3, saved_at_ms: null };
  const drafts = openPage();
  await settled();
  await sendElsewhere(drafts, "hello there");
  expect(drafts.draft("c1").text).toBe("");
  expect(keep.length).toBe(0);
  drafts.type("c1", "typed here", clock.nowMs());
  await passSaveTime();
  await sendElsewhere(drafts, "typed here");
  expect(drafts.draft("c1").text).toBe("");
  expect(server.text).toBe("");
});

test("what was typed here is neither lost nor unsaved when another page sends something else", async () => {
  const drafts = openPage();
  await settled();
  drafts.type("c1", "saved before", clock.nowMs());
  await passSaveTime();
  await sendElsewhere(drafts, "hello");
  expect(drafts.draft("c1").text).toBe("saved before");
  expect(server.text).toBe("saved before");
  drafts.type("c1", "saved before, and more", clock.nowMs());
  await sendElsewhere(drafts, "saved before, and more of the same");
  expect(drafts.draft("c1").text).toBe("saved before, and more");
  expect(server.text).toBe("saved before, and more");
});

test("a save that the message of another page overtakes is done again", async () => {
  const drafts = openPage();
  await settled();
  drafts.type("c1", "hello, newer", clock.nowMs());
  clock.pass(SAVE_AFTER_MS);
  expect(server.text).toBe("hello, newer");
  await sendElsewhere(drafts, "hello");
  expect(drafts.draft("c1")).toMatchObject({ text: "hello, newer", dirty: false });
  expect(server.text).toBe("hello, newer");
});

test("a new draft of the page that sent comes to an idle one, and is a choice for one with text", async () => {
  server = { text: "hello", version: 3, saved_at_ms: null };
  const drafts = openPage();
  await settled();
  server = { text: "second", version: 5, saved_at_ms: null };
  drafts.onSentElsewhere("c1", "hello");
  await settled();
  expect(drafts.draft("c1").text).toBe("second");
  drafts.type("c1", "mine", clock.nowMs());
  server = { text: "third", version: 8, saved_at_ms: null };
  drafts.onSentElsewhere("c1", "second");
  await settled();
  expect(drafts.draft("c1")).toMatchObject({ text: "mine", other: "third" });
});

test("two versions joined are saved as one text, and neither comes back", async () => {
  const drafts = openPage();
  await settled();
  drafts.type("c1", "mine", clock.nowMs());
  server = { text: "theirs", version: 8, saved_at_ms: null };
  await passSaveTime();
  drafts.joinOther("c1");
  await passSaveTime();
  await passSaveTime();
  expect(server.text).toBe("theirs\n\nmine");
  expect(openPage().draft("c1")).toMatchObject({ text: "theirs\n\nmine", other: null });
});

test("the fields of a session don't meet, and a message's draft of an older version is still found", async () => {
  keep.setItem(
    "cordboard.draft.ann.c1",
    JSON.stringify({ text: "older", version: 0, dirty: true, known: "" }),
  );
  expect(openPage().draft("c1").text).toBe("older");
  offline = true;
  openPage("notepad").type("c1", "notes", clock.nowMs());
  expect(openPage().draft("c1").text).toBe("older");
  expect(openPage("notepad").draft("c1").text).toBe("notes");
});

test("what is forgotten of a session is forgotten of all its fields", async () => {
  const drafts = new Drafts(openPage);
  await settled();
  drafts.notepad.type("c1", "call back on Monday", clock.nowMs());
  expect(drafts.hasText("c1")).toBe(true);
  drafts.forget("c1");
  expect(drafts.hasText("c1")).toBe(false);
  expect(keep.length).toBe(0);
});
