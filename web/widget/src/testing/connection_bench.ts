/** A connection on a bench: scripted sockets at one end, and notes of all that it says at the other. */

import { Connection, type Phase } from "../realtime/connection";
import type { FromServer } from "../wire";
import { FakeClock } from "./fake_clock";
import { ScriptedSockets, welcome } from "./scripted_socket";

export class ConnectionBench {
  readonly clock = new FakeClock();
  readonly sockets = new ScriptedSockets();
  readonly phases: Phase[] = [];
  readonly heard: FromServer[] = [];
  welcomes = 0;
  outdated = 0;
  tryAgainWhenTurnedAway = false;
  token: () => Promise<string> = async () => "t1";
  readonly connection = new Connection(
    { clock: this.clock, chance: () => 0.5, openSocket: this.sockets.open, token: () => this.token() },
    {
      welcomed: () => void this.welcomes++,
      received: (frame) => void this.heard.push(frame),
      changed: (phase) => void this.phases.push(phase),
      turnedAway: () => this.tryAgainWhenTurnedAway,
      outdated: () => void this.outdated++,
    },
  );

  async goLive(): Promise<void> {
    this.connection.start();
    await this.clock.pass(0);
    this.greet();
  }

  greet(): void {
    this.sockets.last.open();
    this.sockets.last.say(welcome());
    this.sockets.last.take();
  }
}
