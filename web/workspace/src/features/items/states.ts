/** Names the states of conversations in the reader's language. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const STATES = ["open", "offered", "accepted", "waiting", "wrap_up"] as const;

const NAMES: Record<string, MessageDescriptor> = {
  open: msg({ message: "Open", context: "state of a conversation" }),
  offered: msg`Offered`,
  accepted: msg`Active`,
  waiting: msg`Waiting`,
  wrap_up: msg`Wrap-up`,
  closed: msg`Closed`,
};

export function stateName(i18n: I18n, state: string): string {
  const name = NAMES[state];
  return name === undefined ? state : i18n._(name);
}
