/** Decides how a session is named: its title, the two letters and the colour of its icon, its badge. */

import type { AvatarNamedColor } from "@fluentui/react-components";
import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import { remembered } from "../../ui";

const segmenter = remembered((language) => new Intl.Segmenter(language, { granularity: "grapheme" }));

/** Nothing that is seen: reading directions, joiners, soft hyphens and the like. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u;

/** Return the first two grapheme clusters that are seen: a family emoji is one letter (mission S14). */
export function initialsOf(title: string, language: string): string {
  const letters: string[] = [];
  for (const { segment } of segmenter(language).segment(title.trim())) {
    if (UNSEEN.test(segment) || (letters.length === 0 && segment.trim() === "")) continue;
    letters.push(segment);
    if (letters.length === 2) break;
  }
  return letters.join("");
}

/** What a badge shows: 1 to 9, then 10+; nothing for none (mission decision 9). */
export function badgeText(unread: number): string | null {
  if (unread <= 0) return null;
  return unread < 10 ? String(unread) : "10+";
}

/** What the tooltip of a session with unread messages says (mission S16). */
export function unreadText(title: string, unread: number): MessageDescriptor {
  return msg`${title}. ${plural(unread, {
    one: "# new update in your conversation",
    other: "# new updates in your conversation",
  })}`;
}

/** What a session's tooltip and name say of its marks, the more urgent one first; null for no marks. */
export function marksText(
  i18n: I18n,
  title: string,
  marks: { unseen: boolean; unread: number },
): string | null {
  const { unseen, unread } = marks;
  if (!unseen) return unread > 0 ? i18n._(unreadText(title, unread)) : null;
  const first = i18n._(msg`${title}. Assigned to you, and not looked at yet.`);
  return unread > 0 ? `${first} ${i18n._(updatesText(unread))}` : first;
}

function updatesText(unread: number): MessageDescriptor {
  return msg`${plural(unread, {
    one: "# new update in your conversation",
    other: "# new updates in your conversation",
  })}`;
}

/** Colours whose letters can be read in every theme (contrast 4.5; a test measures them). */
export const COLOURS = [
  "cranberry",
  "pumpkin",
  "forest",
  "teal",
  "steel",
  "royal-blue",
  "navy",
  "purple",
  "grape",
  "plum",
  "brass",
  "seafoam",
] as const satisfies readonly AvatarNamedColor[];

/** Return the colour of a conversation: always the same one. */
export function colourOf(conversationId: string): AvatarNamedColor {
  let hash = 0;
  for (const sign of conversationId) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return COLOURS[hash % COLOURS.length] ?? COLOURS[0];
}
