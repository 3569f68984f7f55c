/** Keeps every open conversation outside components, so that switching sessions loses nothing. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { fetchOlder, type Http } from "../../api";
import type { Connection } from "../../realtime";
import { addOlder, applyEntry, NO_TALK, type Talk, TYPING_SHOWN_MS, takeSnapshot } from "./talk";

export class Talks {
  /** By conversation id. */
  readonly store = createStore<Record<string, Talk>>(() => ({}));
  private readonly leaves = new Map<string, () => void>();
  private readonly loading = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly http: Http,
  ) {
    connection.onTyping(({ conversation_id, author }) => {
      if (author.role === "customer") this.noteTyping(conversation_id);
    });
  }

  follow(conversationId: string): void {
    if (this.leaves.has(conversationId)) return;
    const leave = this.connection.subscribe(`conversation:${conversationId}`, {
      snapshot: ({ body }) => {
        if (body.of === "conversation") this.change(conversationId, (talk) => takeSnapshot(talk, body));
      },
      event: (frame) => this.change(conversationId, (talk) => applyEntry(talk, frame)),
      ended: (code) => {
        this.leaves.delete(conversationId);
        this.change(conversationId, (talk) => ({ ...talk, endedCode: code }));
      },
    });
    this.leaves.set(conversationId, leave);
  }

  /** Stop following; the transcript stays for the page that may still show it. */
  leave(conversationId: string): void {
    this.leaves.get(conversationId)?.();
    this.leaves.delete(conversationId);
  }

  forget(conversationId: string): void {
    this.leave(conversationId);
    const { [conversationId]: _, ...others } = this.store.getState();
    this.store.setState(others, true);
  }

  /**
   * Fetch one page of older entries; a second wish while one is under way is ignored.
   *
   * @throws Refusal
   */
  async loadOlder(conversationId: string): Promise<void> {
    const firstN = this.store.getState()[conversationId]?.entries[0]?.n;
    if (firstN === undefined || this.loading.has(conversationId)) return;
    this.loading.add(conversationId);
    try {
      const older = await fetchOlder(this.http, conversationId, firstN);
      this.change(conversationId, (talk) => addOlder(talk, older));
    } finally {
      this.loading.delete(conversationId);
    }
  }

  private noteTyping(conversationId: string): void {
    if (!this.leaves.has(conversationId)) return;
    const untilMs = this.connection.nowMs() + TYPING_SHOWN_MS;
    this.change(conversationId, (talk) => ({ ...talk, typingUntilMs: untilMs }));
    this.connection.after(TYPING_SHOWN_MS, () => {
      this.change(conversationId, (talk) =>
        talk.typingUntilMs > untilMs ? talk : { ...talk, typingUntilMs: 0 },
      );
    });
  }

  private change(conversationId: string, by: (talk: Talk) => Talk): void {
    const talk = this.store.getState()[conversationId] ?? NO_TALK;
    this.store.setState({ [conversationId]: by(talk) });
  }
}

const TalksContext = createContext<Talks | null>(null);

export const TalksProvider = TalksContext.Provider;

export function useTalks(): Talks {
  const talks = useContext(TalksContext);
  if (talks === null) throw new Error("no conversations here");
  return talks;
}

export function useTalk(conversationId: string): Talk {
  return useStore(useTalks().store, (all) => all[conversationId] ?? NO_TALK);
}
