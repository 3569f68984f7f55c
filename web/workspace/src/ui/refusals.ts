/** Says every refusal in the reader's language, by its code (mission decision 23). */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const UNKNOWN = msg`Something went wrong. Please try again.`;

const TEXTS: Record<string, MessageDescriptor> = {
  invalid: msg`This can't be done: a value is missing or out of range.`,
  too_large: msg`The text is too long. Shorten it, or send it in parts.`,
  not_signed_in: msg`You are no longer signed in. Please sign in again.`,
  not_allowed: msg`You are not allowed to do this. If you should be, ask an administrator.`,
  not_found: msg`This does not exist any more.`,
  wrong_state: msg`This is not possible any more: the state has just changed. Look again and decide anew.`,
  closed: msg`The conversation is closed.`,
  not_yours: msg`The conversation belongs to another agent now.`,
  offer_over: msg`This offer is over; it can't be answered any more.`,
  session_limit: msg`You have as many sessions open as allowed. Close one first.`,
  not_selectable: msg`Only the system sets this presence.`,
  stale_draft: msg`The draft was changed on another page.`,
  stale_command: msg`This took too long to arrive. Please do it again.`,
  id_reused: msg`This was sent before with other contents. Please send it again.`,
  blocked: msg`The visitor is blocked.`,
  visitor_limit: msg`The visitor has as many conversations open as allowed.`,
  consent_needed: msg`The customer has to agree to the notice of monitoring first.`,
  too_many: msg`Too many attempts. Please wait a moment and try again.`,
  too_broad: msg`This takes too long. Other words, or fewer of them, are found sooner.`,
  fault: msg`The server could not do this because of a fault. Please try again.`,
  read_only: msg`The server can't store anything at the moment. Please try again later.`,
  going_down: msg`The server is restarting. Please try again in a moment.`,
  unreachable: msg`The server can't be reached. Please check the network and try again.`,
};

export function refusalText(i18n: I18n, code: string): string {
  return i18n._(TEXTS[code] ?? UNKNOWN);
}

export function refusalMessage(code: string): MessageDescriptor {
  return TEXTS[code] ?? UNKNOWN;
}
