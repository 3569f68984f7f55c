/** Tells what the presence menu says and what its history shows, when it can't too. */

import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PresenceChangeShown } from "../api";
import { agentView } from "../features/fixtures";
import { meOf, Stage } from "./testing";

const PATH = "/api/agents/ann/presence/history";
const NEWEST = `${PATH}?limit=50`;

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

function change(n: number, changes: Partial<PresenceChangeShown> = {}): PresenceChangeShown {
  const by = { cause: "load", by: "system:system", by_name: "" } as const;
  return { n, at_ms: n * 60_000, presence_id: "busy", base: "busy", ...by, ...changes };
}

async function openHistory() {
  await stage.open(meOf(["agent"]));
  await user.click(screen.getByRole("button", { name: "Presence: Available" }));
  await user.click(screen.getByRole("menuitem", { name: "Presence history" }));
  return within(await screen.findByRole("dialog", { name: "Presence history" }));
}

test("the menu says who set the presence", async () => {
  const me = agentView({ presence_id: "lunch", chosen_by_agent: true, cause: "supervisor", set_by: "Saga" });
  await stage.open(meOf(["agent"]), { me });
  const button = screen.getByRole("button", { name: "Presence: Lunch" });
  const reason = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent).toMatch(/^Lunch: Saga set it at /);
});

test("the history tells each change in a row, and older ones when asked", async () => {
  const supervisor = { cause: "supervisor", by: "user:saga", by_name: "Saga Lindqvist" } as const;
  const removed = {
    presence_id: "siesta",
    base: "away",
    cause: "agent",
    by: "user:ann",
    by_name: "Ann",
  } as const;
  stage.answers[NEWEST] = {
    changes: [change(9), change(7, { presence_id: "lunch", base: "away", ...supervisor })],
    more: true,
  };
  stage.answers[`${PATH}?before=7&limit=50`] = { changes: [change(2, removed)], more: false };
  const dialog = await openHistory();
  const table = within(await dialog.findByRole("table", { name: "Presence history" }));
  expect(table.getAllByRole("columnheader").map((head) => head.textContent)).toEqual([
    "Since",
    "Presence",
    "Lasted",
    "Why",
  ]);
  const row = within(table.getAllByRole("row")[2] as HTMLElement);
  expect(row.getAllByRole("cell").map((cell) => cell.textContent)).toEqual([
    "Lunch",
    "2 min",
    "Saga Lindqvist set it.",
  ]);
  await user.click(dialog.getByRole("button", { name: "Show earlier changes" }));
  expect(await table.findByText("siesta")).toBeTruthy();
  expect(table.getByText("5 min")).toBeTruthy();
  expect(dialog.queryByRole("button", { name: "Show earlier changes" })).toBeNull();
  await waitFor(() => expect(document.activeElement?.textContent).toContain("siesta"));
});

test("what changes while the history is open stands on top of it", async () => {
  stage.answers[NEWEST] = { changes: [change(9)], more: false };
  const dialog = await openHistory();
  await dialog.findByText("Work came or went.");
  const missed = change(12, { presence_id: "inactive", base: "away", cause: "missed" });
  stage.answers[NEWEST] = { changes: [missed, change(9)], more: false };
  const me = agentView({ presence_id: "inactive", cause: "missed", since_ms: 5 });
  await stage.happen("agent:ann", { kind: "me", me });
  expect(await dialog.findByText("You missed an offer.")).toBeTruthy();
  expect(dialog.getAllByRole("row")).toHaveLength(3);
});

test("what can't be fetched says so and is fetched again when asked; nothing yet is said, too", async () => {
  // The scripted server knows nothing of it at first.
  const dialog = await openHistory();
  expect(await dialog.findByText(/could not be fetched/)).toBeTruthy();
  stage.answers[NEWEST] = { changes: [], more: false };
  await user.click(dialog.getByRole("button", { name: "Try again" }));
  expect(await dialog.findByText(/Nothing yet/)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("[N14 alert] [N16 alert] [N17 alert] every alert has its own bar, and one reset is for all", async () => {
  const alerts = ["missed", "rejected", "session_limit"].map((cause, n) => ({ cause, at_ms: n, count: 1 }));
  await stage.open(meOf(["agent"]), { me: agentView({ presence_id: "do_not_disturb", alerts }) });
  const region = within(screen.getByRole("region", { name: "Alerts" }));
  for (const words of [/You missed a conv/, /You rejected a conv/, /as many sessions open as allowed/]) {
    expect(region.getByText(words)).toBeTruthy();
  }
  const twice = alerts.map((alert) => ({ ...alert, count: 2 }));
  await stage.happen("agent:ann", { kind: "me", me: agentView({ alerts: twice }) });
  for (const words of [
    /^You missed 2 conv.* the last one at/,
    /^You rejected 2 conv/,
    /: You have as many/,
  ]) {
    expect(region.getByText(words)).toBeTruthy();
  }
  await user.click(region.getAllByRole("button", { name: "Reset presence" })[1] as HTMLElement);
  expect(stage.commands()).toEqual(expect.arrayContaining(["reset_presence"]));
  await stage.happen("agent:ann", { kind: "me", me: agentView({ cause: "reset" }) });
  expect(screen.queryByRole("region", { name: "Alerts" })).toBeNull();
  expect(document.activeElement).toBe(document.getElementById("main"));
});
