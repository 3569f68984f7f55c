/** Tells the server that a page of the agent's is visible: offers can be shown there (protocol.md). */

import type { Connection } from "../realtime";

export interface Visibility {
  isVisible(): boolean;
  /** The answer stops it. */
  onChange(run: () => void): () => void;
}

/** Report after each welcome while visible, and whenever the page becomes visible; the answer stops it. */
export function reportVisible(connection: Connection, visibility: Visibility): () => void {
  const report = () => {
    // Offline it is worth nothing later: the next welcome reports anew.
    if (!visibility.isVisible() || connection.state.getState().status === "offline") return;
    connection.do({ name: "report_visible" }).catch(() => {
      // Refused means that this person is no agent any more; the agent stream says so too.
    });
  };
  const stops = [connection.onWelcome(report), visibility.onChange(report)];
  return () => {
    for (const stop of stops) stop();
  };
}

export const pageVisibility: Visibility = {
  isVisible: () => document.visibilityState === "visible",
  onChange: (run) => {
    document.addEventListener("visibilitychange", run);
    return () => document.removeEventListener("visibilitychange", run);
  },
};
