/** Tells how a draft of this page and the server's copy come together. */

import { expect, test } from "vitest";
import {
  compared,
  type Draft,
  deletedBySending,
  handedOver,
  NO_DRAFT,
  otherDropped,
  otherTaken,
  saved,
  typed,
} from "./draft";

const savedOnce: Draft = saved(typed(NO_DRAFT, "hello"), "hello", 1);

test("typed text is not on the server until it was saved", () => {
  expect(typed(NO_DRAFT, "he").dirty).toBe(true);
  expect(savedOnce).toEqual({ text: "hello", version: 1, dirty: false, known: "hello", other: null });
});

test("text that was typed during a save must be saved again", () => {
  const draft = saved(typed(NO_DRAFT, "hello world"), "hello", 1);
  expect(draft).toMatchObject({ text: "hello world", dirty: true, version: 1 });
});

test("[S9 device] a page without unsaved text takes what the server has, from any device", () => {
  expect(compared(NO_DRAFT, { text: "from my other desk", version: 4 })).toMatchObject({
    text: "from my other desk",
    version: 4,
    dirty: false,
  });
});

test("unsaved text stays in the box and the other version is offered beside it", () => {
  const draft = compared(typed(savedOnce, "hello you"), { text: "bonjour", version: 2 });
  expect(draft).toMatchObject({ text: "hello you", other: "bonjour", version: 2, dirty: true });
});

test("a stale copy of one's own is no conflict", () => {
  const draft = compared(typed(savedOnce, "hello you"), { text: "hello", version: 7 });
  expect(draft).toMatchObject({ text: "hello you", other: null, version: 7, dirty: true });
});

test("the same text on both sides is no conflict and needs no save", () => {
  expect(compared(typed(NO_DRAFT, "same"), { text: "same", version: 3 })).toMatchObject({
    dirty: false,
    version: 3,
    other: null,
  });
});

test("a draft that was deleted elsewhere does not delete what is typed here", () => {
  expect(compared(typed(savedOnce, "more"), { text: "", version: 0 })).toMatchObject({
    text: "more",
    other: null,
    dirty: true,
  });
});

test("the other version can be taken or dropped", () => {
  const torn = compared(typed(savedOnce, "mine"), { text: "theirs", version: 2 });
  expect(otherTaken(torn)).toMatchObject({ text: "theirs", other: null, dirty: true });
  expect(otherDropped(torn)).toMatchObject({ text: "mine", other: null });
});

test("sending empties the box, and text typed before the result is saved anew", () => {
  const next = typed(handedOver(savedOnce), "second");
  expect(deletedBySending(next)).toEqual({ text: "second", version: 0, dirty: true, known: "", other: null });
  expect(deletedBySending(handedOver(savedOnce))).toEqual(NO_DRAFT);
});

test("a server's copy of a text that is on its way does not come back into the box", () => {
  expect(compared(handedOver(savedOnce), { text: "hello", version: 1 })).toMatchObject({
    text: "",
    other: null,
  });
});
