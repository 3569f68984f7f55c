/** Decides how a session is named: its title, and the two letters of its icon. */

import type { MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";

/** Return the first two grapheme clusters: a family emoji counts as one letter (mission S14). */
export function initialsOf(title: string, language: string): string {
  const clusters = new Intl.Segmenter(language, { granularity: "grapheme" }).segment(title.trim());
  return Array.from(clusters, (cluster) => cluster.segment)
    .slice(0, 2)
    .join("");
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
