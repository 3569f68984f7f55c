import { expect, test } from "vitest";
import type { Line } from "./lines";
import { cutOf } from "./window";

const lines = (count: number, first = 0): Line[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: "notice",
    key: `k${first + at}`,
    code: "agent_left",
    name: null,
    at_ms: 0,
  }));

test("the end is followed, with some hundreds of lines", () => {
  expect(cutOf(lines(10), null)).toEqual({ from: 0, to: 10 });
  expect(cutOf(lines(1_000), null)).toEqual({ from: 700, to: 1_000 });
});

test("a place stays where it is while others come in front and behind", () => {
  const place = { key: "k700", lead: 100 };
  expect(cutOf(lines(1_000), place)).toEqual({ from: 600, to: 900 });
  expect(cutOf(lines(1_200, -100), place)).toEqual({ from: 700, to: 1_000 });
});

test("there is never less than what fits", () => {
  expect(cutOf(lines(1_000), { key: "k50", lead: 100 })).toEqual({ from: 0, to: 300 });
  expect(cutOf(lines(1_000), { key: "k990", lead: -50 })).toEqual({ from: 700, to: 1_000 });
});
