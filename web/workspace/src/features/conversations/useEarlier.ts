/** Hands earlier conversations to components, and looks them up when they are first drawn. */

import { useEffect } from "react";
import { useStore } from "zustand";
import type { EarlierConversations } from "../../api";
import { type Fetched, keyOf, NOT_YET } from "./earlier";
import { useTalks } from "./store";
import type { Talk } from "./talk";

export function useEarlier(conversationId: string): Fetched<EarlierConversations> {
  const { earlier } = useTalks();
  useEffect(() => earlier.open(conversationId), [earlier, conversationId]);
  return useStore(earlier.store, ({ lists }) => lists[conversationId] ?? NOT_YET);
}

export function useEarlierTalk(conversationId: string, earlierId: string): Fetched<Talk> {
  const { earlier } = useTalks();
  useEffect(() => earlier.openTalk(conversationId, earlierId), [earlier, conversationId, earlierId]);
  return useStore(earlier.store, ({ talks }) => talks[keyOf(conversationId, earlierId)] ?? NOT_YET);
}
