/** Lets this tab begin a conversation, and no other tab at the same time. */

import type { Alone } from "../realtime/alone";
import type { Clock } from "../realtime/ports";
import type { Detail } from "../wire";

/** Until the other tabs have surely heard of what was begun here. */
const GRACE_MS = 300;

export interface BeginningPorts {
  clock: Clock;
  alone: Alone;
  /** Never rejects. */
  details(): Promise<Detail[]>;
}

export class Beginning {
  #ports: BeginningPorts;
  #go: () => void;
  #wanted = false;
  #may = false;
  #details: Detail[] = [];
  #release: () => void = () => {};

  /** `go` is called when the time has come. */
  constructor(ports: BeginningPorts, go: () => void) {
    this.#ports = ports;
    this.#go = go;
  }

  get may(): boolean {
    return this.#may;
  }

  /** What was known of the page when the time came. */
  get details(): readonly Detail[] {
    return this.#details;
  }

  ask(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#ports.alone(() => this.#hold());
  }

  /** There is a conversation now, here or in another tab, or nothing to begin one with. */
  done(): void {
    if (!this.#wanted) return;
    this.#wanted = this.#may = false;
    this.#ports.clock.after(GRACE_MS, this.#release);
  }

  async #hold(): Promise<void> {
    if (this.#wanted) this.#details = await this.#ports.details();
    if (!this.#wanted) return;
    this.#may = true;
    const released = new Promise<void>((release) => {
      this.#release = release;
    });
    this.#go();
    return released;
  }
}
