/** Keeps what somebody wanted until it can be done, but not for long: later it would only surprise them. */

import type { Connection } from "./connection";
import { isLive, onLive } from "./live";

/** Nobody expects any more what they pressed longer ago. */
export const WISH_KEPT_MS = 60_000;

export class Wishes {
  private readonly kept = new Set<() => void>();

  constructor(private readonly line: Pick<Connection, "state" | "after">) {}

  /** Do it as soon as everything that is followed has caught up, be it now. */
  whenLive(run: () => void): void {
    if (isLive(this.line)) {
      run();
      return;
    }
    const drop = () => {
      stop();
      cancel();
      this.kept.delete(drop);
    };
    const stop = onLive(this.line, () => {
      drop();
      run();
    });
    const cancel = this.line.after(WISH_KEPT_MS, drop);
    this.kept.add(drop);
  }

  /** Whoever wanted it has left. */
  dropAll(): void {
    for (const drop of this.kept) drop();
  }
}
