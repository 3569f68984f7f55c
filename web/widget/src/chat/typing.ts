/** Decides when to say that the customer types, and how long to show that the agent does. */

import type { Clock } from "../realtime/ports";

const SAY_EVERY_MS = 3_000;
const SHOW_FOR_MS = 5_000;

/** Says it at most every three seconds. */
export class TypingTeller {
  #clock: Clock;
  #tell: () => void;
  #saidAtMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, tell: () => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  typed(): void {
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#saidAtMs < SAY_EVERY_MS) return;
    this.#saidAtMs = nowMs;
    this.#tell();
  }

  /** The message went out: the next one begins anew. */
  done(): void {
    this.#saidAtMs = Number.NEGATIVE_INFINITY;
  }
}

/** Shows a name for five seconds after the last sign. */
export class TypingListener {
  #clock: Clock;
  #show: (name: string | null) => void;
  #callOff: () => void = () => {};

  constructor(clock: Clock, show: (name: string | null) => void) {
    this.#clock = clock;
    this.#show = show;
  }

  heard(name: string): void {
    this.#callOff();
    this.#callOff = this.#clock.after(SHOW_FOR_MS, () => this.#show(null));
    this.#show(name);
  }

  stopped(): void {
    this.#callOff();
    this.#show(null);
  }
}
