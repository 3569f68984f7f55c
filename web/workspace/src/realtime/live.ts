/** Tells when the page is up to date again, so that what it says then holds what others did meanwhile. */

import type { Connection } from "./connection";

type Line = Pick<Connection, "state">;

export function isLive({ state }: Line): boolean {
  return state.getState().status === "live";
}

/** Run each time that everything that is followed has caught up; the answer stops it. */
export function onLive({ state }: Line, run: () => void): () => void {
  return state.subscribe((now, before) => {
    if (now.status === "live" && before.status !== "live") run();
  });
}

/** Wait until everything that is followed has caught up; for ever after the end of the connection. */
export function whenLive(line: Line): Promise<void> {
  if (isLive(line)) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = onLive(line, () => {
      stop();
      resolve();
    });
  });
}
