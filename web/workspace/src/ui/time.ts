/** Writes times the way the reader's language does. */

import { remembered } from "./remembered";

const timeFormat = remembered((language) => new Intl.DateTimeFormat(language, { timeStyle: "short" }));
const momentFormat = remembered(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }),
);
const agoFormat = remembered(
  (language) => new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" }),
);

/** Return the time of day; for another day also its date. */
export function momentText(atMs: number, nowMs: number, language: string): string {
  const sameDay = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return (sameDay ? timeFormat : momentFormat)(language).format(atMs);
}

/** Return whole seconds that are left, never below 0; a second that has begun counts. */
export function secondsLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
}

/** Return whole minutes that are left, never below 0; a minute that has begun counts. */
export function minutesLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 60_000));
}

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** Return how long ago something was, such as "5 min ago"; less than a minute is "now". */
export function agoText(atMs: number, nowMs: number, language: string): string {
  const passed = Math.max(0, nowMs - atMs);
  const format = agoFormat(language);
  for (const [unit, ms] of UNITS) if (passed >= ms) return format.format(-Math.floor(passed / ms), unit);
  return format.format(0, "second");
}
