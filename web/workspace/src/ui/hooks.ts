/** Lets components follow what the browser knows: time, colour scheme. */

import { useEffect, useState, useSyncExternalStore } from "react";

const DARK = "(prefers-color-scheme: dark)";

/** Return `now()` again every `everyMs`. */
export function useNow(now: () => number, everyMs: number): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return nowMs;
}

export function usePrefersDark(): boolean {
  return useSyncExternalStore(followDark, () => window.matchMedia(DARK).matches);
}

function followDark(changed: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
