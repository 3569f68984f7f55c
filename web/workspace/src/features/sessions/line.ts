/** Decides what the second line of a session's entry says: its state in words. */

import type { MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { SessionView } from "../../api";
import { minutesLeft } from "../../ui";
import type { LostSession } from "./panel";

export interface StateLine {
  text: MessageDescriptor;
  /** "attention": something that the agent should know before they write. */
  tone: "calm" | "attention";
}

const ENDED = msg`Ended: read why`;
const ACTIVE = msg`Active`;
const WAITING = msg`Waiting`;
const WRAP_UP = msg`Wrap-up`;
const RECONNECTING = msg`Customer reconnecting`;
const LEFT = msg`Customer left`;
const CLOSED = msg`Closed`;

/** What the agent did themselves on another page is no news: by the reason that the server gives. */
const BY_ONESELF: Record<string, MessageDescriptor> = {
  agent: CLOSED,
  agent_closed: CLOSED,
  agent_end_conversation: CLOSED,
  agent_moved_conversation_to_waiting: WAITING,
};

export function stateLine(session: SessionView | LostSession, lost: boolean, nowMs: number): StateLine {
  const { item, closes_at_ms } = session;
  if (lost) return lostLine("reason" in session ? session.reason : null);
  switch (item.state) {
    case "accepted":
      return linkLine(item.customer, item.asynchronous);
    case "waiting":
      return calm(WAITING);
    case "wrap_up":
      return calm(closes_at_ms == null ? WRAP_UP : wrapUpText(minutesLeft(closes_at_ms, nowMs)));
    default:
      return calm(CLOSED);
  }
}

function lostLine(reason: string | null): StateLine {
  const known = BY_ONESELF[reason ?? ""];
  return known === undefined ? attention(ENDED) : calm(known);
}

/** Asynchronous channels can't tell whether the customer is there. */
function linkLine(customer: string, asynchronous: boolean): StateLine {
  if (!asynchronous && customer === "reconnecting") return attention(RECONNECTING);
  if (!asynchronous && customer === "left") return attention(LEFT);
  return calm(ACTIVE);
}

function wrapUpText(minutes: number): MessageDescriptor {
  return msg`Wrap-up, ${plural(minutes, { one: "# minute left", other: "# minutes left" })}`;
}

function calm(text: MessageDescriptor): StateLine {
  return { text, tone: "calm" };
}

function attention(text: MessageDescriptor): StateLine {
  return { text, tone: "attention" };
}
