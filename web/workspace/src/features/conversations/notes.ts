/** Decides what is said of notes that are typed: whether the server has them. */

import type { Draft } from "../drafts";

/** As the server measures (`core.draft.DRAFT_LIMIT_BYTES`). */
export const NOTES_LIMIT_BYTES = 64 * 1024;

export type NoteState = "empty" | "saved" | "saving" | "offline" | "choose" | "too long";

export function noteState({ text, dirty, other }: Draft, isOffline: boolean): NoteState {
  if (other !== null) return "choose";
  if (!dirty) return text === "" ? "empty" : "saved";
  if (isTooLong(text)) return "too long";
  return isOffline ? "offline" : "saving";
}

/** No sign takes more than three bytes a code unit: most texts need not be counted. */
function isTooLong(text: string): boolean {
  if (text.length * 3 <= NOTES_LIMIT_BYTES) return false;
  return new TextEncoder().encode(text).length > NOTES_LIMIT_BYTES;
}
