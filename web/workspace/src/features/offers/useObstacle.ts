/** Lets an alert follow whether it can be answered. */

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { useLink } from "../../realtime";
import { type Obstacle, obstacleTo } from "./obstacle";

/** Return why an offer can't be answered now; null when it can. */
export function useObstacle(expiresAtMs: number): Obstacle | null {
  const { connection } = useLink();
  const { status, offsetMs } = useStore(connection.state);
  const [, drawAgain] = useState(0);
  // The offset is looked at again: after a welcome the server's clock may have become another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves the deadline
  useEffect(() => {
    const leftMs = expiresAtMs - connection.serverNowMs();
    if (leftMs < 0) return;
    return connection.after(leftMs + 1, () => drawAgain((count) => count + 1));
  }, [connection, expiresAtMs, offsetMs]);
  return obstacleTo(status, expiresAtMs, connection.serverNowMs());
}
