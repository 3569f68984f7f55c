/** Finds the words for codes of the server, names and times. */

import type { MessageLine, NoticeLine } from "../chat/lines";
import { fill } from "../language/fill";
import type { WordKey, Words } from "../language/words";

const NOTICES = new Map<string, WordKey>([
  ["agent_joined", "notice_agent_joined"],
  ["agent_left", "notice_agent_left"],
  ["agent_reconnecting", "notice_agent_reconnecting"],
  ["agent_back", "notice_agent_back"],
  ["ended_by_agent", "notice_ended_by_agent"],
  ["ended_by_customer", "notice_ended_by_customer"],
  ["ended_by_supervisor", "notice_ended_by_supervisor"],
  ["ended_by_system", "notice_ended_by_system"],
  ["customer_lost", "notice_customer_lost"],
]);

const REASONS = new Map<string, WordKey>([
  ["too_large", "not_sent_too_large"],
  ["closed", "not_sent_closed"],
  ["wrong_state", "not_sent_closed"],
  ["too_many", "not_sent_too_many"],
  ["visitor_limit", "not_sent_too_many"],
]);

/** Null for a code that this page doesn't know: a newer server may have more of them. */
export function noticeText(words: Words, { code, name }: NoticeLine): string | null {
  const key = NOTICES.get(code);
  return key ? fill(words[key], { name: name || words.agent }) : null;
}

export function deliveryText(words: Words, { delivery, code }: MessageLine): string {
  if (delivery !== "failed") return words[delivery];
  return words[REASONS.get(code ?? "") ?? "not_sent"];
}

export function authorName(words: Words, { side, name }: MessageLine): string {
  return side === "customer" ? words.you : name || words.agent;
}

/** The time of day, with the date unless it is today's. */
export function timeText(locale: string, atMs: number, nowMs: number): string {
  const today = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  const date = today ? {} : ({ day: "numeric", month: "short" } as const);
  return new Intl.DateTimeFormat(locale, { ...date, hour: "2-digit", minute: "2-digit" }).format(atMs);
}
