import { expect, test } from "vitest";
import { valuesOf } from "./context";

test("texts, numbers, yes and no become texts; nothing else is taken", () => {
  expect(valuesOf({ a: "x", b: 0, c: false, d: null, e: {}, f: () => 1, "": "nameless" })).toEqual({
    a: "x",
    b: "0",
    c: "false",
  });
  expect(valuesOf(undefined)).toEqual({});
  expect(valuesOf("text")).toEqual({});
});

test("twenty values of a thousand characters at most", () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`k${at}`, "x".repeat(2_000)]));
  const values = Object.values(valuesOf(many));
  expect(values).toHaveLength(20);
  expect(values[0]).toHaveLength(1_000);
});
