/** Draws the picture that the administrator chose for an alert. */

import {
  CallRegular,
  ChatRegular,
  MailRegular,
  PersonRegular,
  StarRegular,
  WarningRegular,
} from "@fluentui/react-icons";
import type { ComponentType } from "react";

const ICONS: Record<string, ComponentType> = {
  chat: ChatRegular,
  letter: MailRegular,
  phone: CallRegular,
  person: PersonRegular,
  star: StarRegular,
  warning: WarningRegular,
};

/** For "channel": what comes over channels that are not here is a chat of some kind. */
const OF_CHANNELS: Record<string, ComponentType> = { test: MailRegular };

export function OfferIcon({ icon, channel }: { icon: string; channel: string }) {
  const Picture = ICONS[icon] ?? OF_CHANNELS[channel] ?? ChatRegular;
  return <Picture aria-hidden />;
}
