/** Tells what of closed conversations lasts: over a reload, for the same person, as long as a tab is open. */

import { beforeEach, expect, test } from "vitest";
import { Http } from "../../api";
import { Connection, type Keep } from "../../realtime";
import { FakeWorld, settled } from "../../realtime/fakes";
import { openAgentDesk } from "../agent";
import { closedView, messageEvent } from "../fixtures";
import { ClosedDesk, HOME_TABS_KEY } from "./desk";
import { DASHBOARD, FIRST_HOME_TABS, SEARCH } from "./tabs";

let kept: Map<string, string>;
let asked: string[];
let down: boolean;

beforeEach(() => {
  kept = new Map();
  asked = [];
  down = false;
});

function open(userId = "ann"): ClosedDesk {
  const keep = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Keep;
  const http = new Http(async (path) => {
    asked.push(path);
    if (down) return new Response("", { status: 503 });
    if (path.includes("/entries")) {
      const isFirst = !path.includes("before=");
      const entries = isFirst ? [messageEvent(2, "b")] : [messageEvent(1, "a")];
      return new Response(JSON.stringify({ entries, more: isFirst }));
    }
    if (path.includes("/earlier")) {
      const isFirst = !path.includes("before=");
      const page = { earlier: [{ id: isFirst ? "e2" : "e1" }], next: isFirst ? "e2" : null };
      return new Response(JSON.stringify(page));
    }
    if (path.includes("?")) return new Response(JSON.stringify({ conversations: [], next: null }));
    return new Response(JSON.stringify({ ...closedView(), details: [] }));
  });
  const connection = new Connection(new FakeWorld().outside);
  const visibility = { isVisible: () => true, onChange: () => () => undefined };
  const agent = openAgentDesk(connection, userId);
  return new ClosedDesk({ userId, http, connection, agent, visibility, keep });
}

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await settled();
}

test("a reload shows the same tabs and the same search, to the same person", async () => {
  const desk = open();
  desk.searching.change({ text: "flute" });
  desk.openSearch(null);
  await desk.searching.ask();
  desk.open("c1", closedView(), true);
  const again = open();
  expect(again.tabs.getState()).toEqual(desk.tabs.getState());
  expect(again.searching.store.getState().wish.text).toBe("flute");
  expect(open("bob").tabs.getState()).toEqual(FIRST_HOME_TABS);
  kept.set(HOME_TABS_KEY, "{");
  expect(open().tabs.getState()).toEqual(FIRST_HOME_TABS);
});

test("a conversation is fetched once for as long as its tab is open", async () => {
  const desk = open();
  desk.open("c1", closedView());
  desk.reading.open("c1");
  desk.reading.open("c1");
  await quiet();
  expect(asked).toHaveLength(3);
  expect(desk.reading.store.getState().c1).toMatchObject({
    about: { failed: null, value: { id: "c1" } },
    talk: { value: { hasOlder: true } },
    history: { value: { next: "e2" } },
  });
  await desk.reading.more("c1");
  expect(asked.at(-1)).toContain("/c1/entries?before=2&");
  expect(desk.reading.store.getState().c1?.talk.value?.lines).toHaveLength(2);
  await desk.reading.moreHistory("c1");
  expect(asked.at(-1)).toBe("/api/closed-conversations/c1/earlier?before=e2");
  const history = desk.reading.store.getState().c1?.history.value;
  expect(history).toEqual({ earlier: [{ id: "e2" }, { id: "e1" }], next: null });
  desk.close("closed-c1");
  expect(desk.reading.store.getState()).toEqual({});
  expect(desk.tabs.getState().selected).toBe(DASHBOARD);
});

test("what failed is fetched again, and only that; an answer after the tab was closed changes nothing", async () => {
  down = true;
  const desk = open();
  desk.reading.open("c1");
  await quiet();
  expect(desk.reading.store.getState().c1?.about.failed).toBe("unreachable");
  down = false;
  desk.reading.retry("c1");
  await quiet();
  expect(asked).toHaveLength(6);
  desk.reading.retry("c1");
  expect(asked).toHaveLength(6);
  const late = desk.reading.more("c1");
  desk.reading.forget("c1");
  await late;
  expect(desk.reading.store.getState()).toEqual({});
});

test("the search has one tab, whoever opens it again", () => {
  const desk = open();
  desk.openSearch(null);
  desk.select(DASHBOARD);
  desk.openSearch(null);
  expect(desk.tabs.getState()).toEqual({ opened: [{ id: SEARCH }], selected: SEARCH });
});
