/** Tells which application tabs there are, and how two windows agree on them. */

import { expect, test } from "vitest";
import { sessionView } from "../fixtures";
import {
  ANCHOR,
  applicationTab,
  closeTab,
  firstTabs,
  follow,
  idOf,
  isUnsaved,
  openTab,
  selectTab,
  shownTabs,
  TABS_LIMIT,
  type Tabs,
  undone,
} from "./tabs";

const [a, b, c] = ["a", "b", "c"].map(applicationTab) as [Tab, Tab, Tab];
type Tab = ReturnType<typeof applicationTab>;

function earlier(id: string): Tab {
  return { kind: "earlier", target: id, at_ms: 1 };
}

/** A session's tabs as they were opened here, and as the server knows them. */
function opened(...tabs: Tab[]): Tabs {
  return firstTabs(sessionView({ tabs }), ANCHOR);
}

function ids(tabs: Tabs): string {
  return shownTabs(tabs).map(idOf).join(" ");
}

test("[S8 tabs] an opened tab is shown, and opening it again shows it again", () => {
  const tabs = openTab(selectTab(opened(a, b), ANCHOR), a);
  expect(tabs).toMatchObject({ selected: "application:a", opened: [a, b] });
});

test("the anchor and the tabs of the template are not closed, and the template's stand first", () => {
  const tabs = firstTabs(sessionView({ applications: ["kb"], tabs: [a, applicationTab("kb")] }), ANCHOR);
  expect(ids(tabs)).toBe("application:kb application:a");
  expect(closeTab(tabs, ANCHOR)).toBe(tabs);
  expect(ids(closeTab(tabs, "application:kb"))).toBe("application:kb application:a");
});

test.each([
  ["application:b", "application:b", "application:c"],
  ["application:c", "application:c", "application:b"],
  ["application:a", "application:c", "application:c"],
])("closing %s while %s is shown shows %s", (closed, shown, next) => {
  expect(closeTab(selectTab(opened(a, b, c), shown), closed).selected).toBe(next);
});

test("closing the only one leads back to the anchor", () => {
  expect(closeTab(selectTab(opened(a), "application:a"), "application:a").selected).toBe(ANCHOR);
});

test("at the limit the oldest conversation makes room, and a web page never does", () => {
  const pages = Array.from({ length: TABS_LIMIT - 1 }, (_, at) => applicationTab(`p${at}`));
  const full = opened(...pages.slice(0, 4), earlier("e1"), ...pages.slice(4));
  const next = openTab(full, a);
  expect(next?.opened).toEqual([...pages, a]);
  expect(next === null ? "" : openTab(next, b)).toBeNull();
});

test("a reload shows the tab of before, another machine the one that was looked at last", () => {
  const session = sessionView({ tabs: [a, b], selected_tab: "application:b" });
  expect(firstTabs(session, "application:a").selected).toBe("application:a");
  expect(firstTabs(session, ANCHOR).selected).toBe(ANCHOR);
  expect(firstTabs(session, undefined).selected).toBe("application:b");
  expect(firstTabs(session, "application:gone").selected).toBe(ANCHOR);
});

test("[S8 tabs] what two windows open and close at once is all opened and closed in both", () => {
  const here = closeTab(openTab(opened(a, b), c) ?? opened(), "application:a");
  const elsewhere = sessionView({ tabs: [a, earlier("e")] });
  const merged = follow(here, elsewhere);
  expect(ids(merged)).toBe("earlier:e application:c");
  expect(merged.selected).toBe("application:c");
  expect(isUnsaved(merged)).toBe(true);
  expect(isUnsaved(follow(merged, sessionView({ tabs: [...merged.opened] })))).toBe(true);
  expect(
    isUnsaved({ ...follow(merged, sessionView({ tabs: [...merged.opened] })), told: "application:c" }),
  ).toBe(false);
});

test("a tab that another window closes gives way to its neighbour, an unrelated one leaves all as it is", () => {
  const here = selectTab(opened(a, b, c), "application:b");
  expect(follow(here, sessionView({ tabs: [a, c], selected_tab: "application:a" })).selected).toBe(
    "application:c",
  );
  expect(follow(here, sessionView({ tabs: [b], selected_tab: "" })).selected).toBe("application:b");
});

test("what was opened here and came with the template meanwhile is not saved over and over", () => {
  const here = openTab(opened(), a) ?? opened();
  const now = follow(here, sessionView({ applications: ["a"] }));
  expect(now).toMatchObject({ opened: [], selected: "application:a" });
  expect(isUnsaved({ ...now, told: now.selected })).toBe(false);
});

test("what the server refused is not shown any more, and not tried again", () => {
  const refused = undone(openTab(opened(a), b) ?? opened());
  expect(refused).toMatchObject({ opened: [a], selected: "application:a" });
  expect(isUnsaved(refused)).toBe(false);
});
