/** Keeps lost sessions over a reload, in this tab: the agent has to read why they went. */

import type { Keep } from "../../realtime";
import type { LostSession } from "./panel";

/** More at once were lost by a fault of the house, and the storage is small. */
const LOST_LIMIT = 20;

export function keepLost(keep: Keep, userId: string, lost: readonly LostSession[]): void {
  try {
    if (lost.length === 0) keep.removeItem(keyOf(userId));
    else keep.setItem(keyOf(userId), JSON.stringify(lost.slice(-LOST_LIMIT)));
  } catch {
    // A full storage: they stay until the page goes.
  }
}

export function keptLost(keep: Keep, userId: string): LostSession[] {
  try {
    const lost: unknown = JSON.parse(keep.getItem(keyOf(userId)) ?? "[]");
    return Array.isArray(lost) ? lost.filter(isLost).slice(-LOST_LIMIT) : [];
  } catch {
    // Written by another version: nothing that could be shown.
    return [];
  }
}

function isLost(value: unknown): value is LostSession {
  const one = value as Partial<LostSession> | null;
  const ids = [one?.id, one?.conversation_id, one?.item?.id, one?.item?.title, one?.item?.state];
  return ids.every((id) => typeof id === "string") && Array.isArray(one?.details);
}

function keyOf(userId: string): string {
  return `cordboard.lost.${userId}`;
}
