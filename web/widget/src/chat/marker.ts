/** Tells the server how far this page has the transcript, and how far the customer has read it. */

import { Calm } from "../realtime/calm";
import type { Clock } from "../realtime/ports";

const SAY_EVERY_MS = 1_000;

export class Marker {
  #calm: Calm;
  #send: (delivered: number, read: number) => boolean;
  #delivered = 0;
  #read = 0;
  #said = "";

  /** `send` says whether the frame went out. */
  constructor(clock: Clock, send: (delivered: number, read: number) => boolean) {
    this.#send = send;
    this.#calm = new Calm(clock, SAY_EVERY_MS, () => this.say());
  }

  /** Number of the last entry that the customer has seen. */
  get read(): number {
    return this.#read;
  }

  /** Up to `last` it is here; `seen` says that the customer looks at it. */
  note(last: number, seen: boolean): void {
    this.#delivered = Math.max(this.#delivered, last);
    if (seen) this.#read = this.#delivered;
    if (this.#delivered > 0) this.#calm.ask();
  }

  /** At once: the page may be gone in a second. */
  say(): void {
    const now = `${this.#delivered} ${this.#read}`;
    if (now !== this.#said && this.#send(this.#delivered, this.#read)) this.#said = now;
  }

  /** A new connection: what the old one carried may be lost. */
  connected(): void {
    this.#said = "";
    this.note(0, false);
  }

  /** Another conversation. */
  reset(): void {
    this.#delivered = this.#read = 0;
    this.#said = "";
  }
}
