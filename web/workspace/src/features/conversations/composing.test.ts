/** Tells when Enter sends and which texts can be sent. */

import { expect, test } from "vitest";
import { isTypingDue, measured, sendsBy } from "./composing";

test("Enter sends, Shift+Enter begins a line, and Enter within an input method does neither", () => {
  const enter = { key: "Enter", shiftKey: false, isComposing: false };
  expect(sendsBy(enter)).toBe(true);
  expect(sendsBy({ ...enter, shiftKey: true })).toBe(false);
  expect(sendsBy({ ...enter, isComposing: true })).toBe(false);
  expect(sendsBy({ ...enter, key: "a" })).toBe(false);
});

test.each([
  ["", "empty"],
  [" \n ", "empty"],
  ["สวัสดี 👋", "yes"],
  ["x".repeat(27 * 1024), "yes"],
  ["x".repeat(27 * 1024 + 1), "too long"],
  ["ก".repeat(9 * 1024 + 1), "too long"],
])("a text is measured in bytes, as the server does (%#)", (text, verdict) => {
  expect(measured(text).sendable).toBe(verdict);
});

test("typing is mentioned at most every three seconds", () => {
  expect(isTypingDue(0, 5_000)).toBe(true);
  expect(isTypingDue(5_000, 7_999)).toBe(false);
  expect(isTypingDue(5_000, 8_000)).toBe(true);
});

test("the bytes are told only near the limit and beyond it", () => {
  expect(measured("x".repeat(20_000)).bytes).toBeNull();
  expect(measured("ก".repeat(8_000)).bytes).toBe(24_000);
  expect(measured("x".repeat(30_000))).toEqual({ sendable: "too long", bytes: 30_000 });
});
