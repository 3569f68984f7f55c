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
  /** Another text that was saved elsewhere (another device, another tab); null when there is none. */
  other: string | null;
}

export const NO_DRAFT: Draft = { text: "", version: 0, dirty: false, known: "", other: null };

export function typed(draft: Draft, text: string): Draft {
  return { ...draft, text, dirty: text !== draft.known };
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
  if (!draft.dirty) return { ...mine, text: server.text, other: null };
  if (server.text === draft.text) return { ...mine, dirty: false, other: null };
  const isOurs = server.text === "" || server.text === draft.known;
  return { ...mine, other: isOurs ? draft.other : server.text };
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

/** Take the other text instead of one's own. */
export function otherTaken(draft: Draft): Draft {
  return draft.other === null ? draft : { ...draft, text: draft.other, other: null, dirty: true };
}

export function otherDropped(draft: Draft): Draft {
  return { ...draft, other: null };
}
