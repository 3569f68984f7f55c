/** Says how an offer ended that this agent did not answer. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** Return what a toast says, null for an answer of the agent's own: they know. */
export function outcomeText(outcome: string, title: string): MessageDescriptor | null {
  switch (outcome) {
    case "accepted":
    case "rejected":
      return null;
    case "timed_out":
      return msg`${title}: the time to answer is over; the conversation is offered to others.`;
    case "not_displayed":
      return msg`${title}: the offer could not be shown to you in time and went to others.`;
    case "agent_gone":
      return msg`${title}: the offer was taken back while you were not connected.`;
    case "withdrawn":
      return msg`${title}: the offer was taken back, for you no longer serve its queue.`;
    case "conversation_closed":
      return msg`${title}: the customer left before you answered.`;
    case "assigned":
    case "assigned_unseen":
      return msg`${title} was assigned to you.`;
    default:
      return msg`${title}: the offer is over.`;
  }
}

/** Return whether the conversation became the agent's without an answer. */
export function isAssignment(outcome: string): boolean {
  return outcome === "assigned" || outcome === "assigned_unseen";
}
