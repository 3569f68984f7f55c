/** Tells what the X does in each state. */

import { expect, test } from "vitest";
import { closingOf } from "./closing";

test.each([
  ["accepted", false, "back to queue"],
  ["accepted", true, "parked"],
  ["wrap_up", false, "closed"],
  ["wrap_up", true, "closed"],
  ["waiting", true, "only the tab"],
  ["closed", false, "only the tab"],
])("[S11] the X on %s (asynchronous: %s) means: %s", (state, asynchronous, closing) => {
  expect(closingOf({ state, asynchronous })).toBe(closing);
});
