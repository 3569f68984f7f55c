/** Decides where toasts lie: over neither session panel nor offers, nor the box in which somebody writes. */

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
  /** At the right of the page, or across it above. */
  offers: Box | null;
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

export function roomFor({ width, height, narrow, panel, composer, offers }: Around): Room {
  const edge = narrow ? NARROW_EDGE_PX : EDGE_PX;
  const isBeside = offers !== null && offers.left > width / 2;
  const right = isBeside ? width - offers.left + edge : edge;
  const begin = narrow || panel === null ? edge : Math.max(edge, panel.right + edge);
  const wide = Math.max(0, Math.min(narrow ? width : WIDTH_PX, width - right - begin));
  const lower = [narrow ? panel : null, isBeside ? null : offers].map((one) => (one?.bottom ?? 0) + edge);
  const top = Math.max(BAR_PX, ...lower);
  const isUnder = composer !== null && composer.right > width - right - wide && composer.left < width - right;
  const wished = isUnder ? Math.min(height, composer.top) - edge : height - edge;
  // Where there is no room at all they lie over the composer: an offer waits for nobody.
  const end = Math.max(wished, Math.min(top + LEAST_PX, height - edge));
  const maxHeight = Math.max(LEAST_PX, end - top);
  if (narrow) return { right, top, bottom: null, width: wide, maxHeight };
  return { right, top: null, bottom: height - end, width: wide, maxHeight };
}
