/** Decides how long to wait before the next attempt, so that pages don't all come back in one moment. */

export interface Pace {
  firstMs: number;
  longestMs: number;
}

export const RECONNECT: Pace = { firstMs: 400, longestMs: 15_000 };
/** For commands that were refused with `again`: the server is there, but can't store anything for now. */
export const REPEAT: Pace = { firstMs: 1_000, longestMs: 30_000 };

/** Return a delay between half of what doubling gives and all of it; `attempt` counts from 0. */
export function delayMs(pace: Pace, attempt: number, fraction: number): number {
  const doubled = Math.min(pace.firstMs * 2 ** Math.min(attempt, 20), pace.longestMs);
  return Math.round(doubled / 2 + (doubled / 2) * fraction);
}

/** Return the wait after `bye`: what the server said, and a random part of it on top. */
export function delayAfterByeMs(retryAfterMs: number, fraction: number): number {
  return Math.round(retryAfterMs * (1 + fraction));
}
