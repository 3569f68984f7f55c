/** Decides what a stream makes of its transcript; each entry costs little, however long it is. */

import type { Entries, Event, Marks, TalkSnapshot, TalkView } from "../../api";
import { type Line, linesAfter, placed, upTo } from "./transcript";

export interface Talk {
  /** Null until the first snapshot. */
  view: TalkView | null;
  /** Oldest first; entries that only change the conversation's state make none. */
  lines: readonly Line[];
  /** Place of the first line in a count that never changes for a line, whatever comes before it later. */
  origin: number;
  /** Numbers of the first and the last entry that are known; 0 is none. */
  firstN: number;
  lastN: number;
  /** Numbers of the messages of this side that are among the lines. */
  ownNs: readonly number[];
  /** Numbers of the customer's messages since `earlier.before`, also of those whose lines were dropped. */
  customerNs: readonly number[];
  /** Unread messages before the first snapshot's entries, as the server counted them. */
  earlier: { count: number; before: number };
  marks: Required<Marks>;
  /** Up to which number somebody has seen the transcript on this page. */
  seenN: number;
  /** There are entries before the first one. */
  hasOlder: boolean;
  /** Page's clock: until when the customer counts as typing; 0 is not. */
  typingUntilMs: number;
  /** Why the subscription ended; null while it lasts. */
  endedCode: string | null;
}

/** How long a typing notice is shown (protocol.md). */
export const TYPING_SHOWN_MS = 5_000;
/** Lines that a conversation keeps while another one is shown; older ones are fetched again. */
export const LINES_KEPT = 400;
/** So many more may come before they are dropped, so that not each one costs a copy. */
const DROPPED_AT_ONCE = 100;

const NO_MARKS: Required<Marks> = { customer_delivered: 0, customer_read: 0, agent_read: 0 };

export const NO_TALK: Talk = {
  view: null,
  lines: [],
  origin: 0,
  firstN: 0,
  lastN: 0,
  ownNs: [],
  customerNs: [],
  earlier: { count: 0, before: 0 },
  marks: NO_MARKS,
  seenN: 0,
  hasOlder: false,
  typingUntilMs: 0,
  endedCode: null,
};

/** A snapshot that touches what is known is joined to it, so that older lines on the screen stay. */
export function takeSnapshot(talk: Talk, body: TalkSnapshot): Talk {
  const firstN = body.entries[0]?.n ?? 0;
  const touches = talk.lastN > 0 && firstN <= talk.lastN + 1;
  const earlier = { count: body.unread_earlier, before: firstN };
  // Lines after a hole are other lines: none of them may be taken for one that was in its place.
  const origin = talk.origin + talk.lines.length;
  const kept = touches ? talk : { ...NO_TALK, origin, earlier, firstN, seenN: talk.seenN };
  const fresh = body.entries.filter((entry) => entry.n > kept.lastN);
  const now = { ...extended(kept, fresh), view: body.talk, marks: laterMarks(talk.marks, body.marks) };
  return { ...now, hasOlder: now.firstN > 1, typingUntilMs: talk.typingUntilMs, endedCode: null };
}

export function applyEntry(talk: Talk, frame: Event): Talk {
  const now = extended(talk, [frame]);
  if (frame.body.kind === "talk") return { ...now, view: frame.body.talk };
  return isFromCustomer(frame) ? { ...now, typingUntilMs: 0 } : now;
}

export function addOlder(talk: Talk, { entries, more }: Entries): Talk {
  const older = entries.filter((entry) => talk.firstN === 0 || entry.n < talk.firstN);
  const before = linesAfter(undefined, older);
  const [first, ...rest] = talk.lines;
  const after = first === undefined ? [] : [placed(first, before.at(-1)), ...rest];
  return {
    ...talk,
    lines: [...before, ...after],
    origin: talk.origin - before.length,
    firstN: older[0]?.n ?? talk.firstN,
    lastN: talk.lastN === 0 ? (older.at(-1)?.n ?? 0) : talk.lastN,
    ownNs: [...numbersOf(older, isFromAgent), ...talk.ownNs],
    hasOlder: more,
  };
}

/** Drop old lines of a conversation that nobody looks at, when there are more than enough. */
export function trimmed(talk: Talk, tolerated = DROPPED_AT_ONCE): Talk {
  const dropped = talk.lines.length - LINES_KEPT;
  const [first, ...rest] = dropped > tolerated ? talk.lines.slice(dropped) : [];
  if (first === undefined) return talk;
  return {
    ...talk,
    lines: [placed(first, undefined), ...rest],
    origin: talk.origin + dropped,
    firstN: first.n,
    ownNs: talk.ownNs.slice(upTo(talk.ownNs, first.n - 1)),
    hasOlder: true,
  };
}

export function withMarks(talk: Talk, marks: Marks): Talk {
  return { ...talk, marks: laterMarks(talk.marks, marks) };
}

export function newestN(talk: Talk): number {
  return talk.lastN;
}

/** Count the customer's messages after number `readUpTo` (mission S16). */
export function unreadCount(talk: Talk, readUpTo: number): number {
  const earlier = readUpTo < talk.earlier.before - 1 ? talk.earlier.count : 0;
  return earlier + talk.customerNs.length - upTo(talk.customerNs, readUpTo);
}

export function isFromCustomer({ body }: Event): boolean {
  return body.kind === "message" && body.author.role === "customer";
}

export function isFromAgent({ body }: Event): boolean {
  return body.kind === "message" && body.author.role === "agent";
}

function extended(talk: Talk, entries: readonly Event[]): Talk {
  const last = entries.at(-1);
  if (last === undefined) return talk;
  const lines = linesAfter(talk.lines.at(-1), entries);
  const own = numbersOf(entries, isFromAgent);
  const customers = numbersOf(entries, isFromCustomer);
  return {
    ...talk,
    lines: lines.length === 0 ? talk.lines : [...talk.lines, ...lines],
    firstN: talk.firstN === 0 ? (entries[0]?.n ?? 0) : talk.firstN,
    lastN: last.n,
    ownNs: own.length === 0 ? talk.ownNs : [...talk.ownNs, ...own],
    customerNs: customers.length === 0 ? talk.customerNs : [...talk.customerNs, ...customers],
  };
}

function numbersOf(entries: readonly Event[], which: (entry: Event) => boolean): number[] {
  return entries.filter(which).map((entry) => entry.n);
}

/** Marks only grow; frames of two connections may cross. */
function laterMarks(one: Required<Marks>, other: Marks): Required<Marks> {
  return {
    customer_delivered: Math.max(one.customer_delivered, other.customer_delivered ?? 0),
    customer_read: Math.max(one.customer_read, other.customer_read ?? 0),
    agent_read: Math.max(one.agent_read, other.agent_read ?? 0),
  };
}
