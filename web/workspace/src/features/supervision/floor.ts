/** Decides what a queue's floor stream makes of the supervisor's page. */

import type { AgentView, Event, FloorSnapshot, ItemView } from "../../api";
import { put, without } from "../../ui";

export interface Floor {
  items: ItemView[];
  agents: AgentView[];
}

export const EMPTY_FLOOR: Floor = { items: [], agents: [] };

export function floorFrom(body: FloorSnapshot): Floor {
  return { items: body.items, agents: body.agents };
}

export function applyToFloor(floor: Floor, body: Event["body"]): Floor {
  switch (body.kind) {
    case "item":
      return { ...floor, items: put(floor.items, body.item) };
    case "item_gone":
      return { ...floor, items: without(floor.items, body.conversation_id) };
    case "member":
      return { ...floor, agents: put(floor.agents, body.agent) };
    case "member_gone":
      return { ...floor, agents: without(floor.agents, body.agent_id) };
    default:
      return floor;
  }
}

/** Count conversations by their state. */
export function countsOf(items: readonly ItemView[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Longest in its state first: what waits longest needs eyes most. */
export function inOrder(items: readonly ItemView[]): ItemView[] {
  return [...items].sort((a, b) => a.state_since_ms - b.state_since_ms);
}
