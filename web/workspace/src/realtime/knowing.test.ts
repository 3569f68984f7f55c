/** Tells when a page asks again what it was told of its person, and what it takes over. */

import { beforeEach, expect, test } from "vitest";
import type { Me } from "../api";
import { Connection } from "./connection";
import { FakeWorld, meOf, settled } from "./fakes";
import { ASK_AGAIN_MS, Knowing, SPREAD_MS } from "./knowing";

let world: FakeWorld;
/** What the server says to the page that asks; null where nobody is signed in, "down" for no answer. */
let server: Me | null | "down";
let asked: number;
/** Roles that were followed, in order. */
let followed: string[];

beforeEach(() => {
  world = new FakeWorld();
  server = { ...meOf(["agent"]), version: "v2", session_limit: 7 };
  asked = 0;
  followed = [];
});

function openPage(me: Me = meOf(["agent"])): Knowing {
  const connection = new Connection(world.outside);
  const knowing = new Knowing(me, {
    connection,
    chance: world.chance,
    fetch: async () => {
      asked += 1;
      if (server === "down") throw new TypeError("no network");
      return server;
    },
    follow: (now) => followed.push(now.version),
  });
  connection.start();
  return knowing;
}

async function pass(ms: number): Promise<void> {
  world.clock.pass(ms);
  await settled();
}

async function hear(version: string): Promise<void> {
  world.socket.say({ t: "me_changed", version });
  await settled();
}

test("a change is asked for within a second, once for all that comes until then, and taken over", async () => {
  const { store } = openPage();
  world.welcome({ me_version: "v1" });
  await hear("v2");
  await hear("v3");
  expect(asked).toBe(0);
  await pass(SPREAD_MS);
  expect(asked).toBe(1);
  expect(store.getState()).toMatchObject({ me: { version: "v2", session_limit: 7 }, agentRole: null });
  expect(followed.at(-1)).toBe("v2");
});

test("what is known already is not asked for, but what it names is followed: it may have been ended", async () => {
  openPage();
  world.welcome({ me_version: "v1" });
  await hear("v1");
  await pass(SPREAD_MS);
  expect(asked).toBe(0);
  expect(followed).toEqual(["v1", "v1"]);
});

test("a change while the page was offline is seen by the next welcome", async () => {
  const { store } = openPage();
  world.welcome({ me_version: "v1" });
  world.socket.drop();
  await pass(20_000);
  world.welcome({ me_version: "v2" });
  await pass(SPREAD_MS);
  expect(store.getState().me.version).toBe("v2");
});

test("a server of before has no version: the page asks nothing, and goes on with what it was told", async () => {
  openPage();
  world.welcome();
  await pass(SPREAD_MS);
  expect(asked).toBe(0);
});

test("a question that fails is asked again; the page goes on with what it knows", async () => {
  const { store } = openPage();
  world.welcome({ me_version: "v1" });
  const later = server;
  server = "down";
  await hear("v2");
  await pass(SPREAD_MS);
  expect(store.getState().me.version).toBe("v1");
  server = later;
  await pass(ASK_AGAIN_MS);
  expect(store.getState().me.version).toBe("v2");
});

test("where nobody or somebody else is signed in by now, nothing is taken over", async () => {
  const { store } = openPage();
  world.welcome({ me_version: "v1" });
  server = null;
  await hear("v2");
  await pass(SPREAD_MS);
  expect([asked, store.getState().me.version]).toEqual([1, "v1"]);
});

test("the page stays of its own build: else it would never see that the server has a newer one", async () => {
  const { store } = openPage();
  world.welcome({ me_version: "v1" });
  server = { ...meOf(["agent"]), version: "v2", build: "b2" };
  await hear("v2");
  await pass(SPREAD_MS);
  expect(store.getState().me).toMatchObject({ version: "v2", build: "b1" });
});

test.each([
  [["agent"], ["supervisor"], "taken"],
  [["supervisor"], ["agent", "supervisor"], "given"],
])("from %s to %s: the role of an agent was %s, and the page stays as it is", async (was, is, agentRole) => {
  const { store } = openPage(meOf(was));
  world.welcome({ me_version: "v1" });
  server = { ...meOf(is), version: "v2" };
  await hear("v2");
  await pass(SPREAD_MS);
  expect(store.getState()).toMatchObject({ agentRole, me: { version: "v1", user: { roles: was } } });
  await hear("v3");
  await pass(SPREAD_MS);
  expect(asked).toBe(1);
});

test("an answer that comes after the page has ended changes nothing", async () => {
  const knowing = openPage();
  world.welcome({ me_version: "v1" });
  await hear("v2");
  world.clock.pass(SPREAD_MS);
  knowing.stop();
  await settled();
  expect(knowing.store.getState().me.version).toBe("v1");
});
