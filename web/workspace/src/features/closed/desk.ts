/** Keeps all that is closed outside components: today's list, the search, what was opened, its tabs. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Keep } from "../../realtime";
import { ClosedReading, NOT_OPENED, type Opened } from "./reading";
import { type Search, Searching } from "./searching";
import {
  asHomeTabs,
  type ClosedTab,
  closed,
  closedTab,
  FIRST_HOME_TABS,
  type HomeTabs,
  isClosedTab,
  opened,
  SEARCH,
  selected,
} from "./tabs";
import { ClosedToday, type TodayPorts } from "./today";
import { asWish, NO_WISH, type Wish } from "./wish";

export interface ClosedPorts extends TodayPorts {
  userId: string;
  /** Of this tab: a reload shows the same again. */
  keep: Keep;
}

/** What stands in the browser tab's storage. */
interface Kept {
  userId: string;
  tabs: HomeTabs;
  wish: Wish;
}

export const HOME_TABS_KEY = "cordboard.home-tabs";

export class ClosedDesk {
  readonly today: ClosedToday;
  readonly searching: Searching;
  readonly reading: ClosedReading;
  readonly tabs: StoreApi<HomeTabs>;

  constructor(private readonly ports: ClosedPorts) {
    const kept = keptBefore(ports);
    this.today = new ClosedToday(ports);
    this.reading = new ClosedReading(ports.http);
    const { http, connection } = ports;
    const after = (delayMs: number, run: () => void) => connection.after(delayMs, run);
    this.searching = new Searching({ http, after }, kept.wish);
    this.tabs = createStore<HomeTabs>(() => kept.tabs);
    this.tabs.subscribe((now, before) => this.onTabs(now, before));
    this.searching.store.subscribe((now, before) => now.asked !== before.asked && this.write());
  }

  /** Show a closed conversation in its tab. */
  open(conversationId: string, customer: ClosedTab["customer"], found = false): void {
    this.tabs.setState((tabs) => opened(tabs, closedTab(conversationId, customer, found)));
  }

  /** Show the search; `focus` is its field or a result. */
  openSearch(focus: string | null): void {
    this.searching.focusOn(focus);
    this.tabs.setState((tabs) => opened(tabs, { id: SEARCH }));
  }

  select(id: string): void {
    this.tabs.setState((tabs) => selected(tabs, id));
  }

  close(id: string): void {
    this.tabs.setState((tabs) => closed(tabs, id));
  }

  private onTabs(now: HomeTabs, before: HomeTabs): void {
    const ids = new Set(now.opened.map(({ id }) => id));
    const gone = before.opened.filter((tab) => !ids.has(tab.id));
    for (const tab of gone.filter(isClosedTab)) this.reading.forget(tab.conversationId);
    this.write();
  }

  private write(): void {
    const { userId, keep } = this.ports;
    const { asked } = this.searching.store.getState();
    const kept: Kept = { userId, tabs: this.tabs.getState(), wish: asked ?? NO_WISH };
    try {
      keep.setItem(HOME_TABS_KEY, JSON.stringify(kept));
    } catch {
      // A full storage: the tabs last as long as the page.
    }
  }
}

/** Return what this person had open before a reload; what somebody else had is nobody's business. */
function keptBefore({ userId, keep }: ClosedPorts): Pick<Kept, "tabs" | "wish"> {
  try {
    const kept = JSON.parse(keep.getItem(HOME_TABS_KEY) ?? "null") as Partial<Kept> | null;
    if (kept?.userId === userId) return { tabs: asHomeTabs(kept.tabs), wish: asWish(kept.wish) };
  } catch {
    // Half written: the dashboard alone is a good beginning.
  }
  return { tabs: FIRST_HOME_TABS, wish: NO_WISH };
}

const ClosedContext = createContext<ClosedDesk | null>(null);

export const ClosedProvider = ClosedContext.Provider;

export function useClosed(): ClosedDesk {
  const desk = useContext(ClosedContext);
  if (desk === null) throw new Error("nothing closed here");
  return desk;
}

export function useHomeTabs(): HomeTabs {
  return useStore(useClosed().tabs);
}

export function useSearch(): Search {
  return useStore(useClosed().searching.store);
}

/** Return what is known of a closed conversation. */
export function useOpened(id: string): Opened {
  return useStore(useClosed().reading.store, (all) => all[id] ?? NOT_OPENED);
}
