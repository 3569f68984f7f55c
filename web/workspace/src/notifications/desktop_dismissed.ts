/** Remembers what was closed by hand: neither a reload nor another worker shows it again. */

import type { Keep } from "../realtime";

const KEY = "cordboard.dismissed";
/** More than could be out together. */
const KEPT = 50;

export interface Dismissed {
  has(offerId: string): boolean;
  add(offerId: string): void;
}

/** Kept for all windows of this browser; offers have ids of their own whoever they are made to. */
export function keptDismissed(keep: Keep): Dismissed {
  const ids = (): string[] => {
    const kept = keep.getItem(KEY) ?? "";
    return kept === "" ? [] : kept.split(" ");
  };
  return {
    has: (offerId) => ids().includes(offerId),
    add: (offerId) => {
      const others = ids().filter((one) => one !== offerId);
      try {
        keep.setItem(KEY, [...others, offerId].slice(-KEPT).join(" "));
      } catch {
        // A full storage: the worker knows it for as long as it runs.
      }
    },
  };
}
