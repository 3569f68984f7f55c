/** Decides how long to wait before the next attempt to connect. */

import type { Chance } from "./ports";

const FIRST_MS = 400;
/** A customer counts as gone within seconds, so even the longest wait stays short. */
const LONGEST_MS = 10_000;

/** Doubles with each failed attempt; half of it is random, so that a crowd doesn't come back at once. */
export function retryDelayMs(attempt: number, chance: Chance): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(whole / 2 + (chance() * whole) / 2);
}

/** As long as the server asked for, and up to as much again at random. */
export function askedDelayMs(retryAfterMs: number, chance: Chance): number {
  return Math.round(retryAfterMs * (1 + chance()));
}
