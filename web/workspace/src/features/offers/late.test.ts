/** Tells what an agent hears whose answer came too late. */

import { expect, test } from "vitest";
import { type Known, lateAnswer } from "./late";

const gone: Known = { mine: false, listed: false, outcome: undefined };

test.each([
  ["it was accepted on another page", { mine: true, outcome: "accepted" }, "open", "say_yours"],
  ["it became theirs by itself", { mine: true, outcome: "assigned" }, "open", "say_yours"],
  ["its session is on its way", { outcome: "accepted" }, "wait", "nothing"],
  ["its end is on its way", { listed: true }, "wait", "nothing"],
  ["its end has been told", { outcome: "timed_out" }, "nothing", "nothing"],
  ["it ended while the page was away", {}, "say_over", "say_over"],
] as const)("[N15 timeout] %s", (_, known, accepted, rejected) => {
  expect(lateAnswer("accept_offer", { ...gone, ...known })).toBe(accepted);
  expect(lateAnswer("reject_offer", { ...gone, ...known })).toBe(rejected);
});
