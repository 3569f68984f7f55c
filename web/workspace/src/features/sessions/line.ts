/** Decides what the second line of a session's entry says: its state in words. */

import type { MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { SessionView } from "../../api";
import { minutesLeft } from "../../ui";

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

export function stateLine(session: SessionView, lost: boolean, nowMs: number): StateLine {
  const { item, closes_at_ms } = session;
  if (lost) return attention(ENDED);
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
