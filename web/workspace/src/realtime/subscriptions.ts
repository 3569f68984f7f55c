/** Follows streams by their numbers: resumes them, refuses repetitions, closes gaps, takes snapshots. */

import type { CaughtUp, Ended, Event, FromClient, Snapshot } from "../api";

export interface StreamListener {
  snapshot(frame: Snapshot): void;
  event(frame: Event): void;
  /** The right to read was lost, or never was; nothing more will come. */
  ended(code: string): void;
}

interface Followed {
  listener: StreamListener;
  /** Number of the last entry that was handed over; null before the first snapshot. */
  cursor: number | null;
  caughtUp: boolean;
  /** Gaps since the last entry that fitted. */
  gaps: number;
}

/** A server that answers a resume with the same gap again has lost something: then only a snapshot helps. */
const GAPS_BEFORE_SNAPSHOT = 3;

export class Subscriptions {
  private readonly streams = new Map<string, Followed>();

  constructor(private readonly send: (frame: FromClient) => void) {}

  /** Begin to follow; the answer stops it. One listener a stream. */
  add(stream: string, listener: StreamListener): () => void {
    if (this.streams.has(stream)) throw new Error(`${stream} is followed already`);
    const followed: Followed = { listener, cursor: null, caughtUp: false, gaps: 0 };
    this.streams.set(stream, followed);
    this.send({ t: "subscribe", stream, after: null });
    return () => {
      if (this.streams.get(stream) !== followed) return;
      this.streams.delete(stream);
      this.send({ t: "unsubscribe", stream });
    };
  }

  /** After a new `welcome`: ask for everything that was missed. */
  resume(): void {
    for (const [stream, followed] of this.streams) {
      followed.gaps = 0;
      this.ask(stream, followed);
    }
  }

  allCaughtUp(): boolean {
    return [...this.streams.values()].every((followed) => followed.caughtUp);
  }

  onSnapshot(frame: Snapshot): void {
    const followed = this.streams.get(frame.stream);
    if (followed === undefined) return;
    followed.cursor = frame.n;
    followed.listener.snapshot(frame);
  }

  onEvent(frame: Event): void {
    const followed = this.streams.get(frame.stream);
    if (followed === undefined || followed.cursor === null || frame.n <= followed.cursor) return;
    if (frame.n === followed.cursor + 1) {
      followed.cursor = frame.n;
      followed.gaps = 0;
      followed.listener.event(frame);
    } else if (followed.caughtUp) {
      // While it is catching up what was asked for is still to come; `caught_up` tells whether it all came.
      this.closeGap(frame.stream, followed);
    }
  }

  onCaughtUp(frame: CaughtUp): void {
    const followed = this.streams.get(frame.stream);
    if (followed === undefined) return;
    if (followed.cursor === frame.n) followed.caughtUp = true;
    else if (followed.cursor === null || frame.n > followed.cursor) this.closeGap(frame.stream, followed);
  }

  onResync(stream: string): void {
    const followed = this.streams.get(stream);
    if (followed === undefined) return;
    followed.cursor = null;
    this.ask(stream, followed);
  }

  onEnded(frame: Ended): void {
    const followed = this.streams.get(frame.stream);
    this.streams.delete(frame.stream);
    followed?.listener.ended(frame.code);
  }

  private closeGap(stream: string, followed: Followed): void {
    followed.gaps += 1;
    followed.caughtUp = false;
    if (followed.gaps >= GAPS_BEFORE_SNAPSHOT) followed.cursor = null;
    // Beyond that only another connection can help; asking on and on would not.
    if (followed.gaps <= 2 * GAPS_BEFORE_SNAPSHOT) this.ask(stream, followed);
  }

  private ask(stream: string, followed: Followed): void {
    followed.caughtUp = false;
    this.send({ t: "subscribe", stream, after: followed.cursor });
  }
}
