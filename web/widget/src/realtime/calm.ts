/** Does something again and again, but never too often, and never forgets the last time. */

import type { Clock } from "./ports";

export class Calm {
  #clock: Clock;
  #pauseMs: number;
  #run: () => void;
  #lastMs = Number.NEGATIVE_INFINITY;
  #waits = false;

  constructor(clock: Clock, pauseMs: number, run: () => void) {
    this.#clock = clock;
    this.#pauseMs = pauseMs;
    this.#run = run;
  }

  /** At once if it has been quiet for long enough, else as soon as it has. */
  ask(): void {
    if (this.#waits) return;
    const delayMs = this.#lastMs + this.#pauseMs - this.#clock.nowMs();
    this.#waits = delayMs > 0;
    if (this.#waits) this.#clock.after(delayMs, () => this.#go());
    else this.#go();
  }

  #go(): void {
    this.#waits = false;
    this.#lastMs = this.#clock.nowMs();
    this.#run();
  }
}
