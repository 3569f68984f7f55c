/** Keeps the agent's state outside components, fed by the agent's stream. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Event } from "../../api";
import type { Connection } from "../../realtime";
import { type AgentState, apply, fromSnapshot, NOTHING_YET } from "./state";

export interface AgentDesk {
  store: StoreApi<AgentState>;
  /** Hear each entry, with the state before it. */
  onEntry(listener: (body: Event["body"], before: AgentState) => void): () => void;
}

/** Follow `agent:<id>` for as long as the connection lives. */
export function openAgentDesk(connection: Connection, agentId: string): AgentDesk {
  const store = createStore<AgentState>(() => NOTHING_YET);
  const listeners = new Set<(body: Event["body"], before: AgentState) => void>();
  connection.subscribe(`agent:${agentId}`, {
    snapshot: ({ body }) => body.of === "agent" && store.setState(fromSnapshot(body)),
    event: ({ body }) => {
      const before = store.getState();
      store.setState(apply(before, body));
      for (const listener of listeners) listener(body, before);
    },
    // The person is no longer an agent; the next sign-in shows what they are now.
    ended: () => store.setState(NOTHING_YET),
  });
  return {
    store,
    onEntry: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const AgentContext = createContext<AgentDesk | null>(null);

export const AgentProvider = AgentContext.Provider;

/** Return a part of the signed-in agent's state. */
export function useAgent<T>(select: (state: AgentState) => T): T {
  const desk = useContext(AgentContext);
  if (desk === null) throw new Error("this person is no agent");
  return useStore(desk.store, select);
}
