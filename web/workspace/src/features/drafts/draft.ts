/** Decides what becomes of typed and unsent text: in the browser at once, on the server soon, never lost. */

import type { DraftShown } from "../../api";

export interface Draft {
  text: string;
  /** Version on the server that `text` was typed over; 0 where there was none. */
  version: number;
  /** The server does not have `text` yet. */
  dirty: boolean;
  /** What the server was last told, or last said; a stale copy of our own is no conflict. */
  known: string;
  /** Another text, of another device or window, that waits for a choice; null when there is none. */
  other: string | null;
  /** Server's clock: when `other` was saved; null where the server does not say. */
  otherSavedAtMs: number | null;
  /** Server's clock: when `text` was last typed at here; 0 when it came from the server. */
  typedAtMs: number;
}

export const NO_DRAFT: Draft = {
  text: "",
  version: 0,
  dirty: false,
  known: "",
  other: null,
  otherSavedAtMs: null,
  typedAtMs: 0,
};

/** This browser has something that the server lacks. */
export function isUnsaved(draft: Draft): boolean {
  return draft.dirty || draft.other !== null;
}

/** One draft of all that a browser has: the newest unsaved text, and every other one beside it. */
export function together(kept: Draft, unsaved: readonly Draft[]): Draft {
  const hasText = (draft: Draft) => Number(draft.text !== "");
  const [newest, ...rest] = [...unsaved].sort((a, b) => hasText(b) - hasText(a) || b.typedAtMs - a.typedAtMs);
  if (newest === undefined) return kept;
  return rest.flatMap(textsOf).reduce((draft, { text, atMs }) => offered(draft, text, atMs), newest);
}

function textsOf(draft: Draft): { text: string; atMs: number | null }[] {
  const other = draft.other === null ? [] : [{ text: draft.other, atMs: draft.otherSavedAtMs }];
  return [{ text: draft.text, atMs: draft.typedAtMs || null }, ...other];
}

/** Put a text beside one's own and what stands there already. */
function offered(draft: Draft, text: string, atMs: number | null): Draft {
  const { other } = draft;
  const isThere = text === draft.text || `\n\n${other ?? ""}\n\n`.includes(`\n\n${text}\n\n`);
  if (text === "" || isThere) return draft;
  return { ...draft, other: other === null ? text : `${other}\n\n${text}`, otherSavedAtMs: atMs };
}

export function typed(draft: Draft, text: string, atMs: number): Draft {
  return { ...draft, text, dirty: text !== draft.known, typedAtMs: atMs };
}

/** A save was done: `text` is what was saved, the person may have typed on. */
export function saved(draft: Draft, text: string, version: number): Draft {
  return { ...draft, version, known: text, dirty: draft.text !== text };
}

/**
 * Compare with what the server has: on opening, and when a save was refused as stale.
 * Unsaved text of this page stays in the box; a different text from elsewhere is offered beside it.
 */
export function compared(draft: Draft, server: DraftShown): Draft {
  const mine = { ...draft, version: server.version, known: server.text };
  if (!draft.dirty) {
    const typedAtMs = server.text === draft.text ? draft.typedAtMs : 0;
    return withoutSame({ ...mine, text: server.text, typedAtMs });
  }
  if (server.text === draft.text) return withoutSame({ ...mine, dirty: false });
  if (server.text === "" || server.text === draft.known) return mine;
  // What the server had before, it has no longer.
  const rest = draft.other === draft.known ? { ...mine, other: null } : mine;
  return offered(rest, server.text, server.saved_at_ms);
}

/** What was offered beside the text and not answered yet stays, unless it says the same. */
function withoutSame(draft: Draft): Draft {
  return draft.other === draft.text ? { ...draft, other: null, otherSavedAtMs: null } : draft;
}

/**
 * The text went into the outbox: the box is empty. The server deletes its copy with the message; until then
 * the copy stays known as our own, so that a reload does not bring it back into the box.
 */
export function handedOver(draft: Draft): Draft {
  return { ...draft, text: "", dirty: draft.known !== "" };
}

/** The message has arrived and took the server's draft with it; text typed since must be saved anew. */
export function deletedBySending(draft: Draft): Draft {
  return { ...draft, version: 0, known: "", dirty: draft.text !== "" };
}

/**
 * The same person sent `message` from another page, and it took the server's draft with it. What is in that
 * message or came from the server leaves the box; what was typed here and is not in it stays, to be saved.
 */
export function sentElsewhere(draft: Draft, message: string): Draft {
  const isSent = (text: string) => message.trim().startsWith(text.trim());
  const isWhole = message.trim() === draft.text.trim();
  const isDone = isWhole || (!draft.dirty && (draft.typedAtMs === 0 || isSent(draft.text)));
  const rest = deletedBySending(isDone ? { ...draft, text: "" } : draft);
  const isOtherSent = draft.other !== null && isSent(draft.other);
  return isOtherSent ? { ...rest, other: null, otherSavedAtMs: null } : rest;
}

/** Which of the two versions was written later; null where nobody can tell. */
export function newerOf(draft: Draft): "here" | "elsewhere" | null {
  if (draft.other === null || draft.otherSavedAtMs === null || draft.typedAtMs === 0) return null;
  return draft.otherSavedAtMs > draft.typedAtMs ? "elsewhere" : "here";
}

/** Take the other text instead of one's own. */
export function otherTaken(draft: Draft): Draft {
  return draft.other === null ? draft : resolved(draft, draft.other);
}

export function otherDropped(draft: Draft): Draft {
  return resolved(draft, draft.text);
}

/** Keep both, the older one first. */
export function joined(draft: Draft): Draft {
  if (draft.other === null) return draft;
  const both = newerOf(draft) === "elsewhere" ? [draft.text, draft.other] : [draft.other, draft.text];
  return resolved(draft, both.join("\n\n"));
}

function resolved(draft: Draft, text: string): Draft {
  return { ...draft, text, other: null, otherSavedAtMs: null, dirty: text !== draft.known };
}
