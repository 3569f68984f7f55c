/** Chooses which lines of a long conversation are drawn: some hundreds around where the customer reads. */

import type { Line } from "./lines";

/** More cost time with every message and are never seen at once. */
export const DRAWN = 300;
export const STEP = 100;

/** From so many lines before (or, below zero, behind) the line with that key; null follows the end. */
export type Place = { readonly key: string; readonly lead: number } | null;

export interface Cut {
  readonly from: number;
  readonly to: number;
}

export function cutOf(lines: readonly Line[], place: Place): Cut {
  const at = place ? lines.findIndex(({ key }) => key === place.key) - place.lead : Number.POSITIVE_INFINITY;
  const from = Math.max(0, Math.min(at, lines.length - DRAWN));
  return { from, to: Math.min(lines.length, from + DRAWN) };
}
