/** Follows one stream without a hole and without a repetition. */

import type { Entry, FromClient, FromServer, Snapshot, TalkSnapshot } from "../wire";

export interface StreamReader {
  snapshot(body: TalkSnapshot, n: number): void;
  entry(entry: Entry): void;
  /** The right to read was lost, or never was. */
  ended(code: string): void;
}

export class Subscription {
  readonly stream: string;
  #send: (frame: FromClient) => boolean;
  #reader: StreamReader;
  /** Number of the last entry that was read; null before the first snapshot. */
  #last: number | null = null;
  /** A subscribe is under way: entries beyond a gap are expected until its answer comes. */
  #asked = false;

  constructor(stream: string, send: (frame: FromClient) => boolean, reader: StreamReader) {
    this.stream = stream;
    this.#send = send;
    this.#reader = reader;
  }

  /** To be called on each new connection. */
  ask(): void {
    this.#asked = this.#send({ t: "subscribe", stream: this.stream, after: this.#last });
  }

  leave(): void {
    this.#send({ t: "unsubscribe", stream: this.stream });
  }

  /** False when the frame is not about this stream. */
  hear(frame: FromServer): boolean {
    if (!("stream" in frame) || frame.stream !== this.stream) return false;
    if (frame.t === "snapshot") this.#takeSnapshot(frame);
    else if (frame.t === "event") this.#take(frame);
    else if (frame.t === "caught_up") this.#asked = false;
    else if (frame.t === "resync") this.#startAgain();
    else if (frame.t === "ended") this.#reader.ended(frame.code);
    return true;
  }

  #takeSnapshot({ body, n }: Snapshot): void {
    if (body.of !== "conversation") return;
    this.#last = n;
    this.#reader.snapshot(body, n);
  }

  #take(entry: Entry): void {
    if (this.#last === null || entry.n <= this.#last) return;
    if (entry.n > this.#last + 1) {
      if (!this.#asked) this.ask();
      return;
    }
    this.#last = entry.n;
    this.#reader.entry(entry);
  }

  #startAgain(): void {
    this.#last = null;
    this.ask();
  }
}
