/** Notices that what had the focus went out of the page, so that somebody can give the focus on. */

import { type RefObject, useCallback, useEffect, useRef } from "react";

/**
 * Return a question for whoever has just drawn less: did the focus go with what is gone from within? It is
 * told once, and only while nothing else has the focus. Whoever took the focus away themselves has not
 * lost it.
 */
export function useLostFocus(within: RefObject<HTMLElement | null>): () => boolean {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const note = () => {
      const { activeElement } = document;
      last.current = within.current?.contains(activeElement) ? activeElement : null;
    };
    // Told for what is about to be taken out of the page, and for a window that is left, too: a moment later
    // it is known which it was.
    const onLeft = () =>
      queueMicrotask(() => {
        if (last.current?.isConnected && last.current !== document.activeElement) last.current = null;
      });
    note();
    document.addEventListener("focusin", note);
    document.addEventListener("focusout", onLeft);
    return () => {
      document.removeEventListener("focusin", note);
      document.removeEventListener("focusout", onLeft);
    };
  }, [within]);
  return useCallback(() => {
    if (last.current?.isConnected !== false) return false;
    last.current = null;
    return document.activeElement === null || document.activeElement === document.body;
  }, []);
}
