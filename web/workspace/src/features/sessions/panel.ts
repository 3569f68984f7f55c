/** Decides which session is shown, and what stays on the screen when one is taken away. */

import type { SessionView } from "../../api";

export const HOME = "home";

/** A session that somebody else ended; it stays until the agent has read why: text may be left in it. */
export type LostSession = SessionView;

export interface Panel {
  /** HOME or the id of a session. */
  selected: string;
  expanded: boolean;
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
  expanded: true,
  awaited: null,
  closing: [],
  lost: [],
  read: {},
  visible: true,
};

export function select(panel: Panel, id: string): Panel {
  return { ...panel, selected: id, awaited: null };
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
  const lost = [...panel.lost, ...kept].filter((one) => !back.has(one.conversation_id));
  const closing = panel.closing.filter((id) => after.some((session) => session.id === id));
  return showAwaited(stayOnScreen({ ...panel, lost, closing }, after), after);
}

/** Take a lost session off the panel. */
export function dismiss(panel: Panel, id: string): Panel {
  const lost = panel.lost.filter((one) => one.id !== id);
  return { ...panel, lost, selected: panel.selected === id ? HOME : panel.selected };
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
