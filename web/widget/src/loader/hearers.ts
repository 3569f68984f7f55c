/** Tells the host page what happens: to its functions, and as events of its window. */

import type { Facts } from "../bridge/letters";

export type Hearer = (facts: Facts) => void;

export class Hearers {
  #page: Window;
  #all = new Set<readonly [event: string, hear: Hearer]>();

  constructor(page: Window) {
    this.#page = page;
  }

  /** What is returned stops it. */
  on(event: string, hear: Hearer): () => void {
    const pair = [event, hear] as const;
    this.#all.add(pair);
    return () => this.#all.delete(pair);
  }

  off(event: string, hear: Hearer): void {
    for (const pair of this.#all) if (pair[0] === event && pair[1] === hear) this.#all.delete(pair);
  }

  tell(event: string, detail: Facts = {}): void {
    for (const [wanted, hear] of this.#all) if (wanted === event) this.run(() => hear(detail));
    this.#page.dispatchEvent(new CustomEvent(`cordboard:${event}`, { detail }));
  }

  /** A function of the page's that throws shows so in the page's console, and stops nothing of ours. */
  run<T>(theirs: () => T): T | undefined {
    try {
      return theirs();
    } catch (error) {
      this.#page.setTimeout(() => {
        throw error;
      });
    }
  }
}
