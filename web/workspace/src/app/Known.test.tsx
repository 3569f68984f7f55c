/** Tells what an open page makes of what was configured meanwhile: it shows it, and loses nothing. */

import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Me } from "../api";
import { agentView, itemView, sessionView } from "../features/fixtures";
import { SPREAD_MS } from "../realtime/knowing";
import { meOf, panel, Stage } from "./testing";

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

/** Let the server have other settings from now on, and say so. */
async function configure(me: Me): Promise<void> {
  stage.answers["/api/me"] = me;
  await stage.let(() => stage.world.socket.say({ t: "me_changed", version: me.version }));
  await stage.let(() => stage.world.clock.pass(SPREAD_MS));
}

function streams(kind: "subscribe" | "unsubscribe"): string[] {
  return stage.world.socket.sentOf(kind).map(({ stream }) => stream);
}

const NEXT: Me = {
  ...meOf(["agent"]),
  version: "v2",
  user: { ...meOf(["agent"]).user, name: "Ann Nova" },
  agent: { id: "ann", queue_ids: ["q2"] },
  presences: [
    { id: "available", name: "available", base: "available", selectable: true },
    { id: "lunch", name: "Siesta", base: "away", selectable: true },
    { id: "training", name: "Training", base: "do_not_disturb", selectable: true },
  ],
  queues: [{ id: "q2", name: "Billing" }],
  applications: [
    { id: "wiki", name: "Wiki", url: "https://wiki.example/", own_storage: false, in_menu: true },
  ],
  default_dashboard: "focus",
};

test("presences, queues, applications and the name change under a message that is being typed", async () => {
  await stage.openWithSession();
  await stage.happen("agent:ann", { kind: "me", me: agentView({ presence_id: "lunch" }) });
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  const box = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
  await user.type(box, "half a sen");
  await configure(NEXT);
  expect(screen.getByRole("textbox", { name: "Message" })).toBe(box);
  expect([box.value, document.activeElement]).toEqual(["half a sen", box]);
  await user.keyboard("tence");
  expect(box.value).toBe("half a sentence");
  expect(screen.getByRole("button", { name: "Presence: Siesta" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Account: Ann Nova" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Open an application" }));
  expect(screen.getByRole("menuitem", { name: "Wiki" })).toBeTruthy();
  expect(streams("subscribe")).toContain("queue:q2");
  expect(streams("unsubscribe")).toEqual(["queue:q1"]);
});

test("an open menu shows the new presences, and stays open; what can be picked is picked by its id", async () => {
  await stage.open(meOf(["agent"]));
  await user.click(screen.getByRole("button", { name: "Presence: Available" }));
  await configure(NEXT);
  const names = screen.getAllByRole("menuitemradio").map((one) => one.textContent);
  expect(names).toEqual(["Available", "Siesta", "Training"]);
  await user.click(screen.getByRole("menuitemradio", { name: "Training" }));
  const command = stage.world.socket.sentOf("do").at(-1)?.command;
  expect(command).toEqual({ name: "choose_presence", presence_id: "training" });
});

test("[S12 dashboard] Home shows the new default, with the new queues' work, and keeps a filter", async () => {
  await stage.open(meOf(["agent"]), { items: [itemView({ title: "Zane", named: true })] });
  const mine = within(screen.getByRole("region", { name: "My work items" }));
  await user.click(mine.getByRole("button", { name: "Filter My work items" }));
  const words = mine.getByRole<HTMLInputElement>("searchbox", { name: "Words in My work items" });
  await user.type(words, "za");
  await configure({ ...NEXT, default_dashboard: "work" });
  await stage.let(() => stage.snapshot("queue:q2", { of: "queue", items: [itemView({ id: "c5" })] }));
  expect(screen.getByRole("region", { name: "Billing" })).toBeTruthy();
  expect(screen.queryByRole("region", { name: "Support" })).toBeNull();
  await configure({ ...NEXT, version: "v3" });
  expect(screen.queryByRole("region", { name: "Open work items" })).toBeNull();
  expect([words.value, document.activeElement]).toEqual(["za", words]);
});

test("a queue that was taken away and given back is read again, although the settings are as before", async () => {
  await stage.open(meOf(["agent"]));
  await stage.let(() => stage.world.socket.say({ t: "ended", stream: "queue:q1", code: "not_found" }));
  expect(screen.queryByRole("region", { name: "Support" })).toBeNull();
  await configure(meOf(["agent"]));
  await stage.let(() => stage.snapshot("queue:q1", { of: "queue", items: [] }));
  expect(screen.getByRole("region", { name: "Support" })).toBeTruthy();
});

test("a supervisor's page comes, with its queues, and goes from under who is on it", async () => {
  await stage.open(meOf(["agent"]));
  await configure({ ...meOf(["agent", "supervisor"]), version: "v2" });
  await user.click(screen.getByRole("tab", { name: "Supervision" }));
  await stage.let(() => stage.snapshot("floor:q1", { of: "floor", items: [], agents: [agentView()] }));
  const members = within(screen.getByRole("table", { name: "Members" }));
  expect(members.getByText("Ann")).toBeTruthy();
  await configure({ ...meOf(["agent"]), version: "v3" });
  expect(screen.queryByRole("tab", { name: "Supervision" })).toBeNull();
  expect(screen.getAllByText(/^An administrator changed your roles/)).not.toHaveLength(0);
  expect(screen.getByRole("heading", { level: 1, name: "Home" })).toBeTruthy();
  expect(streams("unsubscribe")).toEqual(["floor:q1"]);
});

test("who is no agent any more reads what they typed until they reload", async () => {
  await stage.open(meOf(["agent"]), { sessions: [sessionView()], items: [itemView()] });
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.type(screen.getByRole("textbox", { name: "Message" }), "half a sen");
  await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1", reason: "agent_disconnected" });
  await stage.let(() => stage.world.socket.say({ t: "ended", stream: "agent:ann", code: "not_found" }));
  await configure({ ...meOf(["supervisor"]), version: "v2" });
  expect(screen.getAllByText(/^You are no longer an agent/)).toHaveLength(2);
  expect(screen.getByRole("button", { name: "Reload" })).toBeTruthy();
  expect(document.body.textContent).toContain("half a sen");
});

test("who became an agent is offered the reload", async () => {
  await stage.open(meOf(["supervisor"]));
  await configure({ ...meOf(["agent", "supervisor"]), version: "v2" });
  // Shown, and said to who listens.
  expect(screen.getAllByText("You are an agent now. Reload the page to begin.")).toHaveLength(2);
  expect(screen.getByRole("heading", { level: 1, name: "Supervision" })).toBeTruthy();
});

test("the administrator's choice shows what somebody else chose meanwhile", async () => {
  await stage.open(meOf(["administrator"]));
  const choice = screen.getByRole<HTMLSelectElement>("combobox", { name: /Dashboard on Home/ });
  stage.answers["/api/dashboards/default"] = {};
  await user.selectOptions(choice, "focus");
  await stage.let(() => undefined);
  expect(choice.value).toBe("focus");
  await configure({ ...meOf(["administrator"]), version: "v2", default_dashboard: "focus" });
  expect(choice.value).toBe("focus");
  await configure({ ...meOf(["administrator"]), version: "v3", default_dashboard: "work" });
  expect(choice.value).toBe("work");
});
