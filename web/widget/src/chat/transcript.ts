/** Holds what the server has said of the conversation: its entries in order and its latest state. */

import type { Entry, Marks, TalkSnapshot, TalkView } from "../wire";

export interface Transcript {
  readonly talk: TalkView | null;
  /** Oldest first, without gaps. */
  readonly entries: readonly Entry[];
  /** Up to where each side has it. */
  readonly marks: Marks;
}

export const EMPTY: Transcript = { talk: null, entries: [], marks: {} };

export function fromSnapshot(body: TalkSnapshot): Transcript {
  return { talk: body.talk, entries: body.entries, marks: body.marks };
}

export function withEntry(transcript: Transcript, entry: Entry): Transcript {
  const talk = entry.body.kind === "talk" ? entry.body.talk : transcript.talk;
  return { ...transcript, talk, entries: [...transcript.entries, entry] };
}

/** Puts older entries in front; a late answer that doesn't reach the first one is dropped. */
export function withEarlier(transcript: Transcript, earlier: readonly Entry[]): Transcript {
  const first = firstNumber(transcript);
  const older = earlier.filter((entry) => entry.n < first);
  if (older.at(-1)?.n !== first - 1) return transcript;
  return { ...transcript, entries: [...older, ...transcript.entries] };
}

/** Number of the newest entry that is here; 0 when there is none. */
export function lastNumber(transcript: Transcript): number {
  return transcript.entries.at(-1)?.n ?? 0;
}

/** Number of the oldest entry that is here; 1 when nothing is missing. */
export function firstNumber(transcript: Transcript): number {
  return transcript.entries[0]?.n ?? 1;
}

export function hasMessage(transcript: Transcript, clientId: string): boolean {
  return transcript.entries.some(({ body }) => body.kind === "message" && body.client_id === clientId);
}

export interface News {
  readonly n: number;
  readonly name: string;
  readonly text: string;
}

/** The latest message of the other side after number n, and how many there are. */
export function newsAfter(transcript: Transcript, n: number): { news: News | null; count: number } {
  const fresh = transcript.entries.filter((entry) => entry.n > n).flatMap(fromAgent);
  return { news: fresh.at(-1) ?? null, count: fresh.length };
}

function fromAgent({ n, body }: Entry): News[] {
  if (body.kind !== "message" || body.author.role !== "agent") return [];
  return [{ n, name: body.author.name ?? "", text: body.text }];
}

/** Who ended it, as the last notice of an end says; the system, if nobody did. */
export function endedBy({ entries }: Transcript): string {
  const ends = entries.map(({ body }) => body.kind === "notice" && /^ended_by_(\w+)/.exec(body.code)?.[1]);
  return ends.findLast(Boolean) || "system";
}
