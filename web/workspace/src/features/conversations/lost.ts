/** Says why an agent no longer has a conversation, from the last thing that its transcript tells. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Talk } from "./talk";

const BY_NOTICE: Record<string, MessageDescriptor> = {
  ended_by_customer: msg`The customer ended the conversation, and it is closed.`,
  ended_by_supervisor: msg`A supervisor ended the conversation.`,
  ended_by_system: msg`The conversation was closed because nothing happened for a long time.`,
  customer_lost: msg`The customer lost the connection, and the conversation is closed.`,
  agent_left: msg`The conversation went back to the queue.`,
};

const CLOSED = msg`The conversation is closed.`;
const ELSEWHERE = msg`The conversation is no longer yours: it was closed or given to somebody else.`;

export function whyLost(talk: Talk): MessageDescriptor {
  const codes = talk.entries.flatMap(({ body }) => (body.kind === "notice" ? [body.code] : []));
  const told = BY_NOTICE[codes.at(-1) ?? ""];
  return told ?? (talk.view?.status === "ended" ? CLOSED : ELSEWHERE);
}
