/** Gives the focus to the page when what had it goes away. */

import { type RefObject, useEffect, useRef } from "react";

/** The answer belongs to what goes with its buttons: a bar that was answered, a list of them. */
export function useFocusKept<T extends HTMLElement = HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    const one = element.current;
    const note = () => {
      hadFocus.current = one?.contains(document.activeElement) ?? false;
    };
    note();
    document.addEventListener("focusin", note);
    return () => {
      document.removeEventListener("focusin", note);
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (hadFocus.current && isLost) document.getElementById("main")?.focus();
    };
  }, []);
  return element;
}
