/** Keeps the open work of the agent's queues, fed by `queue:<id>`. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Event, ItemView } from "../../api";
import { type Connection, StreamSet } from "../../realtime";
import { put, without } from "../../ui";

export type OpenWork = Record<string, ItemView[]>;

const PREFIX = "queue:";

export function applyToQueue(items: ItemView[], body: Event["body"]): ItemView[] {
  if (body.kind === "item") return put(items, body.item);
  if (body.kind === "item_gone") return without(items, body.conversation_id);
  return items;
}

export interface FollowedQueues {
  store: StoreApi<OpenWork>;
  /** Follow exactly these from now on. */
  follow(queueIds: readonly string[]): void;
}

export function followQueues(connection: Connection): FollowedQueues {
  const store = createStore<OpenWork>(() => ({}));
  const streams = new StreamSet(connection, (stream) => {
    const id = stream.slice(PREFIX.length);
    return {
      snapshot: ({ body }) => {
        if (body.of === "queue") store.setState({ [id]: body.items });
      },
      event: ({ body }) => store.setState((all) => ({ [id]: applyToQueue(all[id] ?? [], body) })),
      // No longer a member: its work is none of this agent's business.
      ended: () => store.setState((all) => withoutKey(all, id), true),
    };
  });
  return { store, follow: (queueIds) => streams.follow(queueIds.map((id) => `${PREFIX}${id}`)) };
}

function withoutKey(all: OpenWork, id: string): OpenWork {
  const { [id]: _, ...others } = all;
  return others;
}

const QueuesContext = createContext<StoreApi<OpenWork> | null>(null);

export const QueuesProvider = QueuesContext.Provider;

/** Return open work by queue id; a queue whose stream has not come yet is missing. */
export function useOpenWork(): OpenWork {
  const store = useContext(QueuesContext);
  if (store === null) throw new Error("no queues here");
  return useStore(store);
}
