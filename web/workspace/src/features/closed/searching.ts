/** Keeps a search over closed conversations and what it found, while other tabs are shown. */

import { createStore } from "zustand/vanilla";
import {
  type ClosedConversations,
  type ClosedQuery,
  type ClosedView,
  codeOf,
  fetchClosed,
  type Http,
} from "../../api";
import { type Problem, problemOf, queryOf, type Wish } from "./wish";

export interface Search {
  /** What stands in the fields. */
  wish: Wish;
  /** What was asked the last time; null before. */
  asked: Wish | null;
  results: readonly ClosedView[];
  /** Where the next page begins; null when there is none. */
  next: string | null;
  loading: boolean;
  /** Why what stood in the fields was not asked; null when it was. */
  problem: Problem | null;
  /** Code of the refusal of the last attempt; null when there was none. */
  failed: string | null;
  /** Nothing was found, and it is looked for once more in a moment. */
  looksAgain: boolean;
  /** What gets the focus when the page is drawn: its first field, a result by its id, or nothing. */
  focus: string | null;
}

export const FIELD = "field";
/** What was closed is in the index a little later; by then it is. */
export const LOOK_AGAIN_MS = 3_000;
/** Pages without anything that are passed by before the reader is asked. */
export const EMPTY_PAGES = 5;

export interface SearchPorts {
  http: Http;
  after(delayMs: number, run: () => void): () => void;
}

export class Searching {
  readonly store;
  /** An answer that comes after another question was asked is nobody's answer. */
  private attempt = 0;

  constructor(
    private readonly ports: SearchPorts,
    wish: Wish,
  ) {
    const nothing = { asked: null, results: [], next: null, loading: false, failed: null, looksAgain: false };
    this.store = createStore<Search>(() => ({ wish, ...nothing, problem: null, focus: null }));
  }

  change(parts: Partial<Wish>): void {
    this.store.setState(({ wish }) => ({ wish: { ...wish, ...parts } }));
  }

  focusOn(focus: string | null): void {
    this.store.setState({ focus });
  }

  /** Ask for what stands in the fields; what can't be asked leaves what was found. */
  async ask(): Promise<void> {
    const { wish } = this.store.getState();
    const problem = problemOf(wish);
    this.store.setState({ problem });
    if (problem !== null) return;
    this.store.setState({ asked: wish, results: [], next: null, looksAgain: false });
    await this.fetch();
    this.lookAgainSoon(this.attempt);
  }

  /** Fetch the next page, or try again what failed. */
  async more(): Promise<void> {
    const { asked, loading } = this.store.getState();
    if (asked !== null && !loading) await this.fetch();
  }

  /** Whoever has just closed a conversation and looks for it shall not have to ask twice. */
  private lookAgainSoon(attempt: number): void {
    const { results, next, loading, failed } = this.store.getState();
    if (results.length > 0 || next !== null || loading || failed !== null) return;
    this.store.setState({ looksAgain: true });
    this.ports.after(LOOK_AGAIN_MS, () => {
      if (attempt === this.attempt) void this.lookAgain(attempt);
    });
  }

  /** Nobody asked for it: without an answer, what was said stands. */
  private async lookAgain(attempt: number): Promise<void> {
    const { asked } = this.store.getState();
    const page = asked && (await this.pageFrom(queryOf(asked), null).catch(() => null));
    if (attempt !== this.attempt) return;
    const found = page && { results: page.conversations, next: page.next };
    this.store.setState({ ...found, looksAgain: false });
  }

  private async fetch(): Promise<void> {
    const { asked, next } = this.store.getState();
    if (asked === null) return;
    this.attempt += 1;
    const attempt = this.attempt;
    this.store.setState({ loading: true, failed: null });
    try {
      const page = await this.pageFrom(queryOf(asked), next);
      if (attempt !== this.attempt) return;
      this.store.setState(({ results }) => ({
        results: [...results, ...page.conversations],
        next: page.next,
        loading: false,
      }));
    } catch (reason) {
      if (attempt === this.attempt) this.store.setState({ loading: false, failed: codeOf(reason) });
    }
  }

  /** The server looks at so much at once: a page without anything may have others behind it. */
  private async pageFrom(query: ClosedQuery, next: string | null): Promise<ClosedConversations> {
    let before = next;
    for (let asked = 1; ; asked += 1) {
      const page = await fetchClosed(this.ports.http, before === null ? query : { ...query, before });
      if (page.conversations.length > 0 || page.next === null || asked === EMPTY_PAGES) return page;
      before = page.next;
    }
  }
}
