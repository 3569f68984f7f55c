/** Brings work to the agent and the agent to it: opens what is theirs, picks what waits. */

import { codeOf, UNREACHABLE } from "../../api";
import type { Command, Connection } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import type { AgentDesk } from "../agent";
import type { SessionDesk } from "../sessions";

export interface WorkPorts {
  agent: AgentDesk;
  sessions: SessionDesk;
  connection: Connection;
}

/** Show the conversation's session; where there is none, open one. It may have gone to others meanwhile. */
export async function openWork(ports: WorkPorts, conversationId: string): Promise<void> {
  const { agent, sessions } = ports;
  if (agent.store.getState().sessions.some((one) => one.conversation_id === conversationId))
    sessions.await(conversationId);
  else await ask(ports, { name: "reopen_conversation", conversation_id: conversationId });
}

/** Take a conversation that waits, unless somebody else was faster. */
export async function pickWork(ports: WorkPorts, conversationId: string): Promise<void> {
  await ask(ports, { name: "pick_conversation", conversation_id: conversationId });
}

type Asked = Extract<Command, { name: "reopen_conversation" | "pick_conversation" }>;

/** Ask, and show the session as soon as it is there. */
async function ask({ sessions, connection }: WorkPorts, command: Asked): Promise<void> {
  // Done later, it would take the agent away from what they do then.
  if (connection.state.getState().status === "offline")
    return showToast("warning", refusalMessage(UNREACHABLE));
  sessions.await(command.conversation_id);
  try {
    await connection.do(command);
  } catch (reason) {
    sessions.stopAwaiting(command.conversation_id);
    showToast("warning", refusalMessage(codeOf(reason)));
  }
}
