/** Decides which application tabs a session has: one that stays, others that come and go (interface 2.1). */

/** The anchor tab: first, always there, never closed. */
export const ANCHOR = "active";

/** A tab that shows an earlier conversation of the same customer. */
export interface EarlierTab {
  id: string;
  conversationId: string;
  /** When that conversation began: what the tab is called by. */
  createdAtMs: number;
}

export interface Tabs {
  /** Behind the anchor, in the order in which they were opened. */
  opened: readonly EarlierTab[];
  selected: string;
}

/** More than this can't be told apart; the one opened first makes room. */
export const TABS_LIMIT = 10;

export const FIRST_TABS: Tabs = { opened: [], selected: ANCHOR };

export function openEarlier(tabs: Tabs, conversationId: string, createdAtMs: number): Tabs {
  const id = `earlier-${conversationId}`;
  if (tabs.opened.some((tab) => tab.id === id)) return { ...tabs, selected: id };
  return { opened: [...tabs.opened, { id, conversationId, createdAtMs }].slice(-TABS_LIMIT), selected: id };
}

export function selectTab(tabs: Tabs, id: string): Tabs {
  const isThere = id === ANCHOR || tabs.opened.some((tab) => tab.id === id);
  return isThere && tabs.selected !== id ? { ...tabs, selected: id } : tabs;
}

/** Close a tab; in the place of the selected one the next is shown, or the one before. */
export function closeTab(tabs: Tabs, id: string): Tabs {
  const at = tabs.opened.findIndex((tab) => tab.id === id);
  if (at < 0) return tabs;
  const opened = tabs.opened.filter((tab) => tab.id !== id);
  const neighbour = opened[at]?.id ?? opened[at - 1]?.id ?? ANCHOR;
  return { opened, selected: tabs.selected === id ? neighbour : tabs.selected };
}

/** Sessions whose tabs are remembered; those of sessions that ended long ago go. */
export const SESSIONS_REMEMBERED = 30;

export type AllTabs = Readonly<Record<string, Tabs>>;

/** Return all tabs with those of one session changed; it counts as the newest. */
export function changed(all: AllTabs, sessionId: string, tabs: Tabs): AllTabs {
  const { [sessionId]: _, ...others } = all;
  const newest = [...Object.entries(others), [sessionId, tabs] as const].slice(-SESSIONS_REMEMBERED);
  return Object.fromEntries(newest);
}

/** Return what was kept, as far as it has the shape that this page knows. */
export function parsed(kept: string | null): AllTabs {
  try {
    const all = JSON.parse(kept ?? "{}") as Record<string, Partial<Tabs> | null>;
    return Object.fromEntries(Object.entries(all ?? {}).map(([id, tabs]) => [id, asTabs(tabs)]));
  } catch {
    // Not ours or half written: the anchor tab alone is a good beginning.
    return {};
  }
}

function asTabs(tabs: Partial<Tabs> | null): Tabs {
  const list = Array.isArray(tabs?.opened) ? (tabs.opened as Partial<EarlierTab>[]) : [];
  const opened = list.flatMap((tab) =>
    typeof tab?.conversationId === "string" && typeof tab.createdAtMs === "number"
      ? [
          {
            id: `earlier-${tab.conversationId}`,
            conversationId: tab.conversationId,
            createdAtMs: tab.createdAtMs,
          },
        ]
      : [],
  );
  return selectTab({ opened, selected: ANCHOR }, String(tabs?.selected));
}
