/** Keeps what somebody reads in its place while lines come before and after it; draws only what is near. */

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import {
  downwards,
  type Extent,
  fitted,
  type Place,
  type Span,
  spanAtEnd,
  spanAtStart,
  upwards,
} from "./windowing";

/** Closer to the end than this counts as being there. */
const AT_END_PX = 48;
/** Closer to a border of what is drawn than this: more is drawn. */
const NEAR_PX = 600;

interface WindowPorts {
  /** Where the reader was when they left. */
  place: Place | undefined;
  /** Called when the transcript is left; null when the reader was at the end. */
  onLeave(place: Place | null): void;
  /** The reader is near the very first line. */
  onNearTop(): void;
}

interface Anchor extends Pick<Place, "key" | "topPx"> {
  /** How far the transcript was scrolled then; null where that is not known. */
  scrolledPx: number | null;
}

export function useWindow(extent: Extent, ports: WindowPorts) {
  const [kept, setSpan] = useState<Span>(() => ports.place?.span ?? spanAtEnd(extent));
  const span = fitted(kept, extent);
  if (span !== kept) setSpan(span);
  const scroll = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | null>(
    ports.place === undefined ? null : { ...ports.place, scrolledPx: null },
  );
  const unseenFrom = useRef(ports.place?.unseenFrom ?? extent.end);
  const latest = useRef({ span, extent, ports });
  latest.current = { span, extent, ports };

  // The browser tells of scrolling a frame later; what is drawn until then must not undo it.
  const untoldPx = untold(scroll.current, anchor.current);

  // After everything that is drawn: what changed may have moved the lines.
  useLayoutEffect(() => {
    if (span.following) unseenFrom.current = extent.end;
    hold(scroll.current, span.following, anchor, untoldPx);
  });

  // Where everything drawn is in sight nobody can scroll to draw more.
  const fill = useRef(() => {});
  fill.current = () => {
    const element = scroll.current;
    if (element === null || element.clientHeight === 0 || element.scrollHeight > element.clientHeight) return;
    if (span.from > extent.first) setSpan(upwards(span, extent));
    else ports.onNearTop();
  };
  useEffect(() => fill.current());

  useEffect(() => {
    const element = scroll.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    // A wider panel, larger letters, a growing composer: the same line stays in sight.
    const observer = new ResizeObserver(() => {
      hold(element, latest.current.span.following, anchor);
      fill.current();
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    return () => {
      const { span: left, ports: told } = latest.current;
      const at = anchor.current;
      told.onLeave(
        left.following || at === null
          ? null
          : { span: left, key: at.key, topPx: at.topPx, unseenFrom: unseenFrom.current },
      );
    };
  }, []);

  function onScroll() {
    const element = scroll.current;
    if (element === null) return;
    anchor.current = anchorOf(element);
    const below = belowOf(element);
    const following = span.to === extent.end && below < AT_END_PX;
    let next = following === span.following ? span : { ...span, following };
    if (element.scrollTop < NEAR_PX) {
      if (span.from > extent.first) next = upwards(next, extent);
      else ports.onNearTop();
    }
    if (below < NEAR_PX && span.to < extent.end) next = downwards(next, extent);
    if (next !== span) setSpan(next);
  }

  // Whoever waits at the very top when older lines come can't scroll to say so.
  const firstBefore = useRef(extent.first);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page that came
  useEffect(() => {
    if (firstBefore.current === extent.first) return;
    firstBefore.current = extent.first;
    onScroll();
  }, [extent.first]);

  function toEnd() {
    setSpan(spanAtEnd(extent));
    hold(scroll.current, true, anchor);
  }

  function toStart() {
    anchor.current = null;
    setSpan(spanAtStart(extent));
    if (scroll.current !== null) scroll.current.scrollTop = 0;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const go = { Home: toStart, End: toEnd }[event.key];
    if (go === undefined) return;
    event.preventDefault();
    go();
  }

  return { span, scroll, unseenFrom: unseenFrom.current, onScroll, onKeyDown, toEnd };
}

/** Return how far somebody scrolled since the anchor was taken. */
function untold(element: HTMLElement | null, at: Anchor | null): number {
  if (element === null || at?.scrolledPx == null) return 0;
  const px = element.scrollTop - at.scrolledPx;
  // At the end it was the room that grew, not somebody who went up.
  return belowOf(element) < AT_END_PX ? Math.max(0, px) : px;
}

function belowOf({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

/** Stay at the end, or keep the line that is read where it was, `untoldPx` further on of late. */
function hold(
  element: HTMLElement | null,
  following: boolean,
  anchor: { current: Anchor | null },
  untoldPx = 0,
): void {
  if (element === null) return;
  const at = anchor.current;
  if (following && untoldPx > -AT_END_PX) {
    element.scrollTop = element.scrollHeight;
  } else if (at !== null) {
    const row = element.querySelector<HTMLElement>(`[data-key="${CSS.escape(at.key)}"]`);
    const movedPx = row === null ? 0 : row.offsetTop - element.scrollTop - at.topPx + untoldPx;
    if (Math.abs(movedPx) >= 1) element.scrollTop += movedPx;
  } else {
    element.scrollTop = 0;
  }
  anchor.current = anchorOf(element);
}

/** Return the first line in sight. */
function anchorOf(element: HTMLElement): Anchor | null {
  const rows = element.querySelector("ol")?.children ?? [];
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle] as HTMLElement;
    if (row.offsetTop + row.offsetHeight > element.scrollTop) high = middle;
    else low = middle + 1;
  }
  const row = rows[low] as HTMLElement | undefined;
  const key = row?.dataset.key;
  if (row === undefined || key === undefined) return null;
  const { scrollTop } = element;
  return { key, topPx: row.offsetTop - scrollTop, scrolledPx: scrollTop };
}
