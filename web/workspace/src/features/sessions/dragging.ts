/** Drags entries of the session panel to another place, by mouse and pen; others have keys and a menu. */

import { type PointerEvent, type RefObject, useRef, useState } from "react";

/** Less is the trembling of a hand that clicks. */
const BEGINS_AFTER_PX = 6;

/** An element's extent along the list: down, or across where the list is a strip. */
export interface Extent {
  begin: number;
  end: number;
}

/** Return how many entries stand before a point, counted by their middles: the place between them. */
export function gapAt(extents: readonly Extent[], at: number): number {
  return extents.filter(({ begin, end }) => (begin + end) / 2 < at).length;
}

/** Return the place that an entry of place `from` has after it was dropped into a gap. */
export function placeOf(gap: number, from: number): number {
  return gap > from ? gap - 1 : gap;
}

interface Drag {
  id: string;
  gap: number;
}

interface Dragging {
  /** Id of the entry that is dragged; null for none. */
  draggedId: string | null;
  /** Before which entry the line is drawn; the number of entries is behind the last. */
  gap: number | null;
  onPointerDown(event: PointerEvent<HTMLElement>, id: string): void;
}

/** Follow drags in a list whose entries carry `data-session`; `ids` are those that can be moved. */
export function useDragging(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  onDrop: (id: string, to: number) => void,
): Dragging {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef({ ids, onDrop });
  latest.current = { ids, onDrop };

  function onPointerDown(event: PointerEvent<HTMLElement>, id: string) {
    if (event.button !== 0 || event.pointerType === "touch" || !isWithin(event)) return;
    follow(event.nativeEvent, {
      onMove: (point) =>
        setDrag({ id, gap: gapAt(extentsIn(list.current, latest.current.ids), along(list.current, point)) }),
      onEnd: (point) => {
        setDrag(null);
        if (point === null) return;
        const gap = gapAt(extentsIn(list.current, latest.current.ids), along(list.current, point));
        latest.current.onDrop(id, placeOf(gap, latest.current.ids.indexOf(id)));
      },
    });
  }

  return { draggedId: drag?.id ?? null, gap: drag?.gap ?? null, onPointerDown };
}

/** What is pressed in an entry's menu, which stands elsewhere in the page, is heard here, too. */
function isWithin({ currentTarget, target }: PointerEvent<HTMLElement>): boolean {
  return target instanceof Node && currentTarget.contains(target);
}

interface Point {
  clientX: number;
  clientY: number;
}

interface Following {
  onMove(point: Point): void;
  /** Null: it was given up, by Escape or by the browser. */
  onEnd(point: Point | null): void;
}

/** Follow the pointer wherever it goes, from the moment at which the press has become a drag. */
function follow(start: globalThis.PointerEvent, { onMove, onEnd }: Following): void {
  const listening = new AbortController();
  const { signal } = listening;
  let dragging = false;
  const end = (point: Point | null) => {
    listening.abort();
    if (!dragging) return;
    // The press ends on an entry; it was no click on it.
    swallowClick();
    onEnd(point);
  };
  const move = (event: globalThis.PointerEvent) => {
    const far = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (!dragging && far < BEGINS_AFTER_PX) return;
    if (!dragging) capture(start);
    dragging = true;
    onMove(event);
  };
  const giveUp = (event: KeyboardEvent) => {
    if (!dragging || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(null);
  };
  document.addEventListener("pointermove", move, { signal });
  document.addEventListener("pointerup", end, { signal });
  document.addEventListener("pointercancel", () => end(null), { signal });
  document.addEventListener("keydown", giveUp, { signal, capture: true });
}

/** Over a frame the pointer is not heard unless it is captured. */
function capture({ target, pointerId }: globalThis.PointerEvent): void {
  if (target instanceof Element && target.isConnected) target.setPointerCapture(pointerId);
}

function swallowClick(): void {
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", stop, { capture: true, once: true });
  // Dropped elsewhere there is no click: the next one is somebody's wish.
  setTimeout(() => document.removeEventListener("click", stop, { capture: true }));
}

function isAcross(list: HTMLElement | null): boolean {
  return list !== null && getComputedStyle(list).flexDirection === "row";
}

function along(list: HTMLElement | null, { clientX, clientY }: Point): number {
  return isAcross(list) ? clientX : clientY;
}

function extentsIn(list: HTMLElement | null, ids: readonly string[]): Extent[] {
  const across = isAcross(list);
  return ids.flatMap((id) => {
    const box = list?.querySelector(`[data-session="${CSS.escape(id)}"]`)?.getBoundingClientRect();
    if (box === undefined) return [];
    return [across ? { begin: box.left, end: box.right } : { begin: box.top, end: box.bottom }];
  });
}
