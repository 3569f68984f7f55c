/** Makes the ids of commands and messages: the time in base 36, a hyphen, and random characters. */

import type { Clock } from "./ports";

const RANDOM_CHARACTERS = 12;

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => void;

/** The server refuses ids whose time is a day off, and some people's clocks are. */
const CLOCK_TOLERANCE_MS = 3_600_000;

export class IdMaker {
  #clock: Clock;
  #randomBytes: RandomBytes;
  #skewMs = 0;

  constructor(clock: Clock, randomBytes: RandomBytes) {
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /** From here on ids follow the server's clock if this machine's is far off. */
  hearTime(serverNowMs: number): void {
    const skewMs = serverNowMs - this.#clock.nowMs();
    this.#skewMs = Math.abs(skewMs) > CLOCK_TOLERANCE_MS ? skewMs : 0;
  }

  /** Ids that were made before the server's time was known may be refused. */
  get clockIsWrong(): boolean {
    return this.#skewMs !== 0;
  }

  make(): string {
    return makeClientId(this.#clock.nowMs() + this.#skewMs, this.#randomBytes);
  }
}

export function makeClientId(nowMs: number, randomBytes: RandomBytes): string {
  const bytes = new Uint8Array(RANDOM_CHARACTERS);
  randomBytes(bytes);
  // 256 is no multiple of 36: the small bias costs less than a hundredth of a bit and harms no uniqueness.
  const random = Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
  return `${nowMs.toString(36)}-${random}`;
}
