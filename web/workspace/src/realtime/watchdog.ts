/** Notices silence: networks that vanish leave sockets open, so only hearing from the server counts. */

import type { Clock } from "./ports";

/** A timer that fired this late was throttled; frames may wait behind it and get a moment. */
const LATE_MS = 1_500;
const GRACE_MS = 1_000;

export class Watchdog {
  private heardAtMs = 0;
  private limitMs = 0;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly onSilence: () => void,
  ) {}

  watch(limitMs: number): void {
    this.limitMs = limitMs;
    this.heard();
    this.arm(limitMs, false);
  }

  heard(): void {
    this.heardAtMs = this.clock.nowMs();
  }

  silentForMs(): number {
    return this.clock.nowMs() - this.heardAtMs;
  }

  rest(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private arm(delayMs: number, forgiven: boolean): void {
    this.cancel?.();
    const dueMs = this.clock.nowMs() + delayMs;
    this.cancel = this.clock.after(delayMs, () => this.look(this.clock.nowMs() - dueMs > LATE_MS, forgiven));
  }

  private look(late: boolean, forgiven: boolean): void {
    const leftMs = this.limitMs - this.silentForMs();
    if (leftMs > 0) this.arm(leftMs, false);
    else if (late && !forgiven) this.arm(GRACE_MS, true);
    else this.onSilence();
  }
}
