/** Decides when somebody who can't see the countdown hears of it a second time. */

/** Enough to come back to the offer and answer it. */
export const WARN_BEFORE_MS = 15_000;

/** Return after how long to warn; null when the first announcement has just said as much. */
export function warnAfterMs(expiresAtMs: number, nowMs: number): number | null {
  const delayMs = expiresAtMs - WARN_BEFORE_MS - nowMs;
  return delayMs < WARN_BEFORE_MS / 3 ? null : delayMs;
}

/** Return the offer that has waited the longest; the keys answer it. */
export function oldestOf<T extends { made_at_ms: number }>(offers: readonly T[]): T | undefined {
  return [...offers].sort((one, other) => one.made_at_ms - other.made_at_ms)[0];
}
