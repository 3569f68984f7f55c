/** Tells when people hear of the connection. */

import { beforeEach, expect, test } from "vitest";
import { Connection } from "../realtime";
import { FakeWorld } from "../realtime/fakes";
import { followLine, LOST_AFTER_MS, type News } from "./line";

let world: FakeWorld;
let told: News[];

beforeEach(() => {
  world = new FakeWorld();
  told = [];
  const connection = new Connection(world.outside);
  followLine(connection, (news) => told.push(news));
  connection.start();
});

test("the first connection is no news", () => {
  world.welcome();
  expect(told).toEqual([]);
});

test("a loss is told once however often it is tried, and the return once", () => {
  world.welcome().drop();
  world.clock.pass(LOST_AFTER_MS * 4);
  expect(told).toEqual(["lost"]);
  world.welcome();
  expect(told).toEqual(["lost", "back"]);
});

test("a hiccup is not worth a word", () => {
  world.welcome().drop();
  world.clock.pass(LOST_AFTER_MS - 1_000);
  world.welcome();
  world.clock.pass(LOST_AFTER_MS);
  expect(told).toEqual([]);
});
