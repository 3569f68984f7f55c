/** Puts the transcript and the outbox together into the lines that are shown. */

import type { Entry } from "../wire";
import type { Shown } from "./outbox";
import { hasMessage, type Transcript } from "./transcript";

export type Delivery = "sent" | "read" | "sending" | "failed";

export interface MessageLine {
  readonly kind: "message";
  /** Stays the same from the outbox into the transcript, so that the line doesn't blink. */
  readonly key: string;
  readonly side: "customer" | "agent";
  readonly name: string;
  readonly text: string;
  readonly at_ms: number;
  readonly delivery: Delivery;
  /** Code of the refusal of a failed one. */
  readonly code: string | null;
}

export interface NoticeLine {
  readonly kind: "notice";
  readonly key: string;
  readonly code: string;
  readonly name: string | null;
  readonly at_ms: number;
}

export type Line = MessageLine | NoticeLine;

export function linesOf(transcript: Transcript, outbox: readonly Shown[]): Line[] {
  const waiting = outbox.filter(({ item }) => item.kind !== "end" && !hasMessage(transcript, item.id));
  const readUpTo = transcript.marks.agent_read ?? 0;
  return [...transcript.entries.flatMap((entry) => entryLine(entry, readUpTo)), ...waiting.map(waitingLine)];
}

/** Whether two lines in a row are one author's, on one day: the name stands once, above them. */
export function isSameGroup(one: Line | undefined, next: Line | undefined): boolean {
  if (one?.kind !== "message" || next?.kind !== "message") return false;
  return one.side === next.side && one.name === next.name && !isNewDay(one, next);
}

/** Whether the day changes between two lines; it does before the first. */
export function isNewDay(before: Line | undefined, line: Line): boolean {
  return !before || new Date(before.at_ms).toDateString() !== new Date(line.at_ms).toDateString();
}

/** Key of the customer's last delivered message: the only one that says so. */
export function lastSentKey(lines: readonly Line[]): string | null {
  const own = lines.filter((line) => line.kind === "message" && line.side === "customer");
  const last = own.at(-1);
  const here = last?.kind === "message" && (last.delivery === "sent" || last.delivery === "read");
  return here ? last.key : null;
}

function entryLine({ n, at_ms, body }: Entry, readUpTo: number): Line[] {
  if (body.kind === "notice")
    return [{ kind: "notice", key: `n${n}`, code: body.code, name: body.name ?? null, at_ms }];
  if (body.kind !== "message") return [];
  const { author, text } = body;
  const shown = { side: author.role, name: author.name ?? "", text, at_ms } as const;
  const key = author.role === "customer" ? body.client_id : `n${n}`;
  return [{ kind: "message", key, ...shown, delivery: n <= readUpTo ? "read" : "sent", code: null }];
}

function waitingLine({ item, accepted }: Shown): Line {
  const delivery = item.failed ? "failed" : accepted ? "sent" : "sending";
  const { id: key, text, written_at_ms: at_ms, failed: code } = item;
  return { kind: "message", key, side: "customer", name: "", text, at_ms, delivery, code };
}
