/** Says why an agent no longer has a conversation: by what the server said of it, else by its transcript. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Talk } from "./talk";

const CUSTOMER_ENDED = msg`The customer ended the conversation, and it is closed.`;
const SUPERVISOR_ENDED = msg`A supervisor ended the conversation.`;
const NOTHING_HAPPENED = msg`The conversation was closed because nothing happened for a long time.`;
const CUSTOMER_LOST = msg`The customer lost the connection, and the conversation is closed.`;
const BACK_IN_QUEUE = msg`The conversation went back to the queue.`;
const CLOSED = msg`The conversation is closed.`;
/** Also said where a transcript would be: who has lost a conversation may not fetch what was said. */
export const ELSEWHERE = msg`The conversation is no longer yours: it was closed or given to somebody else.`;

const BY_NOTICE: Record<string, MessageDescriptor> = {
  ended_by_customer: CUSTOMER_ENDED,
  ended_by_supervisor: SUPERVISOR_ENDED,
  ended_by_system: NOTHING_HAPPENED,
  customer_lost: CUSTOMER_LOST,
  agent_left: BACK_IN_QUEUE,
};

/** Of `session_closed` (`core.assignment.ClosureReason`, or "agent"); what says too little is left out. */
const BY_REASON: Record<string, MessageDescriptor> = {
  agent: msg`You closed this session on another page.`,
  agent_closed: msg`You closed this session on another page.`,
  agent_disconnected: msg`Your connection was away too long, and the conversation went back to the queue.`,
  agent_re_routed: msg`The conversation was given to somebody else.`,
  agent_end_conversation: msg`You ended the conversation on another page, and it is closed.`,
  agent_moved_conversation_to_waiting: msg`The conversation waits for the customer. It comes back when they write.`,
  customer_end_conversation: CUSTOMER_ENDED,
  customer_disconnect: CUSTOMER_LOST,
  auto_close: NOTHING_HAPPENED,
  force_close: SUPERVISOR_ENDED,
};

export function whyLost(talk: Talk, reason?: string | null): MessageDescriptor {
  const told = BY_REASON[reason ?? ""] ?? BY_NOTICE[lastNotice(talk)];
  return told ?? (talk.view?.status === "ended" ? CLOSED : ELSEWHERE);
}

/** Return why a session was closed whose transcript may be gone. */
export function whyClosed(reason: string): MessageDescriptor {
  return BY_REASON[reason] ?? ELSEWHERE;
}

function lastNotice(talk: Talk): string {
  const line = talk.lines.findLast(({ kind }) => kind === "notice");
  return line?.kind === "notice" ? line.code : "";
}
