/** Keeps what the agent closed today, fetched again whenever it may have become more (interface 2.2). */

import { createStore } from "zustand/vanilla";
import { type ClosedView, codeOf, fetchClosed, type Http } from "../../api";
import type { Visibility } from "../../notifications";
import type { Connection } from "../../realtime";
import type { AgentDesk } from "../agent";
import type { Fetched } from "../conversations";

export interface TodayPorts {
  http: Http;
  connection: Connection;
  agent: AgentDesk;
  visibility: Visibility;
}

/** More than anybody closes in a day by hand; a list of all is sorted and filtered on the page. */
export const TODAY_LIMIT = 500;
/** A timer that runs a little early must not ask for the day before once more. */
const AFTER_MIDNIGHT_MS = 1_000;

export class ClosedToday {
  readonly store = createStore<Fetched<ClosedView[]>>(() => ({ value: null, loading: true, failed: null }));
  private watchers = 0;
  private stopMidnight: (() => void) | null = null;
  private again = false;
  private fetching = false;
  private dayMs = 0;

  constructor(private readonly ports: TodayPorts) {
    ports.agent.onEntry(({ kind }) => kind === "item_gone" && this.refresh());
    ports.connection.onWelcome(() => this.refresh());
  }

  /** Somebody looks at it: it is fetched, and kept up to date until the answer is called. */
  watch(): () => void {
    this.watchers += 1;
    this.refresh();
    const { visibility } = this.ports;
    const stop = visibility.onChange(() => visibility.isVisible() && this.refresh());
    return () => {
      stop();
      this.watchers -= 1;
      if (this.watchers === 0) this.stopMidnight?.();
    };
  }

  /** Fetch it, once more afterwards if that is under way; what nobody looks at is fetched later. */
  refresh(): void {
    if (this.watchers === 0) return;
    if (this.fetching) this.again = true;
    else void this.fetch();
  }

  private async fetch(): Promise<void> {
    const { connection } = this.ports;
    this.fetching = true;
    const dayMs = startOfDay(connection.serverNowMs());
    // What was closed yesterday is no longer shown, even if today can't be fetched.
    if (dayMs !== this.dayMs) this.store.setState({ value: null });
    this.dayMs = dayMs;
    this.store.setState({ loading: true });
    this.waitForMidnight();
    try {
      this.store.setState({ value: await this.allSince(dayMs), loading: false, failed: null });
    } catch (reason) {
      this.store.setState({ loading: false, failed: codeOf(reason) });
    }
    this.fetching = false;
    if (!this.again) return;
    this.again = false;
    this.refresh();
  }

  private async allSince(sinceMs: number): Promise<ClosedView[]> {
    const all: ClosedView[] = [];
    let before: string | null = null;
    do {
      const query = { mine: true, sinceMs, ...(before === null ? {} : { before }) };
      const page = await fetchClosed(this.ports.http, query);
      all.push(...page.conversations);
      before = page.next;
    } while (before !== null && all.length < TODAY_LIMIT);
    return all;
  }

  private waitForMidnight(): void {
    const { connection } = this.ports;
    this.stopMidnight?.();
    const nowMs = connection.serverNowMs();
    const nextMs = new Date(startOfDay(nowMs)).setHours(24, 0, 0, 0);
    this.stopMidnight = connection.after(nextMs - nowMs + AFTER_MIDNIGHT_MS, () => this.refresh());
  }
}

/** Return when the reader's day began. */
export function startOfDay(nowMs: number): number {
  return new Date(nowMs).setHours(0, 0, 0, 0);
}
