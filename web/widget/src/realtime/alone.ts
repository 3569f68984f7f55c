/** Lets one tab of a browser do what two at once would do twice. */

/** A tab that holds the lock for longer is stuck; the other one goes on without it. */
const PATIENCE_MS = 10_000;

/** Runs `work` while no other tab does; nobody is kept waiting for ever. */
export type Alone = (work: () => Promise<void>) => void;

/** Without locks, in an old browser or where storage is blocked, the work is simply done. */
export function browserAlone(locks: LockManager | undefined, name: string): Alone {
  return (work) => {
    if (!locks) void work();
    else locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, work).catch(work);
  };
}
