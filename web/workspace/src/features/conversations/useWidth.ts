/** Lets a component know how wide it is drawn. */

import { useLayoutEffect, useRef, useState } from "react";

const USUAL_LETTER_PX = 16;

/** Return the font size that the browser draws at, which people may have made larger. */
export function letterPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL_LETTER_PX;
}

/** Return the element to watch and its width in CSS pixels; 0 where it can't be known. */
export function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [widthPx, setWidth] = useState(0);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    const note = () => setWidth(Math.floor(watched.getBoundingClientRect().width));
    note();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(note);
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return [element, widthPx] as const;
}
