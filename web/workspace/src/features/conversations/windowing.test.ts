/** Tells which lines of a long transcript are drawn. */

import { expect, test } from "vitest";
import {
  DRAWN_AT_MOST,
  DRAWN_FIRST,
  downwards,
  FOLLOWED_AT_MOST,
  fitted,
  STEP,
  spanAtEnd,
  spanAtStart,
  upwards,
} from "./windowing";

const LONG = { first: 0, end: 10_000 };

test("a transcript opens at its end, and only that is drawn", () => {
  expect(spanAtEnd(LONG)).toEqual({ from: 10_000 - DRAWN_FIRST, to: 10_000, following: true });
  expect(spanAtEnd({ first: -5, end: 3 })).toEqual({ from: -5, to: 3, following: true });
});

test("at the end new lines are followed, and in the long run old ones make room", () => {
  let span = spanAtEnd(LONG);
  for (let end = 10_001; end <= 12_000; end += 1) {
    span = fitted(span, { first: 0, end });
    expect(span.to).toBe(end);
    expect(span.to - span.from).toBeLessThanOrEqual(FOLLOWED_AT_MOST);
    expect(span.to - span.from).toBeGreaterThanOrEqual(DRAWN_FIRST);
  }
});

test("somebody who reads further up keeps the same lines, whatever comes after or before", () => {
  const reading = { ...spanAtEnd(LONG), following: false };
  expect(fitted(reading, { first: -50, end: 10_300 })).toBe(reading);
});

test("all the way up and down again, each line is drawn once on the way and never too many", () => {
  let span = { ...spanAtEnd(LONG), following: false };
  while (span.from > 0) {
    const next = upwards(span, LONG);
    expect(next.from).toBe(Math.max(0, span.from - STEP));
    // What stood at the top is still there: it is what the place on the screen is kept by.
    expect(next.to).toBeGreaterThan(span.from);
    expect(next.to - next.from).toBeLessThanOrEqual(DRAWN_AT_MOST);
    span = next;
  }
  while (span.to < LONG.end) span = downwards(span, LONG);
  expect(span.to - span.from).toBe(DRAWN_AT_MOST);
});

test("lines that are gone can't be stayed with", () => {
  const reading = { ...spanAtStart(LONG), following: false };
  expect(fitted(reading, { first: 9_600, end: 10_000 })).toEqual(spanAtEnd({ first: 9_600, end: 10_000 }));
});
