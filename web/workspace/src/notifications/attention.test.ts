/** Tells when the server hears that a page is visible. */

import { expect, test } from "vitest";
import { Connection } from "../realtime";
import { FakeWorld } from "../realtime/fakes";
import { reportVisible } from "./attention";

function openPage(visibleAtFirst: boolean) {
  const world = new FakeWorld();
  const connection = new Connection(world.outside);
  let visible = visibleAtFirst;
  let changed = () => {};
  reportVisible(connection, {
    isVisible: () => visible,
    onChange: (run) => {
      changed = run;
      return () => undefined;
    },
  });
  connection.start();
  const show = (now: boolean) => {
    visible = now;
    changed();
  };
  return { world, show };
}

test("[N15 undisplayed] a visible page says so after each welcome", () => {
  const { world } = openPage(true);
  expect(
    world
      .welcome()
      .sentOf("do")
      .map((frame) => frame.command.name),
  ).toEqual(["report_visible"]);
});

test("[N15 undisplayed] a hidden page says nothing until it is looked at", () => {
  const { world, show } = openPage(false);
  expect(world.welcome().sentOf("do")).toEqual([]);
  show(true);
  expect(world.socket.sentOf("do")).toHaveLength(1);
});

test("a page that is looked at while offline reports once, after the welcome", () => {
  const { world, show } = openPage(false);
  world.welcome().drop();
  show(true);
  world.clock.pass(1_000);
  expect(world.welcome().sentOf("do")).toHaveLength(1);
});
