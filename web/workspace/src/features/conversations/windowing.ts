/** Decides which part of a transcript is drawn: some screens around what is read, however long it is. */

/** Lines by their place in a count that never changes for a line (`Talk.origin`); `to` is not drawn any more. */
export interface Span {
  from: number;
  to: number;
  /** The reader is at the end and stays there when more comes. */
  following: boolean;
}

/** What there is to draw. */
export interface Extent {
  first: number;
  end: number;
}

/** Where somebody was reading: the first line in sight, and how far it stood below the top. */
export interface Place {
  span: Span;
  key: string;
  topPx: number;
  /** What came from here on was not seen. */
  unseenFrom: number;
}

/** A screen and a half of short lines: what a switch of sessions draws at once. */
export const DRAWN_FIRST = 24;
/** So many more when the reader comes near a border. */
export const STEP = 40;
/** More than this is slow to draw; what is far from the reader makes room. */
export const DRAWN_AT_MOST = 200;
/** At the end of a busy conversation every line costs with each message that comes. */
export const FOLLOWED_AT_MOST = 80;

export function spanAtEnd({ first, end }: Extent): Span {
  return { from: Math.max(first, end - DRAWN_FIRST), to: end, following: true };
}

export function spanAtStart({ first, end }: Extent): Span {
  const to = Math.min(end, first + 2 * DRAWN_FIRST);
  return { from: first, to, following: false };
}

/** Return the span as it fits what there is now: it follows the end, or stays with its lines. */
export function fitted(span: Span, extent: Extent): Span {
  const { first, end } = extent;
  const isGone = span.to <= first || span.from > end;
  if (isGone) return unlessSame(span, spanAtEnd(extent));
  if (!span.following)
    return unlessSame(span, { ...span, from: Math.max(span.from, first), to: Math.min(span.to, end) });
  const from = Math.max(span.from, first);
  return end - from > FOLLOWED_AT_MOST
    ? spanAtEnd(extent)
    : unlessSame(span, { from, to: end, following: true });
}

/** The reader is near the top of what is drawn. */
export function upwards(span: Span, { first }: Extent): Span {
  const from = Math.max(first, span.from - STEP);
  const to = Math.min(span.to, from + DRAWN_AT_MOST);
  return unlessSame(span, { from, to, following: span.following && to === span.to });
}

/** The reader is near the bottom of what is drawn. */
export function downwards(span: Span, { end }: Extent): Span {
  const to = Math.min(end, span.to + STEP);
  return unlessSame(span, { ...span, from: Math.max(span.from, to - DRAWN_AT_MOST), to });
}

function unlessSame(before: Span, after: Span): Span {
  const same = before.from === after.from && before.to === after.to && before.following === after.following;
  return same ? before : after;
}
