/** Decides what an agent's own stream makes of the workspace: presence, offers, sessions, work items. */

import type { AgentSnapshot, AgentView, Event, ItemView, OfferView, SessionView } from "../../api";
import { put, without } from "../../ui";

export interface AgentState {
  /** Null until the first snapshot. */
  me: AgentView | null;
  offers: OfferView[];
  sessions: SessionView[];
  /** My work items: accepted, waiting and in wrap-up. */
  items: ItemView[];
}

export const NOTHING_YET: AgentState = { me: null, offers: [], sessions: [], items: [] };

export function fromSnapshot(body: AgentSnapshot): AgentState {
  return { me: body.me, offers: body.offers, sessions: body.sessions, items: body.items };
}

/** Return the state after one entry; entries of other streams change nothing. */
export function apply(state: AgentState, body: Event["body"]): AgentState {
  switch (body.kind) {
    case "me":
      return { ...state, me: body.me };
    case "offer":
      return { ...state, offers: put(state.offers, body.offer) };
    case "offer_ended":
      return { ...state, offers: without(state.offers, body.offer_id) };
    case "session":
      return { ...state, sessions: put(state.sessions, body.session) };
    case "session_closed":
      return { ...state, sessions: without(state.sessions, body.session_id) };
    case "item":
      return { ...state, items: put(state.items, body.item), sessions: shown(state.sessions, body.item) };
    case "item_gone":
      return { ...state, items: without(state.items, body.conversation_id) };
    default:
      return state;
  }
}

/** A session carries its work item: what is new about the item is new about the session. */
function shown(sessions: SessionView[], item: ItemView): SessionView[] {
  if (!sessions.some((session) => session.item.id === item.id)) return sessions;
  return sessions.map((session) => (session.item.id === item.id ? { ...session, item } : session));
}
