/** Tells what people see and do on Home: their work, what waits, what is closed, and the search. */

import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ItemView, Me } from "../api";
import { closedView, itemView, messageEvent } from "../features/fixtures";
import { preferences } from "../features/preferences";
import { meOf, Stage } from "./testing";

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

const ITEMS = [
  itemView({ id: "c1", title: "Anna", named: true, state_since_ms: 2 }),
  itemView({ id: "c2", title: "Zane", named: true, state_since_ms: 3, state: "waiting", unseen: true }),
];

function me(): Me {
  const sections = ["my_work", "open_work", "closed_work"] as const;
  return { ...meOf(["agent"]), dashboards: [{ id: "work", name: "My work", sections: [...sections] }] };
}

async function open(items: ItemView[] = ITEMS, waiting: ItemView[] = []): Promise<void> {
  const day = new Date(stage.world.clock.nowMs()).setHours(0, 0, 0, 0);
  const path = `/api/closed-conversations?mine=true&since_ms=${day}&limit=50`;
  stage.answers[path] = { conversations: [closedView({ id: "c9" })], next: null };
  stage.answers["/api/closed-conversations/c9"] = {
    ...closedView({ id: "c9" }),
    details: [{ name: "email", value: "m@example.org" }],
  };
  stage.answers["/api/closed-conversations/c9/entries?limit=50"] = {
    entries: [messageEvent(1, "It squeaks")],
    more: false,
  };
  stage.answers["/api/closed-conversations/c9/earlier"] = {
    next: null,
    earlier: [
      { ...earlier("c7"), readable: true },
      { ...earlier("c8"), readable: false },
    ],
  };
  await stage.open(me(), { items });
  await stage.let(() => stage.snapshot("queue:q1", { of: "queue", items: waiting }));
}

function earlier(id: string) {
  return { id, workstream_name: "Chat", agent_name: null, created_at_ms: 0, ended_at_ms: 0, closed_by: null };
}

function list(name: string) {
  return within(screen.getByRole("region", { name }));
}

function titles(name: string): (string | null)[] {
  return list(name)
    .queryAllByRole("listitem")
    .map((row) => row.querySelector("bdi")?.textContent ?? null);
}

test("lists are sorted and filtered as their reader chose, and say what is left out", async () => {
  await open();
  expect(titles("My work items")).toEqual(["Zane", "Anna"]);
  const mine = list("My work items");
  await user.selectOptions(mine.getByRole("combobox", { name: "Sort My work items" }), "Customer");
  expect(titles("My work items")).toEqual(["Anna", "Zane"]);
  await user.click(mine.getByRole("button", { name: "Filter My work items" }));
  await user.selectOptions(mine.getByRole("combobox", { name: "State of My work items" }), "Waiting");
  expect(titles("My work items")).toEqual(["Zane"]);
  expect(mine.getByText("1 not shown")).toBeTruthy();
  await user.type(mine.getByRole("searchbox", { name: "Words in My work items" }), "nobody");
  expect(mine.getByText("Nothing fits the filter.")).toBeTruthy();
  expect(preferences.getState().myWork).toEqual({ sort: "customer", state: "waiting", text: "nobody" });
  await user.click(mine.getByRole("button", { name: "Clear the filter" }));
  expect(titles("My work items")).toEqual(["Anna", "Zane"]);
  expect(document.activeElement).toBe(mine.getByRole("searchbox"));
});

test("what was assigned by itself and not looked at is marked as new", async () => {
  await open();
  const [zane, anna] = list("My work items").getAllByRole("listitem");
  expect(zane?.textContent).toContain("New");
  expect(anna?.textContent).not.toContain("New");
});

test("[S6 own] the More menu opens own work and says why it came", async () => {
  await open();
  await user.click(list("My work items").getByRole("button", { name: "More: Anna" }));
  const menu = within(await screen.findByRole("menu"));
  expect(menu.getAllByRole("menuitem").map((one) => one.textContent)).toEqual([
    "OpenShift + click",
    "Why me?",
  ]);
  await user.click(menu.getByRole("menuitem", { name: /^Open/ }));
  expect(stage.commands()).toContain("reopen_conversation");
  await user.click(list("My work items").getByRole("button", { name: "More: Zane" }));
  await user.click(await screen.findByRole("menuitem", { name: "Why me?" }));
  expect(await screen.findByRole("heading", { name: "Routing" })).toBeTruthy();
});

test("[S6 pick] the keys of a menu open it, and Pick picks", async () => {
  await open([], [itemView({ id: "c5", state: "open" })]);
  const pick = list("Open work items").getByRole("button", { name: "Pick Visitor 7" });
  pick.focus();
  await user.keyboard("{Shift>}{F10}{/Shift}");
  await user.click(await screen.findByRole("menuitem", { name: /^Pick/ }));
  expect(stage.commands()).toContain("pick_conversation");
});

test("without a connection nothing is picked or opened, then or later, and that is said", async () => {
  await open(ITEMS, [itemView({ id: "c5", state: "open" })]);
  await stage.let(() => stage.world.socket.drop());
  await user.click(list("Open work items").getByRole("button", { name: "Pick Visitor 7" }));
  await user.click(list("My work items").getByRole("button", { name: "Open Anna" }));
  const toasts = within(screen.getByRole("region", { name: "Messages" }));
  expect(toasts.getAllByText(/The server can't be reached/)).toHaveLength(2);
  await stage.let(() => stage.world.clock.pass(3_000));
  await stage.let(() => void stage.world.welcome());
  const asked = stage.commands();
  expect(asked).not.toContain("pick_conversation");
  expect(asked).not.toContain("reopen_conversation");
});

test("Shift + click anywhere on a row does what its button does, once; a click on the title too", async () => {
  await open(ITEMS, [itemView({ id: "c5", state: "open" })]);
  const picks = () => stage.commands().filter((name) => name === "pick_conversation").length;
  const row = list("Open work items").getByRole("listitem");
  fireEvent.click(row);
  expect(picks()).toBe(0);
  fireEvent.click(row, { shiftKey: true });
  expect(picks()).toBe(1);
  fireEvent.click(within(row).getByText("Visitor 7"));
  expect(picks()).toBe(2);
  fireEvent.click(within(row).getByRole("button", { name: "Pick Visitor 7" }), { shiftKey: true });
  expect(picks()).toBe(3);
  fireEvent.contextMenu(row, { button: 2 });
  fireEvent.click(await screen.findByRole("menuitem", { name: /^Pick/ }), { shiftKey: true });
  expect(picks()).toBe(4);
});

test("[S6 closed] closed work opens read-only in a tab of Home, and a reload shows it again", async () => {
  await open();
  await user.click(list("Closed work items").getByRole("button", { name: "More: Visitor 7" }));
  await user.click(await screen.findByRole("menuitem", { name: /^Open/ }));
  expect(screen.getByRole("tab", { name: /Visitor 7/, selected: true })).toBeTruthy();
  expect(await screen.findByText("It squeaks")).toBeTruthy();
  expect(screen.getByText("m@example.org")).toBeTruthy();
  const history = list("Other conversations of the customer");
  expect(history.getAllByRole("button")).toHaveLength(1);
  expect(history.getByText(/not yours to read/)).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
  expect(stage.commands()).not.toContain("reopen_conversation");
  cleanup();
  stage = new Stage();
  await open();
  expect(screen.getByRole("tab", { name: /Visitor 7/, selected: true })).toBeTruthy();
  screen.getByRole("tab", { name: /Visitor 7/ }).focus();
  await user.keyboard("{Delete}");
  expect(screen.getByRole("heading", { level: 1, name: "Home" })).toBeTruthy();
});

test("what can't be fetched says so, and is fetched again when asked", async () => {
  await stage.open(me(), { items: [] });
  const closed = list("Closed work items");
  expect(await closed.findByText(/What you closed today could not be fetched/)).toBeTruthy();
  const day = new Date(stage.world.clock.nowMs()).setHours(0, 0, 0, 0);
  const path = `/api/closed-conversations?mine=true&since_ms=${day}&limit=50`;
  stage.answers[path] = { conversations: [], next: null };
  await user.click(closed.getByRole("button", { name: "Try again" }));
  expect(await closed.findByText(/You have closed nothing today/)).toBeTruthy();
});

test("the search finds, marks what was found, and takes its reader back to it", async () => {
  await open();
  stage.answers["/api/closed-conversations?text=squeak&limit=50"] = {
    conversations: [closedView({ id: "c9", excerpt: "It <b>squeaks</b>" })],
    next: null,
  };
  await user.keyboard("{Alt>}s{/Alt}");
  const box = screen.getByRole("searchbox", { name: "Words" });
  expect(document.activeElement).toBe(box);
  await user.keyboard("{Enter}");
  expect(screen.getByText(/Say what you look for/)).toBeTruthy();
  await user.type(box, "squeak{Enter}");
  const found = within(await screen.findByRole("list", { name: "Found conversations" }));
  expect(screen.queryByText(/Say what you look for/)).toBeNull();
  expect(document.querySelector("mark")?.textContent).toBe("squeak");
  expect(document.querySelector("mark")?.parentElement?.textContent).toBe("It <b>squeaks</b>");
  expect(await screen.findByText("1 conversation found")).toBeTruthy();
  await user.click(found.getByRole("button", { name: /^Open Visitor 7/ }));
  await user.click(screen.getByRole("button", { name: "Back to the results" }));
  expect(document.activeElement).toBe(screen.getByRole("button", { name: /^Open Visitor 7/ }));
});

test("what Home's box can't ask for is said where it leads", async () => {
  await open();
  await user.type(screen.getByRole("searchbox", { name: "Search closed conversations" }), "x{Enter}");
  expect(screen.getByText(/Write at least 2/)).toBeTruthy();
});
