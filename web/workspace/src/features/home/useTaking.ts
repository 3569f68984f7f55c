/** Lets Home open the agent's own work and pick what waits. */

import { useLink } from "../../realtime";
import { useAgentDesk } from "../agent";
import { openWork, pickWork } from "../offers";
import { useSessions } from "../sessions";

/** Return what is done with a work item, by its conversation's id. */
export function useTaking() {
  const { connection } = useLink();
  const ports = { agent: useAgentDesk(), sessions: useSessions(), connection };
  return {
    open: (id: string) => void openWork(ports, id),
    pick: (id: string) => void pickWork(ports, id),
  };
}
