/** Tells when the work that was closed today is fetched. */

import { beforeEach, expect, test } from "vitest";
import { Http } from "../../api";
import { Connection } from "../../realtime";
import { FakeWorld, settled } from "../../realtime/fakes";
import { openAgentDesk } from "../agent";
import { agentView, closedView, itemView } from "../fixtures";
import { ClosedToday, startOfDay } from "./today";

let world: FakeWorld;
let today: ClosedToday;
let asked: URLSearchParams[];
let answers: unknown[];
let show: () => void;

beforeEach(async () => {
  world = new FakeWorld();
  asked = [];
  answers = [];
  const connection = new Connection(world.outside);
  const http = new Http(async (path) => {
    asked.push(new URL(path, "https://x").searchParams);
    const answer = answers.length === 0 ? { conversations: [], next: null } : answers.shift();
    return answer === undefined ? new Response("", { status: 503 }) : new Response(JSON.stringify(answer));
  });
  const visibility = {
    isVisible: () => true,
    onChange: (run: () => void) => {
      show = run;
      return () => {
        show = () => undefined;
      };
    },
  };
  const agent = openAgentDesk(connection, "ann");
  today = new ClosedToday({ http, connection, agent, visibility });
  connection.start();
  world.welcome().say({
    t: "snapshot",
    stream: "agent:ann",
    n: 1,
    body: { of: "agent", me: agentView(), offers: [], sessions: [], items: [itemView()] },
  });
  await quiet();
});

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await settled();
}

async function itemGone(n: number): Promise<void> {
  const body = { kind: "item_gone" as const, conversation_id: "c1" };
  world.socket.say({ t: "event", stream: "agent:ann", n, at_ms: 0, body });
  await quiet();
}

test("nobody looks: nothing is fetched", async () => {
  await itemGone(2);
  expect(asked).toEqual([]);
});

test("[S6 closed] it is fetched when looked at, when own work goes, when the page shows again", async () => {
  const stop = today.watch();
  await quiet();
  expect(asked[0]?.get("mine")).toBe("true");
  expect(asked[0]?.get("since_ms")).toBe(`${startOfDay(world.clock.nowMs())}`);
  answers = [{ conversations: [closedView()], next: null }];
  await itemGone(2);
  expect(today.store.getState().value).toEqual([closedView()]);
  show();
  await quiet();
  expect(asked).toHaveLength(3);
  stop();
  await itemGone(3);
  show();
  expect(asked).toHaveLength(3);
});

test("after midnight yesterday's work is gone", async () => {
  answers = [{ conversations: [closedView()], next: null }];
  today.watch();
  await quiet();
  const sinceMs = startOfDay(world.clock.nowMs());
  const next = new Date(sinceMs).setHours(24, 0, 0, 0);
  answers = [undefined];
  world.clock.sleep(next - world.clock.nowMs() + 2_000);
  await quiet();
  expect(asked.at(-1)?.get("since_ms")).toBe(`${next}`);
  expect(today.store.getState()).toMatchObject({ value: null, failed: "unreachable" });
});

test("what comes while it is fetched is fetched afterwards, once", async () => {
  today.watch();
  for (let turn = 0; turn < 3; turn += 1) today.refresh();
  await quiet();
  expect(asked).toHaveLength(2);
});

test("all pages are taken, and a failure keeps what is there", async () => {
  answers = [
    { conversations: [closedView({ id: "a" })], next: "7" },
    { conversations: [closedView({ id: "b" })], next: null },
    undefined,
  ];
  today.watch();
  await quiet();
  today.refresh();
  await quiet();
  expect(asked[1]?.get("before")).toBe("7");
  expect(today.store.getState().value?.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(today.store.getState().failed).toBe("unreachable");
});
