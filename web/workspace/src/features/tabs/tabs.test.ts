/** Tells which application tabs there are. */

import { expect, test } from "vitest";
import {
  ANCHOR,
  changed,
  closeTab,
  FIRST_TABS,
  openEarlier,
  parsed,
  SESSIONS_REMEMBERED,
  selectTab,
  TABS_LIMIT,
  type Tabs,
} from "./tabs";

function opened(...conversationIds: string[]): Tabs {
  return conversationIds.reduce((tabs, id, at) => openEarlier(tabs, id, at), FIRST_TABS);
}

function ids(tabs: Tabs): string[] {
  return tabs.opened.map((tab) => tab.conversationId);
}

test("the anchor can't be closed", () => {
  expect(closeTab(FIRST_TABS, ANCHOR)).toBe(FIRST_TABS);
});

test("an opened tab is shown, and opening it again shows it again", () => {
  const tabs = selectTab(opened("c1", "c2"), ANCHOR);
  const again = openEarlier(tabs, "c1", 0);
  expect(ids(again)).toEqual(["c1", "c2"]);
  expect(again.selected).toBe("earlier-c1");
});

test.each([
  ["earlier-c2", "earlier-c2", "earlier-c3"],
  ["earlier-c3", "earlier-c3", "earlier-c2"],
  ["earlier-c1", "earlier-c3", "earlier-c3"],
])("closing %s while %s is shown shows %s", (closed, shown, next) => {
  expect(closeTab(selectTab(opened("c1", "c2", "c3"), shown), closed).selected).toBe(next);
});

test("closing the only one leads back to the anchor", () => {
  expect(closeTab(opened("c1"), "earlier-c1")).toEqual(FIRST_TABS);
});

test("there is a limit, and the one opened first makes room", () => {
  const many = opened(...Array.from({ length: TABS_LIMIT + 1 }, (_, at) => `c${at}`));
  expect(many.opened).toHaveLength(TABS_LIMIT);
  expect(ids(many)[0]).toBe("c1");
});

test("what was kept comes back, and what is broken is left out", () => {
  const tabs = opened("c1", "c2");
  expect(parsed(JSON.stringify({ s1: tabs }))).toEqual({ s1: tabs });
  expect(parsed("{")).toEqual({});
  expect(parsed("null")).toEqual({});
  expect(parsed('{"s1": {"opened": [7, {"conversationId": "c1"}], "selected": "earlier-c1"}}')).toEqual({
    s1: FIRST_TABS,
  });
});

test("tabs of sessions long gone are forgotten", () => {
  let all = {};
  for (let n = 0; n <= SESSIONS_REMEMBERED; n += 1) all = changed(all, `s${n}`, FIRST_TABS);
  expect(Object.keys(all)).toHaveLength(SESSIONS_REMEMBERED);
  expect(all).not.toHaveProperty("s0");
});
