/** Decides where toasts lie: over neither the session panel nor the box in which somebody writes. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Around {
  /** What can be seen of the page. */
  width: number;
  height: number;
  /** One column: the panel is a strip across the page. */
  narrow: boolean;
  /** Null where there is none. */
  panel: Box | null;
  composer: Box | null;
}

export interface Room {
  right: number;
  /** From the upper edge where it is narrow, else from the lower one; the other is null. */
  top: number | null;
  bottom: number | null;
  width: number;
  maxHeight: number;
}

const WIDTH_PX = 400;
const EDGE_PX = 16;
const NARROW_EDGE_PX = 8;
/** Of the top bar, where there is no strip of sessions below it. */
const BAR_PX = 52;
/** One toast of two lines; where even this is too much, the page scrolls as a whole. */
const LEAST_PX = 88;

export function roomFor({ width, height, narrow, panel, composer }: Around): Room {
  const edge = narrow ? NARROW_EDGE_PX : EDGE_PX;
  const begin = narrow || panel === null ? edge : Math.max(edge, panel.right + edge);
  const wide = Math.max(0, narrow ? width - 2 * edge : Math.min(WIDTH_PX, width - edge - begin));
  const top = narrow && panel !== null ? Math.max(edge, panel.bottom + edge) : BAR_PX;
  const isUnder = composer !== null && composer.right > width - edge - wide && composer.left < width - edge;
  const end = isUnder ? Math.min(height, composer.top) - edge : height - edge;
  const maxHeight = Math.max(LEAST_PX, end - top);
  if (narrow) return { right: edge, top, bottom: null, width: wide, maxHeight };
  return { right: edge, top: null, bottom: height - end, width: wide, maxHeight };
}
