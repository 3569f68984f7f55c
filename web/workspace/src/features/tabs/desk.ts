/** Keeps the application tabs of every session outside components, the same in all of an agent's windows. */

import { msg } from "@lingui/core/macro";
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { codeOf, type OpenTab, type SessionView } from "../../api";
import { type Connection, isLive, type Keep, onLive, UNANSWERED } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import { Frames } from "./frames";
import { keepSelected, keepUnsaved, type Memory, recall, remember } from "./memory";
import {
  applicationTab,
  caughtUp,
  closeTab,
  FIRST_TABS,
  firstTabs,
  follow,
  fresh,
  idOf,
  isUnsaved,
  openTab,
  selectedText,
  selectTab,
  type Tabs,
  taken,
  underWay,
  undone,
} from "./tabs";

export interface TabPorts {
  connection: Pick<Connection, "do" | "after" | "state">;
  /** Of this window. */
  keep: Keep;
}

/** Walking through tabs by the arrow keys is one change. */
export const SAVE_AFTER_MS = 400;
/** The session went in between, or is somebody else's now: there is nothing to tell. */
const GONE = new Set(["not_found", "not_yours"]);
const FULL = msg`A session has up to ten tabs: close one first.`;

export class TabsDesk {
  /** By session. */
  readonly store = createStore<Record<string, Tabs>>(() => ({}));
  readonly frames = new Frames();
  private readonly memory: Memory;
  private selected: Memory["selected"];
  private readonly timers = new Map<string, () => void>();
  private readonly saving = new Set<string>();

  constructor(private readonly ports: TabPorts) {
    this.memory = recall(ports.keep);
    this.selected = this.memory.selected;
    onLive(ports.connection, () => {
      for (const sessionId of Object.keys(this.store.getState())) this.onLive(sessionId);
    });
  }

  /** Take what the server says of these sessions' tabs. */
  follow(sessions: readonly SessionView[]): void {
    for (const session of sessions) {
      const known = this.store.getState()[session.id];
      const { selected, opened } = this.memory;
      const tabs =
        known === undefined
          ? firstTabs(session, this.selected[session.id] ?? selected[session.id], opened[session.id])
          : follow(known, session);
      this.put(session.id, tabs);
    }
  }

  /** Forget the tabs of all other sessions, and end their pages. */
  keepOnly(sessionIds: ReadonlySet<string>): void {
    const kept = Object.entries(this.store.getState()).filter(([id]) => sessionIds.has(id));
    if (kept.length < Object.keys(this.store.getState()).length) {
      this.store.setState(Object.fromEntries(kept), true);
    }
    this.endFrames();
  }

  tabs(sessionId: string): Tabs {
    return this.store.getState()[sessionId] ?? FIRST_TABS;
  }

  openEarlier(sessionId: string, conversationId: string, createdAtMs: number): void {
    this.open(sessionId, { kind: "earlier", target: conversationId, at_ms: createdAtMs });
  }

  openApplication(sessionId: string, applicationId: string): void {
    this.open(sessionId, applicationTab(applicationId));
  }

  select(sessionId: string, id: string): void {
    this.put(sessionId, selectTab(this.tabs(sessionId), id));
  }

  close(sessionId: string, id: string): void {
    this.put(sessionId, closeTab(this.tabs(sessionId), id));
    this.endFrames();
  }

  private open(sessionId: string, tab: OpenTab): void {
    const tabs = openTab(this.tabs(sessionId), tab);
    if (tabs === null) showToast("warning", FULL);
    else this.put(sessionId, tabs);
  }

  private put(sessionId: string, tabs: Tabs): void {
    const before = this.store.getState()[sessionId];
    if (before === tabs) return;
    this.store.setState({ [sessionId]: tabs });
    this.rememberUnsaved();
    if (this.selected[sessionId] !== tabs.selected) {
      this.selected = remember(this.selected, sessionId, tabs.selected);
      keepSelected(this.ports.keep, this.selected);
    }
    this.saveSoon(sessionId);
  }

  private onLive(sessionId: string): void {
    if (!this.saving.has(sessionId)) this.change(sessionId, caughtUp);
    this.saveSoon(sessionId);
  }

  private saveSoon(sessionId: string): void {
    if (this.timers.has(sessionId) || !isUnsaved(this.tabs(sessionId))) return;
    const cancel = this.ports.connection.after(SAVE_AFTER_MS, () => {
      this.timers.delete(sessionId);
      void this.save(sessionId);
    });
    this.timers.set(sessionId, cancel);
  }

  /** One at a time, and none till all is caught up: what is told must hold what other pages did meanwhile. */
  private async save(sessionId: string): Promise<void> {
    const { connection } = this.ports;
    const tabs = this.tabs(sessionId);
    if (!isUnsaved(tabs) || !isLive(connection) || this.saving.has(sessionId)) return;
    this.saving.add(sessionId);
    const { opened, selected } = tabs;
    try {
      const shown = { tabs: [...opened], selected: selectedText(selected) };
      this.change(sessionId, underWay);
      await connection.do({ name: "show_tabs", session_id: sessionId, ...shown }, "once");
      this.change(sessionId, (now) => taken(now, selected));
    } catch (reason) {
      // Without an answer the tabs of now are told when the page is up to date again.
      if (codeOf(reason) !== UNANSWERED) this.onRefused(sessionId, codeOf(reason));
    }
    this.saving.delete(sessionId);
    if (isLive(connection)) this.change(sessionId, caughtUp);
    this.saveSoon(sessionId);
  }

  private onRefused(sessionId: string, code: string): void {
    this.change(sessionId, undone);
    if (!GONE.has(code) && sessionId in this.store.getState()) showToast("warning", refusalMessage(code));
  }

  private change(sessionId: string, by: (tabs: Tabs) => Tabs): void {
    const tabs = this.store.getState()[sessionId];
    const changed = tabs && by(tabs);
    if (changed !== undefined && changed !== tabs) this.store.setState({ [sessionId]: changed });
    this.rememberUnsaved();
  }

  /** A reload within the moment before a save must lose no tab. */
  private rememberUnsaved(): void {
    const pairs = Object.entries(this.store.getState()).map(([id, tabs]) => [id, fresh(tabs)] as const);
    keepUnsaved(this.ports.keep, Object.fromEntries(pairs.filter(([, tabs]) => tabs.length > 0)));
  }

  private endFrames(): void {
    const all = this.store.getState();
    const isOpen = (sessionId: string, applicationId: string) => {
      const { opened, fixed } = all[sessionId] ?? FIRST_TABS;
      const id = idOf(applicationTab(applicationId));
      return fixed.includes(applicationId) || opened.some((tab) => idOf(tab) === id);
    };
    this.frames.keepOnly(isOpen);
  }
}

const TabsContext = createContext<TabsDesk | null>(null);

export const TabsProvider = TabsContext.Provider;

export function useTabsDesk(): TabsDesk {
  const desk = useContext(TabsContext);
  if (desk === null) throw new Error("no application tabs here");
  return desk;
}

export function useTabs(sessionId: string): Tabs {
  return useStore(useTabsDesk().store, (all) => all[sessionId] ?? FIRST_TABS);
}
