/** Lets the agent discard messages that were refused, and take that back while a toast offers it. */

import { msg } from "@lingui/core/macro";
import { createContext, useContext } from "react";
import { createStore } from "zustand/vanilla";
import type { Outbox } from "../../realtime";
import { showToast } from "../../ui";

export class Discarding {
  /** Ids of messages that were discarded and can still be taken back. */
  readonly store = createStore<{ ids: readonly string[] }>(() => ({ ids: [] }));

  constructor(private readonly outbox: Outbox) {}

  /** The message only goes for good when the toast with Undo has gone. */
  discard(id: string): void {
    this.store.setState(({ ids }) => ({ ids: [...ids, id] }));
    showToast("info", msg`The message was discarded.`, {
      name: msg`Undo`,
      run: () => this.putBack(id),
      otherwise: () => {
        this.outbox.discard(id);
        this.putBack(id);
      },
    });
  }

  private putBack(id: string): void {
    this.store.setState(({ ids }) => ({ ids: ids.filter((one) => one !== id) }));
  }
}

const DiscardingContext = createContext<Discarding | null>(null);

export const DiscardingProvider = DiscardingContext.Provider;

export function useDiscarding(): Discarding {
  const discarding = useContext(DiscardingContext);
  if (discarding === null) throw new Error("nothing is discarded here");
  return discarding;
}
