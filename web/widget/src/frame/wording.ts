/** Finds the words for codes of the server, names and times. */

import type { MessageLine, NoticeLine } from "../chat/lines";
import { fill } from "../language/fill";
import type { WordKey, Words } from "../language/words";

/** Codes that mean the same to a customer as another one. */
const SAME: Record<string, string> = { wrong_state: "closed", visitor_limit: "too_many" };

/** Null for a code that this page doesn't know: a newer server may have more of them. */
export function noticeText(words: Words, { code, name }: NoticeLine): string | null {
  // Whatever nobody took is one thing to a customer: closed_out_of_hours, closed_waited_too_long, ...
  const text = worded(words, "notice_", code.replace(/^closed_.*/, "closed"));
  return text && fill(text, { name: name || words.agent });
}

export function deliveryText(words: Words, { delivery, code }: MessageLine): string {
  if (delivery !== "failed") return words[delivery];
  return worded(words, "not_sent_", SAME[code ?? ""] ?? code) ?? words.not_sent;
}

/** The words for a code, by their name; null when there are none. */
function worded(words: Words, kind: string, code: string | null): string | null {
  const key = kind + code;
  return Object.hasOwn(words, key) ? words[key as WordKey] : null;
}

export function authorName(words: Words, { side, name }: MessageLine): string {
  return side === "customer" ? words.you : name || words.agent;
}

/** First letters of the first two words of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/, 2);
  return words.map((word) => [...word][0]).join("");
}

export function timeText(locale: string, atMs: number): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}

export function dayText(locale: string, atMs: number): string {
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(atMs);
}
