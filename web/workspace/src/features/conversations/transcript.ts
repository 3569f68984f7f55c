/** Decides which lines a transcript shows: entries by day and author, then what is on its way. */

import type { Event, Marks } from "../../api";
import type { OutboxMessage } from "../../realtime";

export interface MessageLine {
  kind: "message";
  key: string;
  /** Number of its entry; for what is on its way the one that it may get. */
  n: number;
  side: "customer" | "agent";
  /** Empty for a customer who gave no name. */
  author: string;
  text: string;
  atMs: number;
  state: "sent" | "sending" | "not sent";
  /** Code of the refusal of a message that was not sent. */
  refusal: string | null;
  /** Under which id an agent's message was sent; null for a customer's. */
  clientId: string | null;
  /** The first line of a day. */
  newDay: boolean;
  /** The first of a group: says who wrote it. */
  newAuthor: boolean;
  /** The first in its minute: says when. */
  newMinute: boolean;
}

export interface NoticeLine {
  kind: "notice";
  key: string;
  n: number;
  code: string;
  name: string | null;
  atMs: number;
  newDay: boolean;
}

export type Line = MessageLine | NoticeLine;

/** After a pause longer than this the author is named again. */
const GROUP_PAUSE_MS = 5 * 60_000;
/** An own message comes as an event just before its result: further back none is still on its way. */
const LOOKED_BACK = 600;

/** Return the lines that entries make, after those that are there already. */
export function linesAfter(before: Line | undefined, entries: readonly Event[]): Line[] {
  const lines: Line[] = [];
  for (const entry of entries) {
    const line = bareLine(entry);
    if (line !== null) lines.push(placed(line, lines.at(-1) ?? before));
  }
  return lines;
}

/** Return the same line as it stands after another one; itself when nothing about it changes. */
export function placed(line: Line, before: Line | undefined): Line {
  const newDay = before === undefined || dayOf(before.atMs) !== dayOf(line.atMs);
  if (line.kind === "notice") return line.newDay === newDay ? line : { ...line, newDay };
  const newAuthor = newDay || !isSameGroup(line, before);
  const newMinute = newAuthor || minuteOf(before.atMs) !== minuteOf(line.atMs);
  const same = line.newDay === newDay && line.newAuthor === newAuthor && line.newMinute === newMinute;
  return same ? line : { ...line, newDay, newAuthor, newMinute };
}

/** Return what waits to be sent, as lines; a message whose own event has come is not shown twice. */
export function pendingLines(lines: readonly Line[], waiting: readonly OutboxMessage[], me: string): Line[] {
  if (waiting.length === 0) return [];
  const recent = lines.slice(-LOOKED_BACK);
  const arrived = new Set(recent.map((line) => (line.kind === "message" ? line.clientId : null)));
  const pending: Line[] = [];
  for (const message of waiting.filter((one) => !arrived.has(one.id))) {
    const before = pending.at(-1) ?? lines.at(-1);
    pending.push(placed(pendingLine(message, me, (before?.n ?? 0) + 1), before));
  }
  return pending;
}

/** How far an own message got, by what the customer's page said. */
export type Receipt = "sent" | "delivered" | "read";

/** Return the last own message of each state: only these say it. */
export function receiptsOf(ownNs: readonly number[], marks: Required<Marks>): Map<number, Receipt> {
  const receipts = new Map<number, Receipt>();
  const last = ownNs.at(-1);
  if (last !== undefined) receipts.set(last, "sent");
  const delivered = ownNs[upTo(ownNs, Math.max(marks.customer_delivered, marks.customer_read)) - 1];
  if (delivered !== undefined) receipts.set(delivered, "delivered");
  const read = ownNs[upTo(ownNs, marks.customer_read) - 1];
  if (read !== undefined) receipts.set(read, "read");
  return receipts;
}

/** Return how many of ascending numbers are not above `limit`. */
export function upTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const UNPLACED = { newDay: true, newAuthor: true, newMinute: true };

function bareLine({ n, at_ms: atMs, body }: Event): Line | null {
  if (body.kind === "message") {
    const { author, text } = body;
    const clientId = author.role === "agent" ? body.client_id : null;
    const line = { key: `n${n}`, n, side: author.role, author: author.name ?? "", text, atMs, clientId };
    return { kind: "message", ...line, state: "sent", refusal: null, ...UNPLACED };
  }
  if (body.kind === "notice") {
    return { kind: "notice", key: `n${n}`, n, code: body.code, name: body.name ?? null, atMs, newDay: true };
  }
  return null;
}

function pendingLine(message: OutboxMessage, me: string, n: number): MessageLine {
  return {
    kind: "message",
    key: message.id,
    n,
    side: "agent",
    author: me,
    text: message.text,
    atMs: message.writtenAtMs,
    state: message.refusal === null ? "sending" : "not sent",
    refusal: message.refusal,
    clientId: message.id,
    ...UNPLACED,
  };
}

function isSameGroup(line: MessageLine, before: Line): before is MessageLine {
  return (
    before.kind === "message" &&
    before.side === line.side &&
    before.author === line.author &&
    line.atMs - before.atMs < GROUP_PAUSE_MS
  );
}

function dayOf(atMs: number): string {
  return new Date(atMs).toDateString();
}

function minuteOf(atMs: number): number {
  return Math.floor(atMs / 60_000);
}
