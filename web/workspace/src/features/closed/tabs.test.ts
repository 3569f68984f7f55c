/** Tells which tabs Home has. */

import { expect, test } from "vitest";
import {
  asHomeTabs,
  closed,
  closedTab,
  DASHBOARD,
  FIRST_HOME_TABS,
  HOME_TABS_LIMIT,
  type HomeTabs,
  opened,
  SEARCH,
  selected,
} from "./tabs";

const CUSTOMER = { title: "Māra", visitor_number: 7, named: true };

function withTabs(...ids: string[]): HomeTabs {
  return ids.reduce(
    (tabs, id) => opened(tabs, id === SEARCH ? { id: SEARCH } : closedTab(id, CUSTOMER, false)),
    FIRST_HOME_TABS,
  );
}

test("opening what is open shows it again, and remembers that it was found", () => {
  const tabs = opened(selected(withTabs(SEARCH, "c1"), SEARCH), closedTab("c1", CUSTOMER, true));
  expect(tabs.opened).toEqual([{ id: SEARCH }, closedTab("c1", CUSTOMER, true)]);
  expect(tabs.selected).toBe("closed-c1");
});

test.each([
  ["closed-c1", "closed-c2", "closed-c2"],
  ["closed-c2", "closed-c2", "closed-c1"],
  ["closed-c1", "closed-c1", "closed-c2"],
  [DASHBOARD, "closed-c1", "closed-c1"],
])("closing %s while %s is shown shows %s", (gone, shown, next) => {
  expect(closed(selected(withTabs("c1", "c2"), shown), gone).selected).toBe(next);
});

test("the one opened first makes room, and nobody is shown a tab that is gone", () => {
  const many = withTabs(...Array.from({ length: HOME_TABS_LIMIT + 1 }, (_, n) => `c${n}`));
  expect(many.opened).toHaveLength(HOME_TABS_LIMIT);
  expect(selected(many, "closed-c0")).toBe(many);
});

test("what was kept comes back, and what is broken is left out", () => {
  const tabs = withTabs("c1", SEARCH);
  expect(asHomeTabs(JSON.parse(JSON.stringify(tabs)))).toEqual(tabs);
  const broken = { opened: [7, null, { conversationId: "c1" }, { id: SEARCH }], selected: "closed-c1" };
  expect(asHomeTabs(broken)).toEqual({ opened: [{ id: SEARCH }], selected: DASHBOARD });
  expect([asHomeTabs(null), asHomeTabs("x")]).toEqual([FIRST_HOME_TABS, FIRST_HOME_TABS]);
});
