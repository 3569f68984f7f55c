/** Tells how long a wish is kept. */

import { beforeEach, expect, test } from "vitest";
import { Connection } from "./connection";
import { FakeWorld } from "./fakes";
import { WISH_KEPT_MS, Wishes } from "./wishes";

let world: FakeWorld;
let connection: Connection;
let wishes: Wishes;
let done: string[];

beforeEach(() => {
  world = new FakeWorld();
  connection = new Connection(world.outside);
  connection.start();
  wishes = new Wishes(connection);
  done = [];
});

const wish = (name: string) => wishes.whenLive(() => done.push(name));

test("what can be done is done at once, the rest as soon as the page is live, and once", () => {
  wish("early");
  expect(done).toEqual([]);
  world.welcome();
  wish("now");
  expect(done).toEqual(["early", "now"]);
  world.socket.drop();
  world.clock.pass(1_000);
  world.welcome();
  expect(done).toHaveLength(2);
});

test("after a minute it would surprise whoever wanted it", () => {
  world.welcome().drop();
  wish("old");
  world.clock.pass(WISH_KEPT_MS - 1_000);
  wish("young");
  world.clock.pass(1_000);
  connection.wake();
  world.welcome();
  expect(done).toEqual(["young"]);
});

test("whoever leaves takes their wishes along", () => {
  wish("of the person before");
  wishes.dropAll();
  world.welcome();
  expect(done).toEqual([]);
});
