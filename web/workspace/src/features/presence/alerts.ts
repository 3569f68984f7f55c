/** Says why the system took an agent out of the line, how often, and what to do (mission N14, N16, N17). */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { AgentView } from "../../api";
import { momentText } from "../../ui";

type Alert = AgentView["alerts"][number];

const ONCE: Record<string, MessageDescriptor> = {
  missed: msg`You missed a conversation that was offered to you. Your presence is Inactive, and you get no new work until you reset it or choose a presence.`,
  rejected: msg`You rejected a conversation. Your presence is Do not disturb, and you get no new work until you reset it or choose a presence.`,
  session_limit: msg`You have as many sessions open as allowed, so a conversation could not be offered to you. Your presence is Do not disturb until you reset it.`,
};

const OFTEN: Record<string, (count: number, time: string) => MessageDescriptor> = {
  missed: (count, time) =>
    msg`${plural(count, {
      one: `You missed # conversation that was offered to you, the last one at ${time}. Your presence is Inactive, and you get no new work until you reset it or choose a presence.`,
      other: `You missed # conversations that were offered to you, the last one at ${time}. Your presence is Inactive, and you get no new work until you reset it or choose a presence.`,
    })}`,
  rejected: (count, time) =>
    msg`${plural(count, {
      one: `You rejected # conversation, the last one at ${time}. Your presence is Do not disturb, and you get no new work until you reset it or choose a presence.`,
      other: `You rejected # conversations, the last one at ${time}. Your presence is Do not disturb, and you get no new work until you reset it or choose a presence.`,
    })}`,
};

const OTHER = msg`The system changed your presence. You get no new work until you reset it.`;

/** Return what a bar says of a cause that came once. */
export function alertText(cause: string): MessageDescriptor {
  return ONCE[cause] ?? OTHER;
}

/** Return all that a bar says: when, how often where it was more than once, and what to do. */
export function alertSentence(i18n: I18n, { cause, count, at_ms }: Alert, nowMs: number): string {
  const time = momentText(at_ms, nowMs, i18n.locale);
  const often = count > 1 ? OFTEN[cause] : undefined;
  return often === undefined ? `${time}: ${i18n._(alertText(cause))}` : i18n._(often(count, time));
}
