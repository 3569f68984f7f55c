/** Keeps every open conversation outside components, so that switching sessions loses nothing. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { type Event, fetchOlder, type Http, type TalkSnapshot } from "../../api";
import type { Connection } from "../../realtime";
import { EarlierTalks } from "./earlier";
import { Marking } from "./marking";
import {
  addOlder,
  applyEntry,
  isFromAgent,
  isFromCustomer,
  NO_TALK,
  type Talk,
  TYPING_SHOWN_MS,
  takeSnapshot,
  trimmed,
  unreadCount,
  withMarks,
} from "./talk";
import type { Place } from "./windowing";

/** Hears messages of one side as they come in. */
type Heard = (conversationId: string, event: Event) => void;

export class Talks {
  /** By conversation id. */
  readonly store = createStore<Record<string, Talk>>(() => ({}));
  readonly earlier: EarlierTalks;
  /** Conversation whose transcript is drawn, not minimised or behind another tab; null for none. */
  readonly onScreen = createStore<{ id: string | null }>(() => ({ id: null }));
  /** Where somebody was reading in each transcript when they left it for another. */
  readonly places = new Map<string, Place>();
  private readonly leaves = new Map<string, () => void>();
  private readonly loading = new Set<string>();
  private readonly listeners = new Set<Heard>();
  private readonly ownListeners = new Set<Heard>();
  private readonly marking: Marking;
  private shown: string | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly http: Http,
  ) {
    this.earlier = new EarlierTalks(http);
    this.marking = new Marking({
      send: (frame) => connection.mention(frame),
      after: (delayMs, run) => connection.after(delayMs, run),
    });
    connection.onWelcome(() => this.marking.again());
    connection.onTyping(({ conversation_id, author }) => {
      if (author.role === "customer") this.noteTyping(conversation_id);
    });
    connection.onMarks(({ conversation_id, marks }) => {
      if (this.leaves.has(conversation_id)) this.change(conversation_id, (talk) => withMarks(talk, marks));
    });
  }

  follow(conversationId: string): void {
    if (this.leaves.has(conversationId)) return;
    const leave = this.connection.subscribe(`conversation:${conversationId}`, {
      snapshot: ({ body }) => {
        if (body.of === "conversation") this.takeAll(conversationId, body);
      },
      event: (frame) => this.take(conversationId, frame),
      ended: (code) => {
        this.leaves.delete(conversationId);
        this.change(conversationId, (talk) => ({ ...talk, endedCode: code }));
      },
    });
    this.leaves.set(conversationId, leave);
  }

  /** Remember where somebody was reading; null for the end, and nothing of what was forgotten meanwhile. */
  leaveAt(conversationId: string, place: Place | null): void {
    if (place === null || !(conversationId in this.store.getState())) this.places.delete(conversationId);
    else this.places.set(conversationId, place);
  }

  /** Stop following; the transcript stays for the page that may still show it. */
  leave(conversationId: string): void {
    this.leaves.get(conversationId)?.();
    this.leaves.delete(conversationId);
  }

  forget(conversationId: string): void {
    this.leave(conversationId);
    this.places.delete(conversationId);
    this.earlier.forget(conversationId);
    this.marking.forget(conversationId);
    const { [conversationId]: _, ...others } = this.store.getState();
    this.store.setState(others, true);
  }

  /** A page shows this conversation now; the answer says that it no longer does. */
  show(conversationId: string): () => void {
    this.shown = conversationId;
    return () => {
      if (this.shown === conversationId) this.shown = null;
      // Somebody who reads far up shall find the lines again.
      if (this.places.has(conversationId) || !(conversationId in this.store.getState())) return;
      this.change(conversationId, (talk) => trimmed(talk, 0));
    };
  }

  isShown(conversationId: string): boolean {
    return this.shown === conversationId;
  }

  /** The transcript of this conversation is drawn now; the answer says that it no longer is. */
  draw(conversationId: string): () => void {
    this.onScreen.setState({ id: conversationId });
    return () => {
      if (this.onScreen.getState().id === conversationId) this.onScreen.setState({ id: null });
    };
  }

  /** Somebody sees the shown transcript up to `seenN`; everything up to `lastN` is on the page. */
  see(conversationId: string, seenN: number, lastN: number): void {
    const { [conversationId]: talk } = this.store.getState();
    if (talk === undefined || lastN === 0) return;
    const read = Math.max(seenN, talk.seenN);
    if (read !== talk.seenN) this.change(conversationId, (now) => ({ ...now, seenN: read }));
    this.marking.note(conversationId, lastN, read);
  }

  /** Hear each of the customers' messages. */
  onHeard(listener: Heard): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hear each of this side's messages, from whichever page it was sent. */
  onWritten(listener: Heard): () => void {
    this.ownListeners.add(listener);
    return () => this.ownListeners.delete(listener);
  }

  /**
   * Fetch one page of older entries; a second wish while one is under way is ignored.
   *
   * @throws Refusal
   */
  async loadOlder(conversationId: string): Promise<void> {
    const talk = this.store.getState()[conversationId];
    if (talk === undefined || talk.firstN === 0 || this.loading.has(conversationId)) return;
    this.loading.add(conversationId);
    try {
      const older = await fetchOlder(this.http, conversationId, talk.firstN);
      // While it was on its way the lines may have become others; then it does not fit any more.
      this.change(conversationId, (now) => (now.firstN === talk.firstN ? addOlder(now, older) : now));
    } finally {
      this.loading.delete(conversationId);
    }
  }

  private takeAll(conversationId: string, body: TalkSnapshot): void {
    const knownN = this.store.getState()[conversationId]?.lastN ?? 0;
    this.change(conversationId, (talk) => takeSnapshot(talk, body));
    // The first snapshot is history; in a later one is what was missed.
    const missed = knownN === 0 ? [] : body.entries.filter((entry) => entry.n > knownN);
    for (const entry of missed) this.tellWritten(conversationId, entry);
  }

  private tellWritten(conversationId: string, frame: Event): void {
    if (!isFromAgent(frame)) return;
    for (const listener of this.ownListeners) listener(conversationId, frame);
  }

  private take(conversationId: string, frame: Event): void {
    const isShown = this.isShown(conversationId) || this.places.has(conversationId);
    this.change(conversationId, (talk) => {
      const now = applyEntry(talk, frame);
      return isShown ? now : trimmed(now);
    });
    this.tellWritten(conversationId, frame);
    if (!isFromCustomer(frame)) return;
    for (const listener of this.listeners) listener(conversationId, frame);
  }

  private noteTyping(conversationId: string): void {
    if (!this.leaves.has(conversationId)) return;
    const untilMs = this.connection.nowMs() + TYPING_SHOWN_MS;
    this.change(conversationId, (talk) => ({ ...talk, typingUntilMs: untilMs }));
    this.connection.after(TYPING_SHOWN_MS, () => {
      // Forgotten meanwhile: nothing of it may come back.
      if (!(conversationId in this.store.getState())) return;
      this.change(conversationId, (talk) =>
        talk.typingUntilMs > untilMs ? talk : { ...talk, typingUntilMs: 0 },
      );
    });
  }

  private change(conversationId: string, by: (talk: Talk) => Talk): void {
    const talk = this.store.getState()[conversationId] ?? NO_TALK;
    const after = by(talk);
    if (after !== talk) this.store.setState({ [conversationId]: after });
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

/** Return a conversation's unread messages; whoever draws it is drawn again only when their count changes. */
export function useUnreadCount(conversationId: string, readUpTo: number): number {
  return useStore(useTalks().store, (all) => unreadCount(all[conversationId] ?? NO_TALK, readUpTo));
}

/** Return whether the transcript of this conversation is drawn. */
export function useIsOnScreen(conversationId: string): boolean {
  return useStore(useTalks().onScreen, ({ id }) => id === conversationId);
}

/** Return how many of the customer's messages came while the transcript was out of sight. */
export function useUnseenCount(conversationId: string): number {
  return useStore(useTalks().store, (all) => {
    const talk = all[conversationId] ?? NO_TALK;
    return unreadCount(talk, Math.max(talk.seenN, talk.marks.agent_read));
  });
}

/** Return whether the customer is typing. */
export function useIsTyping(conversationId: string): boolean {
  return useStore(useTalks().store, (all) => (all[conversationId]?.typingUntilMs ?? 0) > 0);
}
