/** Tells that toasts lie over neither the session panel nor the composer, wherever these stand. */

import { expect, test } from "vitest";
import { type Around, type Box, roomFor } from "./toastRoom";

function covered({ width, height, ...around }: Around): Box {
  const room = roomFor({ width, height, ...around });
  const right = width - room.right;
  const sides = { left: right - room.width, right };
  if (room.top !== null) return { ...sides, top: room.top, bottom: room.top + room.maxHeight };
  const bottom = height - (room.bottom ?? 0);
  return { ...sides, top: bottom - room.maxHeight, bottom };
}

function overlaps(one: Box, other: Box): boolean {
  const beside = one.right <= other.left || other.right <= one.left;
  return !beside && one.top < other.bottom && other.top < one.bottom;
}

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });

test.each<[string, Around]>([
  [
    "wide, the composer far away",
    {
      width: 1280,
      height: 800,
      narrow: false,
      panel: box(0, 48, 264, 800),
      composer: box(264, 680, 744, 800),
      offers: null,
    },
  ],
  [
    "the composer as wide as the page allows",
    {
      width: 700,
      height: 800,
      narrow: false,
      panel: box(0, 48, 264, 800),
      composer: box(264, 500, 700, 800),
      offers: null,
    },
  ],
  [
    "a strip of sessions above, much text below",
    {
      width: 320,
      height: 800,
      narrow: true,
      panel: box(0, 90, 320, 140),
      composer: box(0, 420, 320, 800),
      offers: null,
    },
  ],
  [
    "offers at the right of the page",
    {
      width: 1280,
      height: 800,
      narrow: false,
      panel: box(0, 48, 264, 800),
      composer: box(264, 680, 744, 800),
      offers: box(960, 48, 1280, 800),
    },
  ],
  [
    "offers across the page, and the composer right below",
    {
      width: 900,
      height: 600,
      narrow: false,
      panel: box(0, 318, 264, 600),
      composer: null,
      offers: box(0, 48, 900, 318),
    },
  ],
  [
    "offers above the strip of sessions",
    {
      width: 320,
      height: 800,
      narrow: true,
      panel: box(0, 450, 320, 500),
      composer: null,
      offers: box(0, 90, 320, 450),
    },
  ],
])("[N8 toast] %s", (_, around) => {
  const toasts = covered(around);
  expect(toasts.left).toBeGreaterThanOrEqual(0);
  for (const one of [around.panel, around.composer, around.offers]) {
    if (one !== null) expect(overlaps(toasts, one)).toBe(false);
  }
});

test("without a composer they may be as high as the page", () => {
  const around = { width: 1280, height: 800, narrow: false, panel: null, composer: null, offers: null };
  expect(roomFor(around)).toEqual({ right: 16, top: null, bottom: 16, width: 400, maxHeight: 732 });
});

test("where there is no room at all one toast can still be read", () => {
  const around = { width: 320, height: 256, narrow: true, panel: box(0, 90, 320, 140), offers: null };
  const composer = box(0, 150, 320, 256);
  expect(roomFor({ ...around, composer }).maxHeight).toBe(88);
});

test("where there is no room at all they lie over the composer rather than over offers", () => {
  const offers = box(0, 48, 900, 318);
  const around = { width: 900, height: 600, narrow: false, panel: box(0, 318, 264, 600), offers };
  const toasts = covered({ ...around, composer: box(264, 340, 900, 600) });
  expect(overlaps(toasts, offers)).toBe(false);
});
