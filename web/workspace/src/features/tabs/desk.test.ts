/** Tells when tabs are told to the server, and what becomes of them when it is away or refuses. */

import { beforeEach, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { Refusal, type Result } from "../../api";
import { FakeClock, FakeKeep, settled } from "../../realtime/fakes";
import { sessionView } from "../fixtures";
import { SAVE_AFTER_MS, type TabPorts, TabsDesk } from "./desk";

let clock: FakeClock;
let keep: FakeKeep;
let told: unknown[];
let answer: () => Promise<Result>;
const state = createStore<{ status: string }>(() => ({ status: "live" }));

function openDesk(): TabsDesk {
  const connection = {
    do: (command: unknown) => {
      told.push(command);
      return answer();
    },
    after: (delayMs: number, run: () => void) => clock.after(delayMs, run),
    state,
  };
  return new TabsDesk({ connection: connection as unknown as TabPorts["connection"], keep });
}

beforeEach(() => {
  clock = new FakeClock();
  keep = new FakeKeep();
  told = [];
  answer = async () => ({ t: "result", id: "x" });
  state.setState({ status: "live" });
});

async function passSaveTime(): Promise<void> {
  clock.pass(SAVE_AFTER_MS);
  await settled();
}

const KB = { kind: "application", target: "kb", at_ms: 0 } as const;
const SHOWN = { name: "show_tabs", session_id: "s1", tabs: [KB], selected: "application:kb" };

test("what is opened is told once, and not told back by the page that hears of it", async () => {
  const desk = openDesk();
  desk.follow([sessionView()]);
  await passSaveTime();
  expect(told).toEqual([]);
  desk.openApplication("s1", "kb");
  desk.select("s1", "anchor");
  desk.select("s1", "application:kb");
  await passSaveTime();
  expect(told).toEqual([SHOWN]);
  desk.follow([sessionView({ tabs: [KB], selected_tab: "application:kb" })]);
  await passSaveTime();
  expect(told).toHaveLength(1);
});

test("tabs that were opened offline are told when all has caught up, together with what others did meanwhile", async () => {
  const desk = openDesk();
  desk.follow([sessionView()]);
  state.setState({ status: "offline" });
  desk.openApplication("s1", "kb");
  await passSaveTime();
  expect(told).toEqual([]);
  state.setState({ status: "catching up" });
  await passSaveTime();
  expect(told).toEqual([]);
  const crm = { ...KB, target: "crm" };
  desk.follow([sessionView({ tabs: [crm] })]);
  state.setState({ status: "live" });
  await passSaveTime();
  expect(told).toEqual([{ ...SHOWN, tabs: [crm, KB] }]);
});

test("a refusal shows what the server has", async () => {
  const desk = openDesk();
  desk.follow([sessionView()]);
  answer = () => Promise.reject(new Refusal("invalid", ""));
  desk.openApplication("s1", "kb");
  await passSaveTime();
  expect(desk.tabs("s1").opened).toEqual([]);
  await passSaveTime();
  expect(told).toHaveLength(1);
});

test("a reload looks at the tab of before; a session that is gone takes its pages along", async () => {
  const first = openDesk();
  first.follow([sessionView({ tabs: [KB] })]);
  first.select("s1", "application:kb");
  const desk = openDesk();
  desk.follow([sessionView({ tabs: [KB] })]);
  expect(desk.tabs("s1").selected).toBe("application:kb");
  desk.frames.show({
    sessionId: "s1",
    applicationId: "kb",
    name: "",
    address: "https://kb.example",
    sandbox: "",
  });
  desk.keepOnly(new Set());
  expect(desk.frames.store.getState().frames).toEqual([]);
});

test("a reload in the moment before a save loses no tab, and what was saved is not kept twice", async () => {
  const first = openDesk();
  first.follow([sessionView()]);
  first.openApplication("s1", "kb");
  const desk = openDesk();
  desk.follow([sessionView()]);
  expect(desk.tabs("s1").opened.map((tab) => tab.target)).toEqual(["kb"]);
  desk.follow([sessionView({ tabs: [KB] })]);
  desk.close("s1", "application:kb");
  const last = openDesk();
  last.follow([sessionView()]);
  expect(last.tabs("s1").opened).toEqual([]);
});

test("closing a tab ends its page, and no other session's", () => {
  const desk = openDesk();
  desk.follow([sessionView({ tabs: [KB] }), sessionView({ id: "s2", applications: ["kb"] })]);
  for (const sessionId of ["s1", "s2"]) {
    desk.frames.show({
      sessionId,
      applicationId: "kb",
      name: "",
      address: "https://kb.example",
      sandbox: "",
    });
  }
  desk.close("s1", "application:kb");
  expect(desk.frames.store.getState().frames.map((one) => one.sessionId)).toEqual(["s2"]);
});
