/** Tells what a window remembers of its tabs over a reload, also of an older version's. */

import { expect, test } from "vitest";
import { FakeKeep } from "../../realtime/fakes";
import { keepSelected, recall, remember, SESSIONS_REMEMBERED } from "./memory";
import { ANCHOR } from "./tabs";

test("what was selected comes back", () => {
  const keep = new FakeKeep();
  keepSelected(keep, { s1: "application:a" });
  expect(recall(keep)).toEqual({ selected: { s1: "application:a" }, opened: {} });
});

test("tabs that an older version kept are taken over once", () => {
  const keep = new FakeKeep();
  const opened = [{ id: "earlier-c9", conversationId: "c9", createdAtMs: 5 }, 7, { conversationId: "c8" }];
  const older = { s1: { opened, selected: "earlier-c9" }, s2: { opened: [], selected: "active" }, s3: null };
  keep.setItem("cordboard.tabs", JSON.stringify(older));
  expect(recall(keep)).toEqual({
    selected: { s1: "earlier:c9", s2: ANCHOR, s3: ANCHOR },
    opened: { s1: [{ kind: "earlier", target: "c9", at_ms: 5 }], s2: [], s3: [] },
  });
  expect(recall(keep)).toEqual({ selected: {}, opened: {} });
});

test.each(["{", "null", "7", '{"s1": 7}'])("%s is as good as nothing", (text) => {
  const keep = new FakeKeep();
  keep.setItem("cordboard.tab", text);
  keep.setItem("cordboard.tabs", text);
  expect(recall(keep).opened).toEqual(text.includes("s1") ? { s1: [] } : {});
});

test("tabs of sessions long gone are forgotten", () => {
  let all = {};
  for (let n = 0; n <= SESSIONS_REMEMBERED; n += 1) all = remember(all, `s${n}`, ANCHOR);
  expect(Object.keys(all)).toHaveLength(SESSIONS_REMEMBERED);
  expect(all).not.toHaveProperty("s0");
});
