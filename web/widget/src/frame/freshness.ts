/** Decides when the frame loads itself anew, because the server has a newer one. */

import { type Keep, RELOADED } from "../keep/keep";
import type { Clock } from "../realtime/ports";

/** A reload that didn't help is not tried again at once: that would be an endless loop. */
const PAUSE_MS = 60_000;

export class Freshness {
  #clock: Clock;
  #keep: Keep;
  #reload: () => void;
  #build: string | null = null;
  #stale = false;
  #shown = false;

  constructor(clock: Clock, keep: Keep, reload: () => void) {
    this.#clock = clock;
    this.#keep = keep;
    this.#reload = reload;
  }

  /** A newer build can wait until nobody looks; everything that was written is kept. */
  welcomed(build: string): void {
    this.#build ??= build;
    this.#stale = build !== this.#build;
    this.#reloadIfIdle();
  }

  setShown(shown: boolean): void {
    this.#shown = shown;
    this.#reloadIfIdle();
  }

  /** Another version of the protocol can't wait: nothing works until then. */
  outdated(): void {
    const last = Number(this.#keep.get(RELOADED) ?? Number.NEGATIVE_INFINITY);
    const nowMs = this.#clock.nowMs();
    if (nowMs - last < PAUSE_MS) return;
    this.#keep.set(RELOADED, String(nowMs));
    this.#reload();
  }

  #reloadIfIdle(): void {
    if (this.#stale && !this.#shown) this.outdated();
  }
}
