/** Says how an offer ended that this agent did not answer. */

import type { MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";

/** Return what a toast says, null for an answer of the agent's own: they know. */
export function outcomeText(outcome: string, title: string): MessageDescriptor | null {
  switch (outcome) {
    case "accepted":
    case "rejected":
      return null;
    case "timed_out":
      return msg`${title}: the time to answer is over.`;
    case "not_displayed":
      return msg`${title}: no page of yours could show the offer in time, so it was taken back.`;
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

/** More names than this are a wall. */
const NAMED_LIMIT = 5;

/** Return what one toast says of several offers that ended without an answer. */
export function endedText(titles: readonly string[], language: string): MessageDescriptor {
  const named = titles.length > NAMED_LIMIT ? [...titles.slice(0, NAMED_LIMIT), "…"] : titles;
  const names = new Intl.ListFormat(language, { type: "unit" }).format(named);
  const count = titles.length;
  return msg`${plural(count, {
    one: "# offer ended before you answered",
    other: "# offers ended before you answered",
  })}: ${names}`;
}

/** Return whether the conversation became the agent's without an answer. */
export function isAssignment(outcome: string): boolean {
  return outcome === "assigned" || outcome === "assigned_unseen";
}
