/** Keeps the earlier conversations that were looked up, so that switching back shows them at once. */

import { createStore } from "zustand/vanilla";
import { codeOf, type EarlierConversations, fetchEarlier, fetchEarlierEntries, type Http } from "../../api";
import { addOlder, NO_TALK, type Talk } from "./talk";

export interface Fetched<T> {
  /** Null until it came the first time. */
  value: T | null;
  loading: boolean;
  /** Code of the refusal of the last attempt; null when there was none. */
  failed: string | null;
}

export const NOT_YET = { value: null, loading: true, failed: null };

interface State {
  /** By the id of the conversation for whose customer they were looked up. */
  lists: Record<string, Fetched<EarlierConversations>>;
  /** By both conversations' ids. */
  talks: Record<string, Fetched<Talk>>;
}

export class EarlierTalks {
  readonly store = createStore<State>(() => ({ lists: {}, talks: {} }));

  constructor(private readonly http: Http) {}

  /** Fetch the list unless it is there, was refused or is on its way. */
  open(conversationId: string): void {
    if (this.store.getState().lists[conversationId] === undefined) void this.fetchList(conversationId);
  }

  /** Fetch the next page of the list, or try again what failed. */
  more(conversationId: string): void {
    if (!this.store.getState().lists[conversationId]?.loading) void this.fetchList(conversationId);
  }

  openTalk(conversationId: string, earlierId: string): void {
    const known = this.store.getState().talks[keyOf(conversationId, earlierId)];
    if (known === undefined) void this.fetchPage(conversationId, earlierId);
  }

  /** Fetch the next older page of a transcript, or the first again. */
  moreTalk(conversationId: string, earlierId: string): void {
    const known = this.store.getState().talks[keyOf(conversationId, earlierId)];
    if (!known?.loading) void this.fetchPage(conversationId, earlierId);
  }

  forget(conversationId: string): void {
    const { lists, talks } = this.store.getState();
    const { [conversationId]: _, ...others } = lists;
    const kept = Object.entries(talks).filter(([key]) => !key.startsWith(keyOf(conversationId, "")));
    this.store.setState({ lists: others, talks: Object.fromEntries(kept) });
  }

  private async fetchList(id: string): Promise<void> {
    const put = (list: Fetched<EarlierConversations>) =>
      this.store.setState(({ lists }) => ({ lists: { ...lists, [id]: list } }));
    const value = this.store.getState().lists[id]?.value ?? null;
    put({ value, loading: true, failed: null });
    try {
      const page = await fetchEarlier(this.http, id, value?.next ?? null);
      put({ value: withOlder(value, page), loading: false, failed: null });
    } catch (reason) {
      put({ value, loading: false, failed: codeOf(reason) });
    }
  }

  private async fetchPage(conversationId: string, earlierId: string): Promise<void> {
    const key = keyOf(conversationId, earlierId);
    const put = (talk: Fetched<Talk>) =>
      this.store.setState(({ talks }) => ({ talks: { ...talks, [key]: talk } }));
    const value = this.store.getState().talks[key]?.value ?? null;
    put({ value, loading: true, failed: null });
    try {
      const before = value === null || value.firstN === 0 ? null : value.firstN;
      const page = await fetchEarlierEntries(this.http, conversationId, earlierId, before);
      put({ value: addOlder(value ?? NO_TALK, page), loading: false, failed: null });
    } catch (reason) {
      put({ value, loading: false, failed: codeOf(reason) });
    }
  }
}

/** Return a list with its next page; what was asked for twice stands there once. */
export function withOlder(
  known: EarlierConversations | null,
  page: EarlierConversations,
): EarlierConversations {
  if (known === null) return page;
  const ids = new Set(known.earlier.map(({ id }) => id));
  return { earlier: [...known.earlier, ...page.earlier.filter(({ id }) => !ids.has(id))], next: page.next };
}

export function keyOf(conversationId: string, earlierId: string): string {
  return `${conversationId}/${earlierId}`;
}
