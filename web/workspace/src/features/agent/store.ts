/** Keeps the agent's state outside components, fed by the agent's stream. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { codeOf, type Event } from "../../api";
import { type Connection, UNANSWERED, whenLive } from "../../realtime";
import {
  type AgentState,
  apply,
  arrange,
  fromSnapshot,
  isStillWanted,
  NOTHING_YET,
  placed,
  settle,
} from "./state";

export interface AgentDesk {
  store: StoreApi<AgentState>;
  /**
   * Put the sessions of the panel into this order, here at once.
   *
   * @throws Refusal when the server did not; then they stand as before.
   */
  arrange(sessionIds: readonly string[]): Promise<void>;
  /** Hear each entry, with the state before it. */
  onEntry(listener: (body: Event["body"], before: AgentState) => void): () => void;
}

/** Follow `agent:<id>` for as long as the connection lives. */
export function openAgentDesk(connection: Connection, agentId: string): AgentDesk {
  const store = createStore<AgentState>(() => NOTHING_YET);
  const listeners = new Set<(body: Event["body"], before: AgentState) => void>();
  connection.subscribe(`agent:${agentId}`, {
    snapshot: ({ body }) => body.of === "agent" && store.setState(fromSnapshot(body, store.getState())),
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
    arrange: arranging(store, connection),
    onEntry: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Order = readonly string[];

function arranging(store: StoreApi<AgentState>, connection: Connection): AgentDesk["arrange"] {
  /** In which the server may have the sessions before it does what was asked for last. */
  let before: Order[] = [];

  async function ask(sessionIds: Order, orders: Order[]): Promise<void> {
    try {
      await connection.do({ name: "arrange_sessions", session_ids: [...sessionIds] }, "once");
    } catch (reason) {
      if (codeOf(reason) !== UNANSWERED) throw reason;
      await whenLive(connection);
      if (isStillWanted(store.getState(), sessionIds, orders)) await ask(sessionIds, orders);
    }
  }

  return async (sessionIds) => {
    const state = store.getState();
    before = state.arranged === null ? [placed(state)] : [...before, state.arranged];
    store.setState(arrange(state, sessionIds));
    try {
      await ask(sessionIds, before);
    } finally {
      store.setState(settle(store.getState(), sessionIds));
    }
  };
}

const AgentContext = createContext<AgentDesk | null>(null);

export const AgentProvider = AgentContext.Provider;

/** Return the signed-in agent's state as a whole, for whoever looks at it later than when it is drawn. */
export function useAgentDesk(): AgentDesk {
  const desk = useContext(AgentContext);
  if (desk === null) throw new Error("this person is no agent");
  return desk;
}

/** Return a part of the signed-in agent's state. */
export function useAgent<T>(select: (state: AgentState) => T): T {
  return useStore(useAgentDesk().store, select);
}
