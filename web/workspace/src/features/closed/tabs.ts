/** Decides which tabs Home has beside the dashboard: one for the search, one for each closed conversation. */

import type { ClosedView } from "../../api";

export const DASHBOARD = "dashboard";
export const SEARCH = "search";

/** What a tab of a closed conversation has to know: whose it was. */
export interface ClosedTab {
  id: string;
  conversationId: string;
  customer: Pick<ClosedView, "title" | "visitor_number" | "named">;
  /** It was found by the search, to which its reader wants to go back. */
  found: boolean;
}

export interface SearchTab {
  id: typeof SEARCH;
}

export type HomeTab = ClosedTab | SearchTab;

export interface HomeTabs {
  /** Behind the dashboard, in the order in which they were opened. */
  opened: readonly HomeTab[];
  selected: string;
}

/** More than this can't be told apart; the one opened first makes room. */
export const HOME_TABS_LIMIT = 10;

export const FIRST_HOME_TABS: HomeTabs = { opened: [], selected: DASHBOARD };

export function isClosedTab(tab: HomeTab): tab is ClosedTab {
  return "conversationId" in tab;
}

export function opened(tabs: HomeTabs, tab: HomeTab): HomeTabs {
  const isThere = tabs.opened.some(({ id }) => id === tab.id);
  const all = isThere ? tabs.opened.map((one) => (one.id === tab.id ? tab : one)) : [...tabs.opened, tab];
  return { opened: all.slice(-HOME_TABS_LIMIT), selected: tab.id };
}

export function selected(tabs: HomeTabs, id: string): HomeTabs {
  const isThere = id === DASHBOARD || tabs.opened.some((tab) => tab.id === id);
  return isThere && tabs.selected !== id ? { ...tabs, selected: id } : tabs;
}

/** Close a tab; in the place of the selected one the next is shown, or the one before. */
export function closed(tabs: HomeTabs, id: string): HomeTabs {
  const at = tabs.opened.findIndex((tab) => tab.id === id);
  if (at < 0) return tabs;
  const others = tabs.opened.filter((tab) => tab.id !== id);
  const neighbour = others[at]?.id ?? others[at - 1]?.id ?? DASHBOARD;
  return { opened: others, selected: tabs.selected === id ? neighbour : tabs.selected };
}

export function closedTab(
  conversationId: string,
  customer: ClosedTab["customer"],
  found: boolean,
): ClosedTab {
  const { title, visitor_number, named } = customer;
  return {
    id: `closed-${conversationId}`,
    conversationId,
    customer: { title, visitor_number, named },
    found,
  };
}

/** Return what was kept, as far as it has the shape that this page knows. */
export function asHomeTabs(kept: unknown): HomeTabs {
  const tabs = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<HomeTabs>;
  const list: readonly unknown[] = Array.isArray(tabs.opened) ? tabs.opened : [];
  return selected({ opened: list.flatMap(asTab), selected: DASHBOARD }, String(tabs.selected));
}

function asTab(kept: unknown): HomeTab[] {
  const tab = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<ClosedTab>;
  if ((tab.id as string) === SEARCH) return [{ id: SEARCH }];
  const { conversationId, customer } = tab;
  const isWhole =
    typeof conversationId === "string" &&
    typeof customer?.title === "string" &&
    typeof customer.visitor_number === "number" &&
    typeof customer.named === "boolean";
  return isWhole ? [closedTab(conversationId, customer, tab.found === true)] : [];
}
