/** Decides why an offer can't be answered now. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Status } from "../../realtime";

export type Obstacle = "offline" | "over";

/** An answer at the very deadline counts (protocol.md); null is for an offer that can be answered. */
export function obstacleTo(status: Status, expiresAtMs: number, nowMs: number): Obstacle | null {
  if (nowMs > expiresAtMs) return "over";
  return status === "offline" ? "offline" : null;
}

export const OBSTACLES: Record<Obstacle, MessageDescriptor> = {
  offline: msg`There is no connection: an answer can't be sent now.`,
  over: msg`The time is over.`,
};
