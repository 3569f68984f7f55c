/** Hands the drafts to components. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { type Draft, NO_DRAFT } from "./draft";
import type { Drafts } from "./drafts";
import type { FieldDrafts } from "./field";
import type { Field } from "./kept";

const DraftsContext = createContext<Drafts | null>(null);

export const DraftsProvider = DraftsContext.Provider;

export function useDrafts(field: Field): FieldDrafts {
  const drafts = useContext(DraftsContext);
  if (drafts === null) throw new Error("no drafts here");
  return drafts[field];
}

export function useDraft(conversationId: string, field: Field): Draft {
  return useStore(useDrafts(field).store, (all) => all[conversationId] ?? NO_DRAFT);
}
