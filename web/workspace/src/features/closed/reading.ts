/** Keeps closed conversations that were opened: they don't change, and switching back shows them at once. */

import { createStore } from "zustand/vanilla";
import {
  type ClosedConversation,
  codeOf,
  type EarlierConversations,
  fetchClosedEarlier,
  fetchClosedEntries,
  fetchClosedOne,
  type Http,
} from "../../api";
import { addOlder, type Fetched, NO_TALK, NOT_YET, type Talk, withOlder } from "../conversations";

export interface Opened {
  about: Fetched<ClosedConversation>;
  talk: Fetched<Talk>;
  /** What else its customer had. */
  history: Fetched<EarlierConversations>;
}

export const NOT_OPENED: Opened = { about: NOT_YET, talk: NOT_YET, history: NOT_YET };

export class ClosedReading {
  /** By conversation id. */
  readonly store = createStore<Record<string, Opened>>(() => ({}));

  constructor(private readonly http: Http) {}

  /** Fetch what is not there yet. */
  open(id: string): void {
    if (this.store.getState()[id] !== undefined) return;
    this.store.setState({ [id]: NOT_OPENED });
    void this.fetchAbout(id);
    void this.more(id);
    void this.moreHistory(id);
  }

  /** Fetch again what failed. */
  retry(id: string): void {
    const { about, talk, history } = this.store.getState()[id] ?? NOT_OPENED;
    if (about.failed !== null) void this.fetchAbout(id);
    if (talk.failed !== null) void this.more(id);
    if (history.failed !== null) void this.moreHistory(id);
  }

  /** Fetch the next older page of the transcript, or the first. */
  async more(id: string): Promise<void> {
    const talk = this.store.getState()[id]?.talk.value ?? null;
    const before = talk === null || talk.firstN === 0 ? null : talk.firstN;
    await this.fetch(id, "talk", async () =>
      addOlder(talk ?? NO_TALK, await fetchClosedEntries(this.http, id, before)),
    );
  }

  /** Fetch the next page of what else its customer had, or the first. */
  async moreHistory(id: string): Promise<void> {
    const history = this.store.getState()[id]?.history.value ?? null;
    await this.fetch(id, "history", async () =>
      withOlder(history, await fetchClosedEarlier(this.http, id, history?.next ?? null)),
    );
  }

  forget(id: string): void {
    const { [id]: _, ...others } = this.store.getState();
    this.store.setState(others, true);
  }

  private fetchAbout(id: string): Promise<void> {
    return this.fetch(id, "about", () => fetchClosedOne(this.http, id));
  }

  private async fetch<P extends keyof Opened>(
    id: string,
    part: P,
    ask: () => Promise<Opened[P]["value"]>,
  ): Promise<void> {
    const put = (fetched: Partial<Opened[P]>) =>
      this.store.setState((all) => {
        const opened = all[id];
        // Its tab was closed meanwhile.
        if (opened === undefined) return all;
        return { [id]: { ...opened, [part]: { ...opened[part], ...fetched } } };
      });
    put({ loading: true, failed: null } as Partial<Opened[P]>);
    try {
      put({ value: await ask(), loading: false } as Partial<Opened[P]>);
    } catch (reason) {
      put({ loading: false, failed: codeOf(reason) } as Partial<Opened[P]>);
    }
  }
}
