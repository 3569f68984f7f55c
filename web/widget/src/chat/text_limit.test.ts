import { expect, test } from "vitest";
import { isBlank, isTooLong } from "./text_limit";

test("white space alone is no message", () => {
  expect(isBlank(" \n\t\u00a0")).toBe(true);
  expect(isBlank("\u200b\u200d\ufeff\u2060")).toBe(true);
  expect(isBlank(" a ")).toBe(false);
  expect(isBlank("👩‍💻")).toBe(false);
});

test("the limit counts bytes as the server does", () => {
  expect(isTooLong("a".repeat(27 * 1024))).toBe(false);
  expect(isTooLong("a".repeat(27 * 1024 + 1))).toBe(true);
  expect(isTooLong("ก".repeat(9 * 1024))).toBe(false);
  expect(isTooLong("ก".repeat(9 * 1024 + 1))).toBe(true);
  expect(isTooLong("👋".repeat(6_912))).toBe(false);
  expect(isTooLong("👋".repeat(6_913))).toBe(true);
});
