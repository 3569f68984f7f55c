/** Tells how the open work of queues follows its streams. */

import { expect, test } from "vitest";
import { Connection } from "../../realtime";
import { FakeWorld } from "../../realtime/fakes";
import { itemView } from "../fixtures";
import { followQueues } from "./queues";

test("[S6 pick] open work comes, changes and goes with its queue's stream", () => {
  const world = new FakeWorld();
  const connection = new Connection(world.outside);
  const { store, follow } = followQueues(connection);
  follow(["q1"]);
  connection.start();
  const stream = "queue:q1";
  world.welcome().say(
    { t: "snapshot", stream, n: 1, body: { of: "queue", items: [itemView({ state: "open" })] } },
    {
      t: "event",
      stream,
      n: 2,
      at_ms: 0,
      body: { kind: "item", item: itemView({ id: "c2", state: "open" }) },
    },
  );
  expect(store.getState().q1?.map((item) => item.id)).toEqual(["c1", "c2"]);
  world.socket.say({
    t: "event",
    stream,
    n: 3,
    at_ms: 0,
    body: { kind: "item_gone", conversation_id: "c1" },
  });
  expect(store.getState().q1?.map((item) => item.id)).toEqual(["c2"]);
  world.socket.say({ t: "ended", stream, code: "not_allowed" });
  expect(store.getState()).toEqual({});
});
