/** Gives the focus to the page when what had it goes away. */

import { type RefObject, useEffect, useRef } from "react";
import { useLostFocus } from "./lostFocus";

/** The answer belongs to what goes with its buttons: a bar that was answered, a list of them. */
export function useFocusKept<T extends HTMLElement = HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  const isFocusLost = useLostFocus(element);
  useEffect(
    () => () => {
      if (isFocusLost()) document.getElementById("main")?.focus();
    },
    [isFocusLost],
  );
  return element;
}
