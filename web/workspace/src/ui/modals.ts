/** Finds the dialog that is open above the page, for the few things that go on beside it. */

import { useEffect, useState } from "react";

/** Return the dialog that waits for an answer, the uppermost of several; null for none. */
export function modalOnTop(): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>("[aria-modal='true']")].at(-1) ?? null;
}

/**
 * Return what makes an element a part of the dialog on top, null while there is none: the dialog's circle of
 * focus leads through it, and it is not hidden from screen readers (Tabster joins modalizers of one id).
 */
export function useModalOnTop(watching: boolean): string | null {
  const [part, setPart] = useState<string | null>(null);
  useEffect(() => {
    if (!watching) return setPart(null);
    const look = () => setPart(partOf(modalOnTop()));
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [watching]);
  return part;
}

function partOf(modal: HTMLElement | null): string | null {
  const { modalizer } = JSON.parse(modal?.dataset.tabster ?? "{}") as { modalizer?: { id: string } };
  return modalizer === undefined ? null : JSON.stringify({ modalizer });
}
