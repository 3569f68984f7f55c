/** Lets components follow what the browser knows: time, and what its media queries tell. */

import { useEffect, useState, useSyncExternalStore } from "react";

/** Return `now()` again every `everyMs`. */
export function useNow(now: () => number, everyMs: number): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return nowMs;
}

/** Return whether a media query such as "(max-width: 640px)" holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}
