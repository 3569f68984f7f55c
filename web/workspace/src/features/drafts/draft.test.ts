/** Tells how a draft of this page and the server's copy come together. */

import { expect, test } from "vitest";
import {
  compared,
  type Draft,
  deletedBySending,
  handedOver,
  joined,
  NO_DRAFT,
  newerOf,
  otherDropped,
  otherTaken,
  saved,
  sentElsewhere,
  together,
  typed,
} from "./draft";

const savedOnce: Draft = saved(typed(NO_DRAFT, "hello", 5), "hello", 1);

test("typed text is not on the server until it was saved", () => {
  expect(typed(NO_DRAFT, "he", 5).dirty).toBe(true);
  expect(savedOnce).toMatchObject({ text: "hello", version: 1, dirty: false, known: "hello", other: null });
});

test("text that was typed during a save must be saved again", () => {
  const draft = saved(typed(NO_DRAFT, "hello world", 5), "hello", 1);
  expect(draft).toMatchObject({ text: "hello world", dirty: true, version: 1 });
});

test("[S9 device] a page without unsaved text takes what the server has, from any device", () => {
  expect(compared(NO_DRAFT, { text: "from my other desk", version: 4, saved_at_ms: null })).toMatchObject({
    text: "from my other desk",
    version: 4,
    dirty: false,
  });
});

test("unsaved text stays in the box and the other version is offered beside it", () => {
  const draft = compared(typed(savedOnce, "hello you", 5), {
    text: "bonjour",
    version: 2,
    saved_at_ms: null,
  });
  expect(draft).toMatchObject({ text: "hello you", other: "bonjour", version: 2, dirty: true });
});

test("a stale copy of one's own is no conflict", () => {
  const draft = compared(typed(savedOnce, "hello you", 5), { text: "hello", version: 7, saved_at_ms: null });
  expect(draft).toMatchObject({ text: "hello you", other: null, version: 7, dirty: true });
});

test("the same text on both sides is no conflict and needs no save", () => {
  expect(compared(typed(NO_DRAFT, "same", 5), { text: "same", version: 3, saved_at_ms: null })).toMatchObject(
    {
      dirty: false,
      version: 3,
      other: null,
    },
  );
});

test("a draft that was deleted elsewhere does not delete what is typed here", () => {
  expect(compared(typed(savedOnce, "more", 5), { text: "", version: 0, saved_at_ms: null })).toMatchObject({
    text: "more",
    other: null,
    dirty: true,
  });
});

test("the other version can be taken or dropped", () => {
  const torn = compared(typed(savedOnce, "mine", 5), { text: "theirs", version: 2, saved_at_ms: null });
  // The server has this very text already.
  expect(otherTaken(torn)).toMatchObject({ text: "theirs", other: null, dirty: false });
  expect(otherDropped(torn)).toMatchObject({ text: "mine", other: null });
});

test("sending empties the box, and text typed before the result is saved anew", () => {
  const next = typed(handedOver(savedOnce), "second", 5);
  expect(deletedBySending(next)).toMatchObject({ text: "second", version: 0, dirty: true, known: "" });
  expect(deletedBySending(handedOver(savedOnce))).toMatchObject({ text: "", version: 0, dirty: false });
});

test("an offered version that was sent elsewhere needs no choice any more, another one does", () => {
  const torn = compared(typed(savedOnce, "mine", 5), { text: "theirs", version: 2, saved_at_ms: null });
  expect(sentElsewhere(torn, "theirs, sent")).toMatchObject({ text: "mine", other: null, dirty: true });
  expect(sentElsewhere(torn, "hello")).toMatchObject({ text: "mine", other: "theirs", dirty: true });
});

test("a server's copy of a text that is on its way does not come back into the box", () => {
  expect(compared(handedOver(savedOnce), { text: "hello", version: 1, saved_at_ms: null })).toMatchObject({
    text: "",
    other: null,
  });
});

test.each([
  [4, "here", "theirs\n\nmine"],
  [6, "elsewhere", "mine\n\ntheirs"],
  [null, null, "theirs\n\nmine"],
])(
  "saved at %s and typed at 5: the newer one is the one %s, and joined it comes last",
  (saved_at_ms, newer, both) => {
    const torn = compared(typed(savedOnce, "mine", 5), { text: "theirs", version: 2, saved_at_ms });
    expect(newerOf(torn)).toBe(newer);
    expect(joined(torn)).toMatchObject({ text: both, other: null, dirty: true });
  },
);

test("an unanswered version survives a later look at the server, unless it has become the text itself", () => {
  const torn = saved(
    compared(typed(savedOnce, "mine", 5), { text: "theirs", version: 2, saved_at_ms: null }),
    "mine",
    3,
  );
  expect(compared(torn, { text: "mine", version: 3, saved_at_ms: null }).other).toBe("theirs");
  expect(compared(torn, { text: "theirs", version: 4, saved_at_ms: null })).toMatchObject({
    text: "theirs",
    other: null,
  });
});

test("of all that a browser has the newest text comes into the box, and every other one beside it", () => {
  const older = { ...typed(NO_DRAFT, "older", 3), other: "another", otherSavedAtMs: 2 };
  const all = [older, typed(NO_DRAFT, "newest", 5), typed(NO_DRAFT, "newest", 4), typed(NO_DRAFT, "", 9)];
  expect(together(savedOnce, all)).toMatchObject({ text: "newest", other: "older\n\nanother", dirty: true });
  expect(together(savedOnce, [])).toBe(savedOnce);
});

test("what waits for a choice stays beside what the server has, unless that is newer of the same", () => {
  const waiting = together(NO_DRAFT, [typed(NO_DRAFT, "mine", 5), typed(NO_DRAFT, "window", 4)]);
  const torn = compared(waiting, { text: "device", version: 2, saved_at_ms: null });
  expect(torn.other).toBe("window\n\ndevice");
  const again = compared(typed(savedOnce, "mine", 5), { text: "device", version: 2, saved_at_ms: null });
  expect(compared(again, { text: "device, more", version: 3, saved_at_ms: null }).other).toBe("device, more");
});
