/** Hands the drafts to components. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { type Draft, NO_DRAFT } from "./draft";
import type { Drafts } from "./drafts";

const DraftsContext = createContext<Drafts | null>(null);

export const DraftsProvider = DraftsContext.Provider;

export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext);
  if (drafts === null) throw new Error("no drafts here");
  return drafts;
}

export function useDraft(conversationId: string): Draft {
  return useStore(useDrafts().store, (all) => all[conversationId] ?? NO_DRAFT);
}
