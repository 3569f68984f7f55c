/** Decides how a conversation's page is divided: communication beside applications, or one at a time. */

import { NARROW_EM } from "../../ui";

/** Less is of no use on either side. */
const LEAST_PX = 280;
const DIVIDER_PX = 9;
/** What an arrow key moves. */
const STEP_PX = 16;

export interface Bounds {
  least: number;
  most: number;
}

/** Return whether there is room for one of the two only: narrow screens, 400 % zoom, large letters. */
export function isNarrowPage(pagePx: number, letterPx: number): boolean {
  return pagePx > 0 && pagePx <= NARROW_EM * letterPx;
}

/** Return the widths that the communication panel may have in a page of this width. */
export function boundsOf(pagePx: number): Bounds {
  return { least: LEAST_PX, most: Math.max(LEAST_PX, pagePx - LEAST_PX - DIVIDER_PX) };
}

export function clamped(widthPx: number, { least, most }: Bounds): number {
  return Math.round(Math.min(most, Math.max(least, widthPx)));
}

/** Return the width after a key; null for keys that mean nothing here. */
export function movedBy(key: string, widthPx: number, bounds: Bounds): number | null {
  const to: Record<string, number> = {
    ArrowLeft: widthPx - STEP_PX,
    ArrowRight: widthPx + STEP_PX,
    PageUp: widthPx + 5 * STEP_PX,
    PageDown: widthPx - 5 * STEP_PX,
    Home: bounds.least,
    End: bounds.most,
  };
  const width = to[key];
  return width === undefined ? null : clamped(width, bounds);
}
