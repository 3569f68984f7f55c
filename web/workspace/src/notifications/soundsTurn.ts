/** Lets only one of a person's tabs sound; when it is closed, another one goes on. */

import type { Keep } from "../realtime";

export interface Turn {
  /** Whether this tab is the one. */
  isMine(): boolean;
  /** Say whether this tab could sound: one that waits for a click must not keep the others silent. */
  offer(able: boolean): void;
}

/** Whoever holds the lock sounds; the browser gives it on when a tab is closed or crashes. */
export class LockedTurn implements Turn {
  private mine = false;
  private leave: (() => void) | null = null;

  constructor(
    private readonly locks: Pick<LockManager, "request">,
    private readonly name: string,
  ) {}

  isMine(): boolean {
    return this.mine;
  }

  offer(able: boolean): void {
    if (able && this.leave === null) this.queue();
    else if (!able) {
      this.leave?.();
      this.leave = null;
      this.mine = false;
    }
  }

  private queue(): void {
    const leaving = new AbortController();
    let release = () => {};
    const left = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.leave = () => {
      leaving.abort();
      release();
    };
    const held = this.locks.request(this.name, { signal: leaving.signal }, () => {
      if (!leaving.signal.aborted) this.mine = true;
      return left;
    });
    held.catch(() => {
      // Left before it was this tab's turn.
    });
  }
}

/** Without locks (pages that did not come over https): the tab that was looked at last. */
export class LastLookedAt implements Turn {
  private able = false;

  constructor(
    private readonly keep: Keep,
    private readonly name: string,
    private readonly tabId: string,
  ) {}

  isMine(): boolean {
    return this.able && this.keep.getItem(this.name) === this.tabId;
  }

  offer(able: boolean): void {
    if (!able && this.isMine()) this.keep.removeItem(this.name);
    this.able = able;
    this.takeIfFree();
  }

  /** Somebody looks at this tab now. */
  look(): void {
    if (this.able) this.keep.setItem(this.name, this.tabId);
  }

  /** Another tab may have given it up; of several that take it the last one has it. */
  takeIfFree(): void {
    if (this.keep.getItem(this.name) === null) this.look();
  }
}

/** Return this tab's turn among the tabs of one person in this browser, and how to leave for good. */
export function browserTurn(userId: string, keep: Keep, tabId: string): { turn: Turn; leave(): void } {
  const name = `cordboard.sounds.${userId}`;
  if (navigator.locks !== undefined) {
    const turn = new LockedTurn(navigator.locks, name);
    return { turn, leave: () => turn.offer(false) };
  }
  const turn = new LastLookedAt(keep, name, tabId);
  const look = () => turn.look();
  const hear = (event: StorageEvent) => {
    if (event.key === name || event.key === null) turn.takeIfFree();
  };
  const leave = () => turn.offer(false);
  window.addEventListener("focus", look);
  window.addEventListener("storage", hear);
  window.addEventListener("pagehide", leave);
  return {
    turn,
    leave: () => {
      window.removeEventListener("focus", look);
      window.removeEventListener("storage", hear);
      window.removeEventListener("pagehide", leave);
      leave();
    },
  };
}
