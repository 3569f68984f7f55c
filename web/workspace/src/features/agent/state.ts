/** Decides what an agent's own stream makes of the workspace: presence, offers, sessions, work items. */

import type { AgentSnapshot, AgentView, Event, ItemView, OfferView, SessionView } from "../../api";
import { put, without } from "../../ui";

export interface AgentState {
  /** Null until the first snapshot. */
  me: AgentView | null;
  offers: OfferView[];
  /** In the order of the panel. */
  sessions: SessionView[];
  /** My work items: accepted, waiting and in wrap-up. */
  items: ItemView[];
  /** Ids of sessions in an order that the server has not confirmed yet; null for none. */
  arranged: readonly string[] | null;
}

export const NOTHING_YET: AgentState = { me: null, offers: [], sessions: [], items: [], arranged: null };

/** An order that was asked for before the connection went is still on its way. */
export function fromSnapshot(body: AgentSnapshot, { arranged }: AgentState): AgentState {
  const { me, offers, sessions, items } = body;
  return { me, offers, sessions: inOrder(sessions, arranged), items, arranged };
}

/** Show the sessions in this order until the server has answered. */
export function arrange(state: AgentState, ids: readonly string[]): AgentState {
  return { ...state, arranged: ids, sessions: inOrder(state.sessions, ids) };
}

/** The server has answered: its order counts, unless another one was asked for since. */
export function settle(state: AgentState, ids: readonly string[]): AgentState {
  if (state.arranged !== ids) return state;
  return { ...state, arranged: null, sessions: inOrder(state.sessions, null) };
}

/** Return the sessions' ids as the server has them. */
export function placed({ sessions }: Pick<AgentState, "sessions">): string[] {
  return inOrder(sessions, null).map((one) => one.id);
}

/**
 * Return whether an order whose answer was lost is still to be asked for: no newer one was asked for here,
 * and the sessions stand in an order of before, so that no other window has moved them since.
 */
export function isStillWanted(
  state: AgentState,
  ids: readonly string[],
  before: readonly (readonly string[])[],
): boolean {
  const now = placed(state);
  return state.arranged === ids && before.some((order) => isSameOrder(order, now));
}

/** Sessions that came or went between the two don't count. */
function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  const [ones, others] = [new Set(one), new Set(other)];
  return one.filter((id) => others.has(id)).join(" ") === other.filter((id) => ones.has(id)).join(" ");
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
      return { ...state, sessions: inOrder(put(state.sessions, body.session), state.arranged) };
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

/** By the order that was asked for here; what is not in it, and all else, by the server's places. */
function inOrder(sessions: readonly SessionView[], arranged: readonly string[] | null): SessionView[] {
  const at = new Map(arranged?.map((id, place) => [id, place]));
  const placeOf = (session: SessionView) => at.get(session.id) ?? at.size + session.place;
  return [...sessions].sort(
    (one, other) => placeOf(one) - placeOf(other) || one.opened_at_ms - other.opened_at_ms,
  );
}
