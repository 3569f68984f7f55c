/** Decides what a conversation's stream makes of its transcript. */

import type { Entries, Event, TalkSnapshot, TalkView } from "../../api";

export interface Talk {
  /** Null until the first snapshot. */
  view: TalkView | null;
  /** Oldest first, each number once, without gaps. */
  entries: Event[];
  /** There are entries before the first one. */
  hasOlder: boolean;
  /** Page's clock: until when the customer counts as typing; 0 is not. */
  typingUntilMs: number;
  /** Why the subscription ended; null while it lasts. */
  endedCode: string | null;
}

/** How long a typing notice is shown (protocol.md). */
export const TYPING_SHOWN_MS = 5_000;

export const NO_TALK: Talk = { view: null, entries: [], hasOlder: false, typingUntilMs: 0, endedCode: null };

/** A snapshot that touches what is known is joined to it, so that older entries on the screen stay. */
export function takeSnapshot(talk: Talk, body: TalkSnapshot): Talk {
  const first = body.entries[0];
  const last = talk.entries.at(-1);
  const touches = first !== undefined && last !== undefined && first.n <= last.n + 1;
  const older = touches ? talk.entries.filter((entry) => entry.n < first.n) : [];
  const entries = [...older, ...body.entries];
  return { ...talk, view: body.talk, entries, hasOlder: beginsLate(entries), endedCode: null };
}

export function applyEntry(talk: Talk, frame: Event): Talk {
  const entries = [...talk.entries, frame];
  if (frame.body.kind === "talk") return { ...talk, entries, view: frame.body.talk };
  const wrote = frame.body.kind === "message" && frame.body.author.role === "customer";
  return { ...talk, entries, typingUntilMs: wrote ? 0 : talk.typingUntilMs };
}

export function addOlder(talk: Talk, older: Entries): Talk {
  const firstN = talk.entries[0]?.n ?? Number.POSITIVE_INFINITY;
  const entries = [...older.entries.filter((entry) => entry.n < firstN), ...talk.entries];
  return { ...talk, entries, hasOlder: older.more };
}

export function newestN(talk: Talk): number {
  return talk.entries.at(-1)?.n ?? 0;
}

/** Count the customer's messages after number `readUpTo` (mission S16). */
export function unreadCount(talk: Talk, readUpTo: number): number {
  return talk.entries.filter((entry) => entry.n > readUpTo && isFromCustomer(entry)).length;
}

function isFromCustomer({ body }: Event): boolean {
  return body.kind === "message" && body.author.role === "customer";
}

function beginsLate(entries: Event[]): boolean {
  const first = entries[0];
  return first !== undefined && first.n > 1;
}
