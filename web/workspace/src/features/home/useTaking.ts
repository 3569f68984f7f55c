/** Opens the agent's own work in a session and picks what waits, and brings the agent there. */

import { codeOf } from "../../api";
import { type Command, useLink } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { useSessions } from "../sessions";

/** Return what is done with a work item, by its conversation's id. */
export function useTaking() {
  const { connection } = useLink();
  const sessions = useSessions();
  const open = useAgent((state) => state.sessions);
  async function take(id: string, command: Command) {
    sessions.await(id);
    try {
      await connection.do(command);
    } catch (reason) {
      sessions.stopAwaiting(id);
      showToast("warning", refusalMessage(codeOf(reason)));
    }
  }
  return {
    open: (id: string) => {
      if (open.some((session) => session.conversation_id === id)) sessions.await(id);
      else void take(id, { name: "reopen_conversation", conversation_id: id });
    },
    pick: (id: string) => void take(id, { name: "pick_conversation", conversation_id: id }),
  };
}
