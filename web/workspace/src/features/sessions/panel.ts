/** Decides which session is shown, and what stays on the screen when one is taken away. */

import type { SessionView } from "../../api";

export const HOME = "home";

/** A session that somebody else ended; it stays until the agent has read why: text may be left in it. */
export interface LostSession extends SessionView {
  /** Of `session_closed`; null while or where the server did not say. */
  reason: string | null;
}

export interface Panel {
  /** HOME or the id of a session. */
  selected: string;
  /** How often something was asked to be shown: whoever looks at another page is brought here. */
  shown: number;
  /** Conversation whose session shall be shown as soon as it is there: just accepted, picked or opened. */
  awaited: string | null;
  /** Sessions whose X was confirmed on this page. */
  closing: string[];
  lost: LostSession[];
  /** Up to which number each session was read here; ahead of the server's until it answers. */
  read: Record<string, number>;
  /** Whether somebody can see this page. */
  visible: boolean;
}

export const FIRST_PANEL: Panel = {
  selected: HOME,
  shown: 0,
  awaited: null,
  closing: [],
  lost: [],
  read: {},
  visible: true,
};

export function select(panel: Panel, id: string): Panel {
  return { ...panel, selected: id, shown: panel.shown + 1, awaited: null };
}

/** Return the panel after the agent's sessions changed; `hasText` says where unsent text is left. */
export function follow(
  panel: Panel,
  change: { before: SessionView[]; after: SessionView[]; hasText: (conversationId: string) => boolean },
): Panel {
  const { before, after, hasText } = change;
  const gone = before.filter((session) => !after.some((one) => one.id === session.id));
  const kept = gone.filter((one) => isWorthKeeping(panel, one, hasText));
  // A conversation that came back has a session of its own again.
  const back = new Set(after.map((session) => session.conversation_id));
  const known = new Set(panel.lost.map((session) => session.id));
  const fresh = kept.filter((one) => !known.has(one.id)).map((one) => ({ ...one, reason: null }));
  const lost = [...panel.lost, ...fresh].filter((one) => !back.has(one.conversation_id));
  const closing = panel.closing.filter((id) => after.some((session) => session.id === id));
  const ids = new Set([...after, ...lost].map((session) => session.id));
  const read = Object.fromEntries(Object.entries(panel.read).filter(([id]) => ids.has(id)));
  return showAwaited(stayOnScreen({ ...panel, lost, closing, read }, after), after);
}

/** Note why a session was lost. */
export function explain(panel: Panel, id: string, reason: string): Panel {
  if (!panel.lost.some((one) => one.id === id)) return panel;
  return { ...panel, lost: panel.lost.map((one) => (one.id === id ? { ...one, reason } : one)) };
}

/** Take a lost session off the panel. */
export function dismiss(panel: Panel, id: string): Panel {
  const lost = panel.lost.filter((one) => one.id !== id);
  return { ...panel, lost, selected: panel.selected === id ? HOME : panel.selected };
}

/** Put a lost session back that was taken off by mistake, unless its conversation came back meanwhile. */
export function putBack(panel: Panel, session: LostSession, now: readonly SessionView[]): Panel {
  const others = [...now, ...panel.lost];
  if (others.some((one) => one.conversation_id === session.conversation_id)) return panel;
  return select({ ...panel, lost: [...panel.lost, session] }, session.id);
}

/** Return the entry `step` places further down, around the ends; Home is the first one. */
export function neighbour(panel: Panel, sessions: readonly SessionView[], step: 1 | -1): string {
  const ids = entriesOf(panel, sessions);
  const at = Math.max(0, ids.indexOf(panel.selected));
  return ids[(at + step + ids.length) % ids.length] ?? HOME;
}

/** Return the ids with one of them at place `to`, counted from 0; the same list where nothing moves. */
export function moved(ids: readonly string[], id: string, to: number): readonly string[] {
  const from = ids.indexOf(id);
  const place = Math.min(Math.max(to, 0), ids.length - 1);
  if (from < 0 || place === from) return ids;
  return ids.filter((one) => one !== id).toSpliced(place, 0, id);
}

/** Return the next entry with something unread after the selected one, around the end; null for none. */
export function nextUnread(
  panel: Panel,
  sessions: readonly SessionView[],
  isUnread: (session: SessionView) => boolean,
): string | null {
  const at = sessions.findIndex((one) => one.id === panel.selected) + 1;
  return [...sessions.slice(at), ...sessions.slice(0, at)].find(isUnread)?.id ?? null;
}

function entriesOf(panel: Panel, sessions: readonly SessionView[]): string[] {
  return [HOME, ...sessions.map((one) => one.id), ...panel.lost.map((one) => one.id)];
}

export function readUpTo(panel: Panel, session: SessionView): number {
  return Math.max(session.read_up_to, panel.read[session.id] ?? 0);
}

/** Looked at by somebody right now: what comes in is read (mission S16). */
export function isFocused(panel: Panel, sessionId: string): boolean {
  return panel.visible && panel.selected === sessionId;
}

function isWorthKeeping(panel: Panel, session: SessionView, hasText: (id: string) => boolean): boolean {
  if (panel.closing.includes(session.id)) return false;
  return panel.selected === session.id || hasText(session.conversation_id);
}

function stayOnScreen(panel: Panel, after: SessionView[]): Panel {
  const there = panel.selected === HOME || [...after, ...panel.lost].some((one) => one.id === panel.selected);
  return there ? panel : { ...panel, selected: HOME };
}

function showAwaited(panel: Panel, after: SessionView[]): Panel {
  const session = after.find((one) => one.conversation_id === panel.awaited);
  return session === undefined ? panel : select(panel, session.id);
}
