/** Says what the widget keeps between two loads of the page: a map of texts that somebody stores. */

export interface Keep {
  get(key: string): string | null;
  /** Null forgets. */
  set(key: string, value: string | null): void;
  keys(): string[];
  /** Hears what other tabs of the same site changed; not one's own changes. */
  onChange(hear: (key: string, value: string | null) => void): void;
}

export const TOKEN = "token";
export const CONVERSATION = "conversation";
/** Present once the kept conversation is over: there is nothing to come back for in the background. */
export const OVER = "over";
/** Answers to the pre-chat form, until they are sent. */
export const FORM = "form";
export const NAME = "name";
/** Present when the customer wants no sound. */
export const MUTED = "muted";
export const DRAFT = "draft";
/** When the frame last reloaded itself because the server had a newer one. */
export const RELOADED = "reloaded";
/** Each waiting message has a key of its own, so that two tabs never overwrite each other's. */
export const OUTBOX_PREFIX = "out:";

/** A map in memory; `store` writes it through to wherever it survives. */
export class MirroredKeep implements Keep {
  #values: Map<string, string>;
  #store: (key: string, value: string | null) => void;
  #hearers: Array<(key: string, value: string | null) => void> = [];

  constructor(values: Record<string, string>, store: (key: string, value: string | null) => void = () => {}) {
    this.#values = new Map(Object.entries(values));
    this.#store = store;
  }

  get(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  set(key: string, value: string | null): void {
    if (this.get(key) === value) return;
    this.#put(key, value);
    this.#store(key, value);
  }

  keys(): string[] {
    return [...this.#values.keys()];
  }

  onChange(hear: (key: string, value: string | null) => void): void {
    this.#hearers.push(hear);
  }

  /** Takes over what another tab changed. */
  changedElsewhere(key: string, value: string | null): void {
    this.#put(key, value);
    for (const hear of this.#hearers) hear(key, value);
  }

  #put(key: string, value: string | null): void {
    if (value === null) this.#values.delete(key);
    else this.#values.set(key, value);
  }
}
