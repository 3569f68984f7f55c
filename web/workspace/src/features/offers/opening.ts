/** Opens work that is the agent's already. */

import { codeOf } from "../../api";
import type { Connection } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import type { AgentDesk } from "../agent";
import type { SessionDesk } from "../sessions";

export interface WorkPorts {
  agent: AgentDesk;
  sessions: SessionDesk;
  connection: Connection;
}

/** Show the conversation's session; where there is none, open one. It may have gone to others meanwhile. */
export async function openWork(
  { agent, sessions, connection }: WorkPorts,
  conversationId: string,
): Promise<void> {
  sessions.await(conversationId);
  if (agent.store.getState().sessions.some((one) => one.conversation_id === conversationId)) return;
  try {
    await connection.do({ name: "reopen_conversation", conversation_id: conversationId });
  } catch (reason) {
    sessions.stopAwaiting(conversationId);
    showToast("warning", refusalMessage(codeOf(reason)));
  }
}
