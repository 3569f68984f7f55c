/** Writes days and times of a transcript. */

import { remembered } from "../../ui";

interface Formats {
  time: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
  dayOfYear: Intl.DateTimeFormat;
  moment: Intl.DateTimeFormat;
  near: Intl.RelativeTimeFormat;
  /** By unit: day, hour, minute, second. */
  units: Record<string, Intl.NumberFormat>;
}

const DAY_MS = 86_400_000;
const UNITS = ["day", "hour", "minute", "second"];

export function timeText(atMs: number, locale: string): string {
  return formats(locale).time.format(atMs);
}

/** Return date and time. */
export function dateTimeText(atMs: number, locale: string): string {
  return formats(locale).moment.format(atMs);
}

/** Return "Today", "Yesterday", else the day with its name; the year only where it is another one. */
export function dayText(atMs: number, nowMs: number, locale: string): string {
  const { near, day, dayOfYear } = formats(locale);
  const daysAgo = Math.round((midnight(nowMs) - midnight(atMs)) / DAY_MS);
  if (daysAgo === 0 || daysAgo === 1) return capitalised(near.format(-daysAgo, "day"), locale);
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return capitalised((sameYear ? day : dayOfYear).format(atMs), locale);
}

/** Return how long something took, in the two largest units: "1 h 5 min", "42 s". */
export function durationText(ms: number, locale: string): string {
  const s = Math.max(0, Math.round(ms / 1000));
  const parts: [number, string][] = [
    [Math.floor(s / 86_400), "day"],
    [Math.floor(s / 3600) % 24, "hour"],
    [Math.floor(s / 60) % 60, "minute"],
    [s % 60, "second"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2).filter(([amount]) => amount > 0);
  return shown.map(([amount, unit]) => formats(locale).units[unit]?.format(amount)).join(" ");
}

function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" });
}

function midnight(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

function capitalised(text: string, locale: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(locale) + rest.join("");
}

const formats = remembered(
  (locale): Formats => ({
    time: new Intl.DateTimeFormat(locale, { timeStyle: "short" }),
    day: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }),
    dayOfYear: new Intl.DateTimeFormat(locale, { dateStyle: "full" }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
    near: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    units: Object.fromEntries(UNITS.map((unit) => [unit, unitFormat(locale, unit)])),
  }),
);
