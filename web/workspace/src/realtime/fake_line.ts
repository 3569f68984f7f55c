/** Puts one connection that follows one stream into a world of its own, for tests. */

import type { Event, Snapshot } from "../api";
import { Connection } from "./connection";
import { FakeWorld, queueSnapshot } from "./fakes";
import type { StreamListener } from "./subscriptions";

export class FakeLine {
  readonly world = new FakeWorld();
  readonly connection = new Connection(this.world.outside);

  get status() {
    return this.connection.state.getState().status;
  }

  /** Connect and follow queue:q1 up to number 5; the answer is what the stream brings from now on. */
  follow(): string[] {
    const { seen, listener } = recorder();
    this.connection.start();
    this.world.welcome();
    this.connection.subscribe("queue:q1", listener);
    this.world.socket.say(queueSnapshot(5), { t: "caught_up", stream: "queue:q1", n: 5 });
    return seen;
  }

  loseAndComeBack() {
    this.world.socket.drop();
    this.world.clock.pass(20_000);
    return this.world.welcome();
  }
}

/** Writes down what a stream brings. */
export function recorder() {
  const seen: string[] = [];
  const listener: StreamListener = {
    snapshot: (frame: Snapshot) => seen.push(`snapshot ${frame.n}`),
    event: (frame: Event) => seen.push(`event ${frame.n}`),
    ended: (code: string) => seen.push(`ended ${code}`),
  };
  return { seen, listener };
}
