/** Gives the focus back when a dialog closes that was opened by a menu or by a key. */

import { useEffect, useId, useRef } from "react";

interface FocusBack {
  /** For the button of the menu: what was chosen in it is gone when the dialog closes. */
  button: { "data-opens": string };
  /** It was opened by a key: the focus goes back to where it is now. */
  byKey(): void;
}

export function useFocusBack(isOpen: boolean): FocusBack {
  // Fluent's type of the button takes no reference.
  const id = useId();
  const from = useRef<Element | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      const button = document.querySelector(`[data-opens="${id}"]`);
      const place = (from.current ?? button) as HTMLElement | null;
      from.current = null;
      // Once the dialog is gone for those, too, who keep the focus within it.
      requestAnimationFrame(() => (place?.isConnected ? place : document.getElementById("main"))?.focus());
    };
  }, [isOpen, id]);
  return { button: { "data-opens": id }, byKey: () => (from.current = document.activeElement) };
}
