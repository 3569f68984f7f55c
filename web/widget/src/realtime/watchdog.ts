/** Notices when the other side has fallen silent. */

import type { Clock } from "./ports";

/** A timer this late means a sleeping machine or a throttled tab, with frames perhaps still to be read. */
const LATE_MS = 1_000;

export class Watchdog {
  #clock: Clock;
  #onSilence: () => void;
  #limitMs = 0;
  #heardAtMs = 0;
  #callOff: () => void = () => {};

  constructor(clock: Clock, onSilence: () => void) {
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  watch(limitMs: number): void {
    this.stop();
    this.#limitMs = limitMs;
    this.heard();
    this.#lookIn(limitMs, true);
  }

  heard(): void {
    this.#heardAtMs = this.#clock.nowMs();
  }

  stop(): void {
    this.#callOff();
  }

  #lookIn(delayMs: number, patient: boolean): void {
    const expectedMs = this.#clock.nowMs() + delayMs;
    this.#callOff = this.#clock.after(delayMs, () => this.#look(expectedMs, patient));
  }

  #look(expectedMs: number, patient: boolean): void {
    const nowMs = this.#clock.nowMs();
    // A clock that was set back must not prolong the wait.
    this.#heardAtMs = Math.min(this.#heardAtMs, nowMs);
    const leftMs = this.#heardAtMs + this.#limitMs - nowMs;
    if (leftMs > 0) {
      this.#lookIn(leftMs, true);
    } else if (patient && nowMs - expectedMs > LATE_MS) {
      // Frames that came while this page slept are read after this timer: one second look.
      this.#lookIn(LATE_MS, false);
    } else {
      this.#onSilence();
    }
  }
}
