/** Names channels in the reader's language. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const CHANNELS: Record<string, MessageDescriptor> = {
  live_chat: msg`Live chat`,
  test: msg`Test channel`,
};

/** A channel that is newer than this page is shown as the server calls it. */
export function channelName(i18n: I18n, channel: string): string {
  const name = CHANNELS[channel];
  return name === undefined ? channel : i18n._(name);
}
