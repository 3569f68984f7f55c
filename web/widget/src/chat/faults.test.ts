import { expect, test } from "vitest";
import type { Fault } from "../testing/fake_server";
import { type Tab, World } from "../testing/world";
import { stageOf } from "./state";

const SEEDS = Array.from({ length: 60 }, (_, at) => at + 1);
const MESSAGES = 12;

/** Frames and answers lost, refusals, crashes, dead networks and reloads between any two messages. */
async function roughLife(world: World, total: number): Promise<Tab> {
  const { server } = world;
  server.fault = () => pick(world, ["none", "none", "none", "lost", "answer_lost", "not_now"] as Fault[]);
  let tab = world.tab();
  for (let n = 0; n < total; n++) {
    tab.chat.write(`m${n}`);
    await world.pass(world.chance() * 1_500);
    const trouble = pick(world, ["none", "kill", "dead", "reload", "reload at once", "second tab"]);
    if (trouble === "kill") server.kill();
    if (trouble === "dead") server.goDead();
    if (trouble === "reload") tab = world.reload(tab);
    if (trouble === "second tab") world.tab().close();
    if (world.server.talks.size > 0 && world.chance() < 0.5) server.agentWrites("c1", `a${n}`);
    await world.pass(world.chance() * 3_000);
    server.up = true;
  }
  return tab;
}

function pick<T>(world: World, from: readonly T[]): T {
  return from[Math.floor(world.chance() * from.length)] as T;
}

test.each(SEEDS)("nothing is lost, doubled or out of order, whatever happens (seed %i)", async (seed) => {
  const world = new World(seed);
  const tab = await roughLife(world, MESSAGES);
  world.server.fault = () => "none";
  await world.pass(120_000);
  expect(world.server.talks.size).toBe(1);
  expect(world.server.texts.filter((text) => text.startsWith("m"))).toEqual(
    Array.from({ length: MESSAGES }, (_, n) => `m${n}`),
  );
  expect(tab.lines).toEqual(
    world.server.texts.map((text) => (text.startsWith("a") ? `Anna: ${text}` : text)),
  );
  expect(tab.chat.state.outbox).toEqual([]);
  expect(stageOf(tab.chat.state)).toBe("queued");
});
