/** Tells what a desk does with what somebody wanted a while ago. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { type AgentSnapshot, Http } from "../api";
import { agentView, sessionView } from "../features/fixtures";
import { FakeWorld, meOf, settled } from "../realtime/fakes";
import { speak } from "../ui";
import { type Desk, openDesk } from "./desk";

let world: FakeWorld;
let desk: Desk;

beforeEach(async () => {
  sessionStorage.clear();
  await speak("en");
  world = new FakeWorld();
  const http = new Http(async () => new Response(JSON.stringify({ text: "", version: 0 })));
  desk = openDesk(meOf(["agent"]), http, world.outside);
});

afterEach(() => desk.close());

/** The connection is there, and so is the session. */
async function arrive(): Promise<void> {
  const body: AgentSnapshot = {
    of: "agent",
    me: agentView(),
    offers: [],
    sessions: [sessionView()],
    items: [],
  };
  desk.link.connection.wake();
  world.welcome();
  world.socket.say(
    { t: "snapshot", stream: "agent:ann", n: 0, body },
    { t: "caught_up", stream: "agent:ann", n: 0 },
  );
  await settled();
}

const selected = () => desk.tools?.sessions.store.getState().selected;

test.each([
  [59_000, "s1"],
  [60_000, "home"],
])("work that comes %d ms after it was wanted shows %s", async (afterMs, shown) => {
  desk.tools?.sessions.await("c1");
  world.clock.pass(afterMs);
  await arrive();
  expect(selected()).toBe(shown);
});
