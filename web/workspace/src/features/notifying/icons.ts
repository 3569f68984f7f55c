/** Finds the picture of a desktop notification: systems show no SVG there (scripts/draw-icons). */

import chat from "./icons/chat.png?no-inline";
import letter from "./icons/letter.png?no-inline";
import person from "./icons/person.png?no-inline";
import phone from "./icons/phone.png?no-inline";
import star from "./icons/star.png?no-inline";
import warning from "./icons/warning.png?no-inline";

const ICONS: Record<string, string> = { chat, letter, person, phone, star, warning };
/** For "channel"; the others are chats of some kind, as in the alert. */
const OF_CHANNELS: Record<string, string> = { test: letter };

export function iconOf(icon: string, channel: string): string {
  return ICONS[icon] ?? OF_CHANNELS[channel] ?? chat;
}
