/** Keeps the application tabs of every session outside components and in this browser tab, over reloads. */

import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { browserKeep } from "../../realtime";
import {
  type AllTabs,
  changed,
  closeTab,
  FIRST_TABS,
  openEarlier,
  parsed,
  selectTab,
  type Tabs,
} from "./tabs";

const TABS_KEY = "cordboard.tabs";

let opened: StoreApi<AllTabs> | null = null;

/** Return the one store of this page; it is read from the browser when first asked for. */
function allTabs(): StoreApi<AllTabs> {
  if (opened !== null) return opened;
  const keep = browserKeep(() => sessionStorage);
  const store = createStore<AllTabs>(() => parsed(keep.getItem(TABS_KEY)));
  store.subscribe((all) => {
    try {
      keep.setItem(TABS_KEY, JSON.stringify(all));
    } catch {
      // A full storage: the tabs last as long as the page.
    }
  });
  opened = store;
  return store;
}

export function useTabs(sessionId: string): Tabs {
  return useStore(allTabs(), (all) => all[sessionId] ?? FIRST_TABS);
}

/** Return how a session's tabs are opened, shown and closed. */
export function tabsOf(sessionId: string) {
  const change = (by: (tabs: Tabs) => Tabs) => {
    const store = allTabs();
    const tabs = store.getState()[sessionId] ?? FIRST_TABS;
    const after = by(tabs);
    if (after !== tabs) store.setState(changed(store.getState(), sessionId, after), true);
  };
  return {
    openEarlier: (conversationId: string, createdAtMs: number) =>
      change((tabs) => openEarlier(tabs, conversationId, createdAtMs)),
    select: (id: string) => change((tabs) => selectTab(tabs, id)),
    close: (id: string) => change((tabs) => closeTab(tabs, id)),
  };
}
