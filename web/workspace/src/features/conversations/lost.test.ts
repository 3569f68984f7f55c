/** Tells what the page says about a conversation that was taken away. */

import { expect, test } from "vitest";
import { messageEvent, noticeEvent, talkView } from "../fixtures";
import { whyLost } from "./lost";
import { NO_TALK, type Talk, takeSnapshot } from "./talk";

function talkThatEndsWith(code: string, status = "active"): Talk {
  const entries = [
    messageEvent(1, "hi"),
    noticeEvent(2, "agent_joined"),
    noticeEvent(3, code),
    messageEvent(4, "?"),
  ];
  return takeSnapshot(NO_TALK, {
    of: "conversation",
    talk: talkView({ status }),
    entries,
    marks: {},
    unread_earlier: 0,
  });
}

test.each(["ended_by_customer", "ended_by_supervisor", "ended_by_system", "customer_lost", "agent_left"])(
  "the last notice (%s) says why",
  (code) => {
    const known = new Set(["agent_joined", "something_new"].map((other) => whyLost(talkThatEndsWith(other))));
    expect(known.has(whyLost(talkThatEndsWith(code)))).toBe(false);
  },
);

test("without a telling notice the state says whether it is closed", () => {
  expect(whyLost(talkThatEndsWith("agent_joined", "ended"))).not.toBe(
    whyLost(talkThatEndsWith("agent_joined")),
  );
});

test.each([
  ["customer_end_conversation", "ended_by_customer"],
  ["force_close", "ended_by_supervisor"],
  ["auto_close", "ended_by_system"],
  ["customer_disconnect", "customer_lost"],
])("what the server says (%s) needs no transcript", (reason, notice) => {
  expect(whyLost(NO_TALK, reason)).toBe(whyLost(talkThatEndsWith(notice)));
});

test("a reason that this page does not know leaves it to the transcript", () => {
  expect(whyLost(talkThatEndsWith("ended_by_customer"), "something_new")).toBe(
    whyLost(talkThatEndsWith("ended_by_customer")),
  );
});
