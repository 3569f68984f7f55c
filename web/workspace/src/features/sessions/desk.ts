/** Keeps the session panel outside components and tells the server what was looked at. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { SessionView } from "../../api";
import { type Connection, type Keep, type Outbox, WISH_KEPT_MS } from "../../realtime";
import { dismissLeadingTo } from "../../ui";
import type { AgentDesk } from "../agent";
import { newestN, type Talks, unreadCount } from "../conversations";
import type { Drafts } from "../drafts";
import type { TabsDesk } from "../tabs";
import { keepLost, keptLost } from "./lost";
import * as rules from "./panel";
import { FIRST_PANEL, isFocused, type LostSession, type Panel, readUpTo } from "./panel";

export interface SessionPorts {
  userId: string;
  connection: Connection;
  agent: AgentDesk;
  talks: Talks;
  drafts: Drafts;
  tabs: TabsDesk;
  outbox: Outbox;
  /** Of this tab: a reload shows the same session again. */
  keep: Keep;
}

const SELECTED_KEY = "cordboard.selected";

export class SessionDesk {
  readonly store;
  private lastSent = "";
  private cancelAwaited = () => {};

  constructor(private readonly ports: SessionPorts) {
    const selected = ports.keep.getItem(SELECTED_KEY) ?? FIRST_PANEL.selected;
    const lost = keptLost(ports.keep, ports.userId);
    this.store = createStore<Panel>(() => ({ ...FIRST_PANEL, selected, lost }));
    // What was typed there is in this browser; the server has nothing to add.
    for (const { conversation_id } of lost) this.showDraft(conversation_id);
    ports.tabs.follow(lost);
    ports.agent.store.subscribe((now, before) => {
      if (now.sessions !== before.sessions) this.onSessions(before.sessions, now.sessions);
    });
    ports.agent.onEntry((body) => {
      if (body.kind === "session_closed") this.onClosed(body.session_id, body.reason);
    });
    ports.talks.store.subscribe(() => this.markRead());
    ports.talks.onScreen.subscribe(() => this.markRead());
    this.store.subscribe(() => this.markRead());
    ports.connection.onWelcome(() => {
      this.lastSent = "";
      this.markRead();
    });
  }

  select(id: string): void {
    this.change((panel) => rules.select(panel, id));
  }

  /** Show the session `step` places further down the panel. */
  step(step: 1 | -1): void {
    this.change((panel) => rules.select(panel, rules.neighbour(panel, this.sessions(), step)));
  }

  /** Show the next session with something unread, if there is one. */
  selectUnread(): void {
    const panel = this.store.getState();
    const id = rules.nextUnread(panel, this.sessions(), (one) => this.unread(one) > 0);
    if (id !== null) this.select(id);
  }

  /**
   * Give a session a place among the open ones, counted from 0; an order that is there already is not sent.
   *
   * @throws Refusal
   */
  async move(id: string, to: number): Promise<void> {
    const ids = this.sessions().map((one) => one.id);
    const moved = rules.moved(ids, id, to);
    if (moved !== ids) await this.ports.agent.arrange(moved);
  }

  /** Return how many messages of a session nobody has seen. */
  unread(session: SessionView): number {
    const panel = this.store.getState();
    const talk = this.ports.talks.store.getState()[session.conversation_id];
    if (talk === undefined || this.isRead(session)) return 0;
    return unreadCount(talk, readUpTo(panel, session));
  }

  /** Show the session of a conversation now, or as soon as it is there, within a minute. */
  await(conversationId: string): void {
    const session = this.sessions().find((one) => one.conversation_id === conversationId);
    if (session !== undefined) {
      this.select(session.id);
      return;
    }
    this.change((panel) => ({ ...panel, awaited: conversationId }));
    this.cancelAwaited();
    this.cancelAwaited = this.ports.connection.after(WISH_KEPT_MS, () => this.stopAwaiting(conversationId));
  }

  stopAwaiting(conversationId: string): void {
    this.change((panel) => (panel.awaited === conversationId ? { ...panel, awaited: null } : panel));
  }

  setVisible(visible: boolean): void {
    this.change((panel) => (panel.visible === visible ? panel : { ...panel, visible }));
  }

  /**
   * Press X, after the confirmation.
   *
   * @throws Refusal
   */
  async close(session: SessionView): Promise<void> {
    this.change((panel) => ({ ...panel, closing: [...panel.closing, session.id] }));
    try {
      await this.ports.connection.do({ name: "close_session", session_id: session.id });
      // Closed for good: nothing typed there can be sent any more.
      if (session.item.state === "wrap_up") this.ports.drafts.forget(session.conversation_id);
    } catch (reason) {
      this.change((panel) => ({ ...panel, closing: panel.closing.filter((id) => id !== session.id) }));
      throw reason;
    }
  }

  /** Take a lost session off the panel; its text is kept until `forget`. */
  dismiss(id: string): void {
    this.change((panel) => rules.dismiss(panel, id));
  }

  putBack(session: LostSession): void {
    this.change((panel) => rules.putBack(panel, session, this.sessions()));
  }

  /** Throw away what is left of a session that was dismissed, unless its conversation is here again. */
  forget(session: LostSession): void {
    const { conversation_id } = session;
    const here = [...this.sessions(), ...this.store.getState().lost];
    if (here.some((one) => one.conversation_id === conversation_id)) return;
    this.ports.drafts.forget(conversation_id);
    this.ports.talks.forget(conversation_id);
    this.keepTabs();
  }

  private onSessions(before: SessionView[], now: SessionView[]): void {
    const { talks, drafts, tabs } = this.ports;
    tabs.follow(now);
    this.change((panel) => rules.follow(panel, { before, after: now, hasText: (id) => this.hasText(id) }));
    for (const { conversation_id } of now) {
      talks.follow(conversation_id);
      drafts.open(conversation_id);
    }
    for (const { conversation_id } of before) {
      if (now.some((one) => one.conversation_id === conversation_id)) continue;
      drafts.close(conversation_id);
      if (this.store.getState().lost.some((one) => one.conversation_id === conversation_id)) continue;
      talks.forget(conversation_id);
    }
    this.keepTabs();
  }

  /** A lost session keeps its pages until it is off the panel: something may be typed in them. */
  private keepTabs(): void {
    const { lost } = this.store.getState();
    this.ports.tabs.keepOnly(new Set([...this.sessions(), ...lost].map((one) => one.id)));
  }

  private onClosed(id: string, reason: string): void {
    this.change((panel) => rules.explain(panel, id, reason));
  }

  private showDraft(conversationId: string): void {
    this.ports.drafts.open(conversationId);
    this.ports.drafts.close(conversationId);
  }

  /** Typed and not sent, or sent and not taken: both are lost from sight with their session. */
  private hasText(conversationId: string): boolean {
    const { drafts, outbox } = this.ports;
    const waits = outbox.state.getState().messages.some((one) => one.conversationId === conversationId);
    return waits || drafts.hasText(conversationId);
  }

  /** Somebody sees its transcript: what comes in is read. Minimised it is not. */
  private isRead(session: SessionView): boolean {
    const isDrawn = this.ports.talks.onScreen.getState().id === session.conversation_id;
    return isDrawn && isFocused(this.store.getState(), session.id);
  }

  /** Say which session is looked at and up to where, whenever that changes (mission S16). */
  private markRead(): void {
    const panel = this.store.getState();
    const session = this.sessions().find((one) => isFocused(panel, one.id));
    if (session === undefined) return;
    const talk = this.ports.talks.store.getState()[session.conversation_id];
    if (talk?.view == null) return;
    const n = Math.max(this.isRead(session) ? newestN(talk) : 0, readUpTo(panel, session));
    const mark = `${session.id} ${n}`;
    if (mark === this.lastSent) return;
    this.lastSent = mark;
    this.change((now) => ({ ...now, read: { ...now.read, [session.id]: n } }));
    this.tellRead(session.id, n);
  }

  private tellRead(sessionId: string, n: number): void {
    const { connection } = this.ports;
    // Offline it is not kept: after the next welcome the newest mark goes out.
    if (connection.state.getState().status === "offline") return;
    connection.do({ name: "focus_session", session_id: sessionId, read_up_to: n }).catch(() => {
      // The session was closed in between: nothing is left to be read.
    });
  }

  /** Whoever is there needs no toast that leads there. */
  private clearWays(id: string): void {
    const session = this.sessions().find((one) => one.id === id);
    if (session !== undefined) dismissLeadingTo(session.conversation_id);
  }

  private sessions(): SessionView[] {
    return this.ports.agent.store.getState().sessions;
  }

  private change(by: (panel: Panel) => Panel): void {
    const before = this.store.getState();
    const after = by(before);
    if (after === before) return;
    if (after.selected !== before.selected) this.ports.keep.setItem(SELECTED_KEY, after.selected);
    if (after.lost !== before.lost) keepLost(this.ports.keep, this.ports.userId, after.lost);
    this.store.setState(after);
    if (after.shown !== before.shown) this.clearWays(after.selected);
  }
}

const SessionsContext = createContext<SessionDesk | null>(null);

export const SessionsProvider = SessionsContext.Provider;

export function useSessions(): SessionDesk {
  const desk = useContext(SessionsContext);
  if (desk === null) throw new Error("no sessions here");
  return desk;
}

export function usePanel<T>(choose: (panel: Panel) => T): T {
  return useStore(useSessions().store, choose);
}
