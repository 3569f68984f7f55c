/** Keeps preferences in this browser for the first paint, and on the server for every other device. */

import type { StoreApi } from "zustand/vanilla";
import type { Keep } from "../../realtime";
import {
  changedNames,
  DEFAULTS,
  known,
  NAMES,
  only,
  type PreferenceName,
  type Preferences,
} from "./preferences";

export interface ServerCopy {
  userId: string;
  fetch(): Promise<unknown>;
  /** Change these there and nothing else; the answer is all that is there then. */
  change(fields: Partial<Preferences>): Promise<unknown>;
  after(delayMs: number, run: () => void): () => void;
}

/** What stands in the browser's storage. */
interface Kept {
  /** Whose they are; null before anybody signed in. */
  userId: string | null;
  values: Partial<Preferences>;
  /** Changed here and not on the server yet. */
  unsaved: PreferenceName[];
}

export const KEY = "cordboard.preferences";
/** Dragging a panel's edge is many changes and one wish. */
export const SAVE_AFTER_MS = 1_000;

export class Preferring {
  private userId: string | null = null;
  private unsaved = new Set<PreferenceName>();
  private server: ServerCopy | null = null;
  private cancelSave: (() => void) | null = null;
  /** Ends with the last request that was asked for. */
  private line: Promise<void> = Promise.resolve();
  /** What comes from elsewhere is not written back. */
  private taking = false;

  constructor(
    private readonly store: StoreApi<Preferences>,
    private readonly keep: Keep,
  ) {
    this.take(this.keep.getItem(KEY));
    this.store.subscribe((now, before) => {
      if (!this.taking) this.onChange(changedNames(before, now));
    });
  }

  /** Another tab wrote `text`: follow at once. */
  take(text: string | null): void {
    const kept = parse(text);
    this.userId = kept.userId;
    this.unsaved = new Set(kept.unsaved);
    this.show({ ...DEFAULTS, ...kept.values });
  }

  /** Somebody signed in: the server's copy wins, but for what was changed here and never got there. */
  async signIn(server: ServerCopy): Promise<void> {
    const sameHand = this.userId === null || this.userId === server.userId;
    this.server = server;
    // What hangs of a sign-in before holds nobody up.
    this.line = Promise.resolve();
    if (this.userId !== null && !sameHand) {
      // Somebody else's taste is nobody's business.
      this.unsaved.clear();
      this.show({ ...DEFAULTS });
    }
    this.userId = server.userId;
    this.write();
    await this.compare();
  }

  /** The connection is back, or was never asked: what others changed is taken, what waits is saved soon. */
  async compare(): Promise<void> {
    const server = this.server;
    if (server === null) return;
    await this.inTurn(server, () => []);
    if (this.unsaved.size > 0) this.saveSoon();
  }

  signOut(): void {
    this.cancelSave?.();
    this.cancelSave = null;
    this.server = null;
  }

  private onChange(names: PreferenceName[]): void {
    for (const name of names) this.unsaved.add(name);
    this.write();
    this.saveSoon();
  }

  private saveSoon(): void {
    const server = this.server;
    if (server === null) return;
    this.cancelSave?.();
    this.cancelSave = server.after(SAVE_AFTER_MS, () => void this.save(server));
  }

  private save(server: ServerCopy): Promise<void> {
    return this.inTurn(server, () => [...this.unsaved]);
  }

  /** One request at a time: an answer that overtook a later one would show what is past. */
  private inTurn(server: ServerCopy, names: () => PreferenceName[]): Promise<void> {
    this.line = this.line.then(() => this.exchange(server, names()));
    return this.line;
  }

  /** Send some preferences, or only ask, and show the server's copy but for what is unsaved here. */
  private async exchange(server: ServerCopy, names: PreferenceName[]): Promise<void> {
    if (this.server !== server) return;
    const sent = only(this.store.getState(), names);
    let body: unknown;
    try {
      body = await (names.length === 0 ? server.fetch() : server.change(sent));
    } catch {
      // Unreachable, or refused: what is unsaved stays so, the next change or the next sign-in tries again.
      return;
    }
    if (this.server !== server) return;
    const now = this.store.getState();
    for (const name of names) if (now[name] === sent[name]) this.unsaved.delete(name);
    this.show({ ...now, ...known(body), ...only(now, [...this.unsaved]) });
    this.write();
  }

  private show(values: Preferences): void {
    this.taking = true;
    this.store.setState(values);
    this.taking = false;
  }

  private write(): void {
    const kept: Kept = {
      userId: this.userId,
      values: only(this.store.getState(), NAMES),
      unsaved: [...this.unsaved],
    };
    try {
      this.keep.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A full storage: they hold for this page, and on the server.
    }
  }
}

function parse(text: string | null): Kept {
  try {
    const kept = JSON.parse(text ?? "null") as Partial<Kept> | null;
    const unsaved = Array.isArray(kept?.unsaved) ? kept.unsaved.filter((name) => NAMES.includes(name)) : [];
    const userId = typeof kept?.userId === "string" ? kept.userId : null;
    return { userId, values: known(kept?.values), unsaved };
  } catch {
    return { userId: null, values: {}, unsaved: [] };
  }
}
