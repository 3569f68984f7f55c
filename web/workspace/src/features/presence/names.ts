/** Names presences: the stock ones in the reader's language, custom ones as the administrator wrote them. */

import type { PresenceBadgeStatus } from "@fluentui/react-components";
import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { PresenceShown } from "../../api";

const STOCK: Record<string, MessageDescriptor> = {
  available: msg`Available`,
  busy: msg`Busy`,
  do_not_disturb: msg`Do not disturb`,
  away: msg`Away`,
  offline: msg`Offline`,
  inactive: msg`Inactive`,
};

export function presenceName(i18n: I18n, id: string, options: readonly PresenceShown[]): string {
  const stock = STOCK[id];
  return stock === undefined ? (options.find((option) => option.id === id)?.name ?? id) : i18n._(stock);
}

const BADGES: Record<string, PresenceBadgeStatus> = {
  available: "available",
  busy: "busy",
  do_not_disturb: "do-not-disturb",
  away: "away",
  offline: "offline",
};

/** Return the mark of a presence: that of its base. */
export function presenceBadge(id: string, options: readonly PresenceShown[]): PresenceBadgeStatus {
  return badgeOf(options.find((option) => option.id === id)?.base ?? id);
}

/** Return the mark of a base; Inactive, which is none, counts as Away. */
export function badgeOf(base: string): PresenceBadgeStatus {
  return BADGES[base] ?? "away";
}
