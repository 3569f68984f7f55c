/** Makes values as the server sends them, for tests: everything ordinary unless said otherwise. */

import type {
  AgentView,
  ClosedView,
  Event,
  ItemView,
  OfferView,
  SessionView,
  TalkSnapshot,
  TalkView,
} from "../api";

export function agentView(changes: Partial<AgentView> = {}): AgentView {
  return {
    id: "ann",
    name: "Ann",
    presence_id: "available",
    since_ms: 0,
    reachability: "connected",
    chosen_by_agent: false,
    cause: "load",
    set_by: "",
    alerts: [],
    units_in_use: 0,
    units_total: 5,
    ...changes,
  };
}

export function itemView(changes: Partial<ItemView> = {}): ItemView {
  return {
    id: "c1",
    title: "Visitor 7",
    visitor_number: 7,
    named: false,
    channel: "live_chat",
    queue_id: "q1",
    queue_name: "Support",
    state: "accepted",
    state_since_ms: 0,
    created_at_ms: 0,
    queued_at_ms: 0,
    line: [],
    agent_id: "ann",
    agent_name: "Ann",
    customer: "connected",
    asynchronous: false,
    unseen: false,
    ...changes,
  };
}

export function closedView(changes: Partial<ClosedView> = {}): ClosedView {
  return {
    id: "c1",
    title: "Visitor 7",
    visitor_number: 7,
    named: false,
    channel: "live_chat",
    workstream_name: "Chat",
    queue_id: "q1",
    queue_name: "Support",
    agent_name: "Ann",
    created_at_ms: 0,
    ended_at_ms: 0,
    closed_by: "agent",
    excerpt: null,
    ...changes,
  };
}

export function sessionView(changes: Partial<SessionView> = {}): SessionView {
  return {
    id: "s1",
    conversation_id: "c1",
    opened_at_ms: 0,
    place: 0,
    title: "",
    communication: "docked",
    applications: [],
    values: {},
    tabs: [],
    selected_tab: "",
    read_up_to: 0,
    item: itemView({ id: changes.conversation_id ?? "c1" }),
    details: [],
    notice: null,
    accepted_at_ms: 0,
    closes_at_ms: null,
    frees_at_ms: null,
    ...changes,
  };
}

export function offerView(changes: Partial<OfferView> = {}): OfferView {
  return {
    id: "o1",
    epoch: 1,
    conversation_id: "c1",
    title: "Visitor 7",
    visitor_number: 7,
    named: false,
    channel: "live_chat",
    queue_name: "Support",
    details: [],
    made_at_ms: 0,
    expires_at_ms: 60_000,
    show_countdown: true,
    extensions: 0,
    rejectable: true,
    auto_assign: "never",
    auto_accept: false,
    notification: {
      title: "",
      icon: "channel",
      fields: [],
      values: {},
      accept_text: "",
      reject_text: "",
      desktop: "background",
    },
    displayed: false,
    ...changes,
  };
}

export function talkView(changes: Partial<TalkView> = {}): TalkView {
  return { id: "c1", status: "active", agent_name: "Ann", created_at_ms: 0, can_end: true, ...changes };
}

export function talkSnapshot(entries: Event[] = [], changes: Partial<TalkSnapshot> = {}): TalkSnapshot {
  return {
    of: "conversation",
    talk: talkView(),
    entries,
    marks: { customer_delivered: 0, customer_read: 0, agent_read: 0 },
    unread_earlier: 0,
    ...changes,
  };
}

export function messageEvent(
  n: number,
  text: string,
  role: "customer" | "agent" = "customer",
  clientId = `m${n}`,
): Event {
  const author =
    role === "customer" ? { role, id: "v1", name: "Visitor 7" } : { role, id: "ann", name: "Ann" };
  return {
    t: "event",
    stream: "conversation:c1",
    n,
    at_ms: n * 1000,
    body: { kind: "message", author, client_id: clientId, text },
  };
}

export function noticeEvent(n: number, code: string): Event {
  return {
    t: "event",
    stream: "conversation:c1",
    n,
    at_ms: n * 1000,
    body: { kind: "notice", code, name: "Ann" },
  };
}
