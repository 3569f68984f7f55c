/** Follows a set of streams that changes: begins with those that are new, and lets go of the others. */

import type { Connection } from "./connection";
import type { StreamListener } from "./subscriptions";

export class StreamSet {
  private readonly followed = new Map<string, { stop(): void; listener: StreamListener }>();

  constructor(
    private readonly connection: Connection,
    private readonly listenerOf: (stream: string) => StreamListener,
  ) {}

  /** Follow exactly these; one that the server has ended is asked for again. */
  follow(streams: readonly string[]): void {
    for (const [stream, { stop, listener }] of [...this.followed]) {
      if (streams.includes(stream)) continue;
      stop();
      this.followed.delete(stream);
      listener.ended("left");
    }
    for (const stream of streams) if (!this.followed.has(stream)) this.begin(stream);
  }

  private begin(stream: string): void {
    const listener = this.listenerOf(stream);
    const stop = this.connection.subscribe(stream, {
      snapshot: (frame) => listener.snapshot(frame),
      event: (frame) => listener.event(frame),
      ended: (code) => {
        this.followed.delete(stream);
        listener.ended(code);
      },
    });
    this.followed.set(stream, { stop, listener });
  }
}
