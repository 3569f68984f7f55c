/** Keeps the floors of the queues that somebody supervises, fed by `floor:<queue>`. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Connection, StreamSet } from "../../realtime";
import { applyToFloor, EMPTY_FLOOR, type Floor, floorFrom } from "./floor";

export type Floors = Record<string, Floor>;

const PREFIX = "floor:";

export interface FollowedFloors {
  store: StoreApi<Floors>;
  /** Follow exactly these from now on. */
  follow(queueIds: readonly string[]): void;
}

export function followFloors(connection: Connection): FollowedFloors {
  const store = createStore<Floors>(() => ({}));
  const streams = new StreamSet(connection, (stream) => {
    const id = stream.slice(PREFIX.length);
    return {
      snapshot: ({ body }) => {
        if (body.of === "floor") store.setState({ [id]: floorFrom(body) });
      },
      event: ({ body }) => store.setState((all) => ({ [id]: applyToFloor(all[id] ?? EMPTY_FLOOR, body) })),
      // The right was lost: what was seen must not stay on the screen.
      ended: () => store.setState({ [id]: EMPTY_FLOOR }),
    };
  });
  return { store, follow: (queueIds) => streams.follow(queueIds.map((id) => `${PREFIX}${id}`)) };
}

const FloorsContext = createContext<StoreApi<Floors> | null>(null);

export const FloorsProvider = FloorsContext.Provider;

export function useFloor(queueId: string): Floor {
  const store = useContext(FloorsContext);
  if (store === null) throw new Error("nobody supervises here");
  return useStore(store, (all) => all[queueId] ?? EMPTY_FLOOR);
}
