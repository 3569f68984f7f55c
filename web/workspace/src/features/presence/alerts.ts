/** Says why the system took an agent out of the line, and what to do (mission N14, N16, N17). */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const TEXTS: Record<string, MessageDescriptor> = {
  missed: msg`You missed a conversation that was offered to you. Your presence is Inactive, and you get no new work until you reset it or choose a presence.`,
  rejected: msg`You rejected a conversation. Your presence is Do not disturb, and you get no new work until you reset it or choose a presence.`,
  session_limit: msg`You have as many sessions open as allowed, so a conversation could not be offered to you. Your presence is Do not disturb until you reset it.`,
};

const OTHER = msg`The system changed your presence. You get no new work until you reset it.`;

export function alertText(cause: string): MessageDescriptor {
  return TEXTS[cause] ?? OTHER;
}
