/** Says the lines of a transcript that nobody wrote (`app.audience.Notice`). */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { NoticeLine } from "./transcript";

type Wording = (name: string) => MessageDescriptor;

const TEXTS: Record<string, Wording> = {
  agent_joined: (name) => msg`${name} joined the conversation.`,
  agent_left: (name) => msg`${name} left the conversation.`,
  agent_reconnecting: (name) => msg`${name} lost the connection.`,
  agent_back: (name) => msg`${name} is back.`,
  ended_by_agent: (name) => msg`${name} ended the conversation.`,
  ended_by_customer: () => msg`The customer ended the conversation.`,
  ended_by_supervisor: () => msg`A supervisor ended the conversation.`,
  ended_by_system: () => msg`The conversation was closed because nothing happened for a long time.`,
  customer_lost: () => msg`The customer lost the connection and did not come back in time.`,
  closed_out_of_hours: () => msg`The conversation was closed because it came outside working hours.`,
  closed_queue_full: () => msg`The conversation was closed because too many were waiting already.`,
  closed_waited_too_long: () => msg`The conversation was closed because nobody was free in time.`,
};

const SOMEBODY = msg`Somebody`;

/** A code that is newer than this page is shown as it is: better than a hole. */
export function noticeText(i18n: I18n, notice: Pick<NoticeLine, "code" | "name">): string {
  const wording = TEXTS[notice.code];
  return wording === undefined ? notice.code : i18n._(wording(notice.name ?? i18n._(SOMEBODY)));
}
