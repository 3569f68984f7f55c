/** Decides what is said of a wrap-up's remaining time, and when it is announced. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** So long before the end it is said once more. */
export const NEAR_END_MS = 30_000;

/** What of a session decides it; times are the server's. */
export interface WrapUp {
  closesAtMs: number | null;
  freesAtMs: number | null;
}

export type Phase = "running" | "near its end" | "over";

/** Return how far wrap-up is; null where it never ends by itself. */
export function phaseOf({ closesAtMs }: WrapUp, nowMs: number): Phase | null {
  if (closesAtMs === null) return null;
  const leftMs = closesAtMs - nowMs;
  if (leftMs <= 0) return "over";
  return leftMs <= NEAR_END_MS ? "near its end" : "running";
}

/** Return what to announce when wrap-up went from one phase to another; null is nothing. */
export function announcementOf(
  before: Phase | null,
  after: Phase | null,
  left: string,
): MessageDescriptor | null {
  if (after !== "near its end" || before === after) return null;
  return msg`Wrap-up ends in ${left}.`;
}

/** Return what to announce when wrap-up begins; `left` is null where it never ends by itself. */
export function beginningOf(left: string | null): MessageDescriptor {
  return left === null ? msg`Wrap-up has begun.` : msg`Wrap-up has begun. It ends in ${left}.`;
}

/** Return whole seconds as "4:05"; with hours "1:04:05". */
export function clockText(leftMs: number): string {
  const s = Math.max(0, Math.ceil(leftMs / 1000));
  const parts = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  const [hours = 0, ...rest] = parts;
  const two = rest.map((part) => String(part).padStart(2, "0"));
  return hours > 0 ? [hours, ...two].join(":") : two.join(":").replace(/^0/, "");
}
