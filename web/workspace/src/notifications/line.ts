/** Decides when people hear that the connection was lost and is back: once each, not for every hiccup. */

import type { Connection, Status } from "../realtime";

/** Shorter gaps are over before anybody could do anything about them. */
export const LOST_AFTER_MS = 3_000;

export type News = "lost" | "back";

/** Tell a loss that lasts, and the return after it, not the first connection. The answer stops it. */
export function followLine(connection: Connection, tell: (news: News) => void): () => void {
  let cancel: (() => void) | null = null;
  let lost = false;
  const look = (status: Status) => {
    if (status === "live") {
      cancel?.();
      cancel = null;
      if (lost) tell("back");
      lost = false;
    } else if (status === "offline" && !lost && cancel === null) {
      cancel = connection.after(LOST_AFTER_MS, () => {
        cancel = null;
        lost = true;
        tell("lost");
      });
    }
  };
  look(connection.state.getState().status);
  const stop = connection.state.subscribe(({ status }, before) => {
    if (status !== before.status) look(status);
  });
  return () => {
    stop();
    cancel?.();
  };
}
