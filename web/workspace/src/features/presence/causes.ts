/** Says in a sentence why a presence changed and whose doing that was, for the presence history. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { PresenceChangeShown } from "../../api";
import { neutral } from "../customers";

type Change = Pick<PresenceChangeShown, "cause" | "by" | "by_name">;

const TEXTS: Record<string, (name: string) => MessageDescriptor> = {
  agent: () => msg`You chose it.`,
  supervisor: (name) => msg`${name} set it.`,
  reset: (name) => msg`${name} reset it.`,
  missed: () => msg`You missed an offer.`,
  rejected: () => msg`You rejected an offer.`,
  session_limit: () => msg`You had as many sessions open as allowed.`,
  load: () => msg`Work came or went.`,
  arrived: () => msg`You signed in, or came back after a longer time.`,
  restored: () => msg`You were back in time, and everything is as before.`,
  gone: () => msg`Your last page was closed, or the connection was lost.`,
  restore_over: () => msg`You were not back in time.`,
  configured: () => msg`An administrator changed settings.`,
};

/** What the agent did themself is said otherwise than when the system or somebody else did. */
const BY_ONESELF: Record<string, MessageDescriptor> = {
  reset: msg`You reset it.`,
  gone: msg`You signed out.`,
};

/** Return the sentence for the agent whose history it is. */
export function causeText({ cause, by, by_name }: Change, agentId: string): MessageDescriptor {
  const own = by === `user:${agentId}` ? BY_ONESELF[cause] : undefined;
  return own ?? TEXTS[cause]?.(neutral(by_name)) ?? msg`The system changed it.`;
}
