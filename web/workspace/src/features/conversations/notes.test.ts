/** Tells what an agent is told of the notes that they type. */

import { expect, test } from "vitest";
import { NO_DRAFT } from "../drafts";
import { NOTES_LIMIT_BYTES, type NoteState, noteState } from "./notes";

const LONG = "ā".repeat(NOTES_LIMIT_BYTES / 2);

test.each<[Partial<typeof NO_DRAFT>, boolean, NoteState]>([
  [{}, true, "empty"],
  [{ text: "x" }, true, "saved"],
  [{ text: "x", dirty: true }, false, "saving"],
  [{ text: "", dirty: true }, true, "offline"],
  [{ text: "x", dirty: true, other: "y" }, true, "choose"],
  [{ text: LONG, dirty: true }, false, "saving"],
  [{ text: `${LONG}a`, dirty: true }, true, "too long"],
])("notes %#", (draft, isOffline, state) => {
  expect(noteState({ ...NO_DRAFT, ...draft }, isOffline)).toBe(state);
});
