import { expect, test } from "vitest";
import { isSendKey } from "./keys";

const enter = { key: "Enter", shiftKey: false, isComposing: false, keyCode: 13 };

test("Enter sends", () => {
  expect(isSendKey(enter)).toBe(true);
});

test("Shift and Enter is a new line", () => {
  expect(isSendKey({ ...enter, shiftKey: true })).toBe(false);
});

test("Enter within an input method takes the suggestion and sends nothing", () => {
  expect(isSendKey({ ...enter, isComposing: true })).toBe(false);
  expect(isSendKey({ ...enter, keyCode: 229 })).toBe(false);
});

test("other keys don't send", () => {
  expect(isSendKey({ ...enter, key: "a", keyCode: 65 })).toBe(false);
});
