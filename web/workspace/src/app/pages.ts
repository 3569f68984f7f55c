/** Lists the pages of the workspace and who has them. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type PageId = "work" | "supervision" | "administration";

interface Page {
  id: PageId;
  /** One of core.user.Role. */
  role: string;
  name: MessageDescriptor;
}

export const PAGES: readonly Page[] = [
  { id: "work", role: "agent", name: msg`Work` },
  { id: "supervision", role: "supervisor", name: msg`Supervision` },
  { id: "administration", role: "administrator", name: msg`Administration` },
];

/** Roles add up and none contains another (mission decision 18). */
export function pagesFor(roles: readonly string[]): Page[] {
  return PAGES.filter((page) => roles.includes(page.role));
}

/** Return for instance "(3) Visitor 4 - Cordboard". */
export function titleText(unread: number, shown: string | null): string {
  const name = shown === null ? "Cordboard" : `${shown} - Cordboard`;
  return unread === 0 ? name : `(${unread}) ${name}`;
}
