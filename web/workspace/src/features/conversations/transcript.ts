/** Decides which lines a transcript shows: entries by number, then what is still on its way. */

import type { Event } from "../../api";
import type { OutboxMessage } from "../../realtime";

export interface MessageLine {
  kind: "message";
  key: string;
  side: "customer" | "agent";
  author: string;
  text: string;
  atMs: number;
  state: "sent" | "sending" | "not sent";
  /** Code of the refusal of a message that was not sent. */
  refusal: string | null;
}

export interface NoticeLine {
  kind: "notice";
  key: string;
  code: string;
  name: string | null;
  atMs: number;
}

export type Line = MessageLine | NoticeLine;

export interface Names {
  me: string;
  /** What a customer who gave no name is called: the conversation's title. */
  customer: string;
}

/** A message can be in both lists for a moment: its event comes before its result. */
export function linesOf(entries: Event[], waiting: OutboxMessage[], names: Names): Line[] {
  const sent = entries.flatMap((entry) => lineOf(entry, names));
  const arrived = new Set(entries.map(clientId));
  const pending = waiting.filter((message) => !arrived.has(message.id));
  return [...sent, ...pending.map((message) => pendingLine(message, names.me))];
}

function lineOf({ n, at_ms, body }: Event, names: Names): Line[] {
  if (body.kind === "message") {
    const { author, text } = body;
    const name = author.name || (author.role === "customer" ? names.customer : "");
    const line = { key: `n${n}`, side: author.role, author: name, text, atMs: at_ms } as const;
    return [{ kind: "message", ...line, state: "sent", refusal: null }];
  }
  if (body.kind === "notice") {
    return [{ kind: "notice", key: `n${n}`, code: body.code, name: body.name ?? null, atMs: at_ms }];
  }
  return [];
}

function pendingLine(message: OutboxMessage, myName: string): MessageLine {
  return {
    kind: "message",
    key: message.id,
    side: "agent",
    author: myName,
    text: message.text,
    atMs: message.writtenAtMs,
    state: message.refusal === null ? "sending" : "not sent",
    refusal: message.refusal,
  };
}

function clientId({ body }: Event): string | null {
  return body.kind === "message" && body.author.role === "agent" ? body.client_id : null;
}
