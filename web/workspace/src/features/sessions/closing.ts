/** Decides which thing the X will do, so that the confirmation can say it (mission S11, decision 3). */

import type { ItemView } from "../../api";

/** What happens to the conversation when its session is closed. */
export type Closing =
  /** Live chat: back to the queue, offered to others. */
  | "back to queue"
  /** Asynchronous: parked with this agent as Waiting. */
  | "parked"
  /** After End: closed for good. */
  | "closed"
  /** It is no longer this agent's work: only the tab goes. */
  | "only the tab";

export function closingOf(item: Pick<ItemView, "state" | "asynchronous">): Closing {
  if (item.state === "wrap_up") return "closed";
  if (item.state === "accepted") return item.asynchronous ? "parked" : "back to queue";
  return "only the tab";
}
