/** Decides what the presence history shows: pages put together, and how long each presence lasted. */

import type { PresenceChangeShown, PresenceHistory } from "../../api";
import { remembered } from "../../ui";

export interface Line {
  change: PresenceChangeShown;
  lastedMs: number;
}

/**
 * Return what is known with another page of it: an older one, or the newest one again. A newest one that
 * does not reach down to what is known replaces it, for there are changes between them.
 */
export function joined(known: PresenceHistory | null, page: PresenceHistory): PresenceHistory {
  const [newest, oldest] = [known?.changes[0]?.n, known?.changes.at(-1)?.n];
  if (known === null || newest === undefined || oldest === undefined) return page;
  const isOlder = (page.changes[0]?.n ?? 0) < oldest;
  if (isOlder) return { changes: [...known.changes, ...page.changes], more: page.more };
  const newer = page.changes.filter(({ n }) => n > newest);
  const reaches = newer.length < page.changes.length || !page.more;
  return reaches ? { changes: [...newer, ...known.changes], more: known.more } : page;
}

/** Return each change with how long it lasted: until the next newer one, the newest until now. */
export function linesOf(changes: readonly PresenceChangeShown[], nowMs: number): Line[] {
  return changes.map((change, place) => {
    const untilMs = changes[place - 1]?.at_ms ?? nowMs;
    return { change, lastedMs: Math.max(0, untilMs - change.at_ms) };
  });
}

type Unit = "day" | "hour" | "minute" | "second";

const UNITS: readonly [unit: Unit, ms: number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

const formats = remembered((locale) => {
  const format = (unit: Unit) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" });
  return {
    list: new Intl.ListFormat(locale, { type: "unit", style: "short" }),
    day: format("day"),
    hour: format("hour"),
    minute: format("minute"),
    second: format("second"),
  };
});

/** Return for instance "2 hr, 5 min": the largest unit that there is one of, with the next smaller one. */
export function durationText(ms: number, language: string): string {
  const { list, ...units } = formats(language);
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first === -1) return units.second.format(0);
  // Seconds say something only of what was over within a minute.
  const named = UNITS.slice(first, first + 2).filter(([unit]) => unit !== "second" || ms < 60_000);
  let leftMs = ms;
  const parts = named.map(([unit, size]) => {
    const count = Math.floor(leftMs / size);
    leftMs -= count * size;
    return count === 0 ? "" : units[unit].format(count);
  });
  return list.format(parts.filter((part) => part !== ""));
}
