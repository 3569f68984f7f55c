/** Decides what a search asks for, and whether it can be asked. */

import type { ClosedQuery } from "../../api";

export interface Wish {
  text: string;
  queueId: string;
  /** Days as `<input type=date>` writes them, "2026-11-21"; empty for any. The last one counts too. */
  from: string;
  to: string;
  mine: boolean;
}

export const NO_WISH: Wish = { text: "", queueId: "", from: "", to: "", mine: false };

/** A single letter is in everything. */
export const TEXT_FROM = 2;
/** The server looks for no longer text. */
export const TEXT_TO = 200;
/** Shorter words are looked for in names and details alone. */
export const WORD_FROM = 3;

/** Why a wish can't be asked: nothing is wished, the text is too short, the days are the wrong way round. */
export type Problem = "empty" | "short" | "days";

export function problemOf(wish: Wish): Problem | null {
  const text = wish.text.trim();
  if (text !== "" && [...text].length < TEXT_FROM) return "short";
  if (wish.from !== "" && wish.to !== "" && wish.from > wish.to) return "days";
  const isEmpty = text === "" && wish.queueId === "" && wish.from === "" && wish.to === "" && !wish.mine;
  return isEmpty ? "empty" : null;
}

/** Return whether there are words that are not looked for in what was said. */
export function hasShortWords({ text }: Wish): boolean {
  return text
    .trim()
    .split(/\s+/)
    .some((word) => word !== "" && [...word].length < WORD_FROM);
}

/** Return the wish as the server understands it: days are those of the reader. */
export function queryOf(wish: Wish): ClosedQuery {
  const sinceMs = startOf(wish.from, 0);
  const afterMs = startOf(wish.to, 1);
  return {
    text: wish.text.trim(),
    queueId: wish.queueId,
    mine: wish.mine,
    ...(sinceMs === null ? {} : { sinceMs }),
    ...(afterMs === null ? {} : { untilMs: afterMs - 1 }),
  };
}

/** Return when a day begins here, or one so many days later; null where it is none. */
function startOf(day: string, daysLater: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).getTime();
}

/** Return what was kept, as far as it has the shape that this page knows. */
export function asWish(kept: unknown): Wish {
  const wish = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<Wish>;
  const text = (value: unknown) => (typeof value === "string" ? value.slice(0, TEXT_TO) : "");
  return {
    text: text(wish.text),
    queueId: text(wish.queueId),
    from: text(wish.from),
    to: text(wish.to),
    mine: wish.mine === true,
  };
}
