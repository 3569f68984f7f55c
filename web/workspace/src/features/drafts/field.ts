/** Keeps one field's drafts of all conversations: in the browser at once, on the server within a second. */

import { createStore } from "zustand/vanilla";
import { codeOf, type DraftShown, type Result } from "../../api";
import {
  compared,
  type Draft,
  deletedBySending,
  handedOver,
  isUnsaved,
  joined,
  NO_DRAFT,
  otherDropped,
  otherTaken,
  saved,
  sentElsewhere,
  together,
  typed,
} from "./draft";
import { KeptDrafts, type KeptPorts, parsed } from "./kept";

export interface DraftPorts extends KeptPorts {
  /** Save on the server; rejected with a Refusal. */
  save(conversationId: string, text: string, version: number): Promise<Result>;
  fetch(conversationId: string): Promise<DraftShown>;
  after(delayMs: number, run: () => void): () => void;
}

/** From the first key press on; leaves the rest of the second to the network (mission decision 10). */
export const SAVE_AFTER_MS = 700;
/** Refused for any other reason (too large, not ours), it stays in the browser; trying on would not help. */
const WORTH_COMPARING = new Set(["stale_draft"]);

export class FieldDrafts {
  /** By conversation id. */
  readonly store = createStore<Record<string, Draft>>(() => ({}));
  /** By conversation: a new one each time, so that what comes back from an earlier time is known as late. */
  private readonly opened = new Map<string, symbol>();
  private readonly saving = new Set<string>();
  /** Opened while the server could not be asked. */
  private readonly uncompared = new Set<string>();
  /** Message by conversation: it was sent on another page while a save of this one was under way. */
  private readonly overtaken = new Map<string, string>();
  private readonly timers = new Map<string, () => void>();
  private readonly kept: KeptDrafts;
  private isStopped = false;

  constructor(private readonly ports: DraftPorts) {
    this.kept = new KeptDrafts(ports);
  }

  /** Restore what this browser has, then compare with the server. */
  open(conversationId: string): void {
    if (this.isStopped || this.opened.has(conversationId)) return;
    this.opened.set(conversationId, Symbol(conversationId));
    this.restore(conversationId);
    void this.compare(conversationId);
  }

  /** The person has gone: nothing more is written, whatever the server says yet. */
  stop(): void {
    this.isStopped = true;
    for (const conversationId of [...this.opened.keys()]) this.close(conversationId);
  }

  /** The connection is back: ask for what could not be asked before. */
  compareMissed(): void {
    for (const conversationId of [...this.uncompared]) void this.compare(conversationId);
  }

  /** The conversation is no longer this agent's. The text stays in the browser. */
  close(conversationId: string): void {
    this.opened.delete(conversationId);
    this.saving.delete(conversationId);
    this.uncompared.delete(conversationId);
    this.overtaken.delete(conversationId);
    this.cancelTimer(conversationId);
  }

  /** Throw the text away, here only: the server forgets it by itself. */
  forget(conversationId: string): void {
    const { text, other } = this.draft(conversationId);
    this.close(conversationId);
    const { [conversationId]: _, ...others } = this.store.getState();
    this.store.setState(others, true);
    this.kept.forget(conversationId, [text, other ?? ""]);
  }

  /** `atMs` is the server's clock. */
  type(conversationId: string, text: string, atMs: number): void {
    this.change(conversationId, (draft) => typed(draft, text, atMs));
    this.saveSoon(conversationId);
  }

  handOver(conversationId: string): void {
    this.cancelTimer(conversationId);
    // Shown in another window as well, it could be sent from there too.
    this.kept.removeSaved(conversationId);
    this.change(conversationId, handedOver);
  }

  onSent(conversationId: string): void {
    if (!this.opened.has(conversationId)) return;
    this.change(conversationId, deletedBySending);
    if (this.draft(conversationId).dirty) this.saveSoon(conversationId);
  }

  /** The same person sent `message` from another page: its text must not wait here to be sent again. */
  onSentElsewhere(conversationId: string, message: string): void {
    if (!this.opened.has(conversationId)) return;
    if (this.saving.has(conversationId)) {
      // Whether the message took that text along only the save's result tells.
      this.overtaken.set(conversationId, message);
      return;
    }
    this.change(conversationId, (draft) => sentElsewhere(draft, message));
    void this.compare(conversationId);
  }

  takeOther(conversationId: string): void {
    this.change(conversationId, otherTaken);
    this.saveSoon(conversationId);
  }

  /** Somebody looks at this page again: take what was typed on another one meanwhile. */
  refresh(conversationId: string): void {
    if (!this.opened.has(conversationId) || this.saving.has(conversationId)) return;
    if (!this.draft(conversationId).dirty) void this.compare(conversationId);
  }

  /** Another window of this browser wrote or removed something under `key`. */
  takeStored(key: string): void {
    if (this.isStopped) return;
    for (const conversationId of Object.keys(this.store.getState())) {
      if (key === this.kept.savedKey(conversationId)) this.takeSaved(conversationId);
      if (key === this.kept.unsavedKey(conversationId)) this.keepShown(conversationId);
    }
  }

  joinOther(conversationId: string): void {
    this.change(conversationId, joined);
    this.saveSoon(conversationId);
  }

  dropOther(conversationId: string): void {
    this.change(conversationId, otherDropped);
    this.saveSoon(conversationId);
  }

  draft(conversationId: string): Draft {
    return this.store.getState()[conversationId] ?? NO_DRAFT;
  }

  private restore(conversationId: string): void {
    const memory = this.draft(conversationId);
    const { saved: kept, unsaved } = this.kept.find(conversationId);
    const draft = together(kept, isUnsaved(memory) ? [memory, ...unsaved] : unsaved);
    this.store.setState({ [conversationId]: draft });
    if ([draft.text, draft.known].includes(kept.text))
      this.kept.saw(conversationId, this.kept.savedText(conversationId));
    if (isUnsaved(draft)) this.kept.moveInto(conversationId, draft);
  }

  /**
   * What another window has saved is what the server has: it comes into this window's field, unless that is
   * unsaved or two versions wait for a choice.
   */
  private takeSaved(conversationId: string): void {
    if (!this.opened.has(conversationId) || this.saving.has(conversationId)) return;
    // What stands there by now; the event may tell of something older.
    const value = this.kept.savedText(conversationId);
    const there = value === null ? NO_DRAFT : parsed(value);
    const here = this.draft(conversationId);
    if (there === null || isUnsaved(there) || isUnsaved(here)) return;
    // The server has told of a newer one.
    if (there.version !== 0 && there.version < here.version) return;
    this.store.setState({ [conversationId]: { ...there, typedAtMs: 0 } });
    this.kept.saw(conversationId, value);
  }

  /** A window that was opened just now took this one for gone, or threw away what it did not show. */
  private keepShown(conversationId: string): void {
    const draft = this.draft(conversationId);
    if (isUnsaved(draft)) this.kept.write(conversationId, draft);
  }

  private saveSoon(conversationId: string): void {
    if (this.timers.has(conversationId) || !this.opened.has(conversationId)) return;
    const cancel = this.ports.after(SAVE_AFTER_MS, () => {
      this.timers.delete(conversationId);
      void this.save(conversationId);
    });
    this.timers.set(conversationId, cancel);
  }

  private async save(conversationId: string): Promise<void> {
    const { text, version, dirty, other } = this.draft(conversationId);
    // Before somebody chose between two versions, a save would write over the one that is offered.
    if (!dirty || other !== null) return;
    // One save at a time: the next one needs the version that this one gives.
    if (this.saving.has(conversationId)) return;
    const opening = this.opened.get(conversationId);
    this.saving.add(conversationId);
    const goOn = await this.trySave(conversationId, text, version);
    if (opening !== this.opened.get(conversationId)) return;
    this.saving.delete(conversationId);
    const message = this.overtaken.get(conversationId);
    this.overtaken.delete(conversationId);
    if (message !== undefined) this.onSentElsewhere(conversationId, message);
    if (goOn && this.draft(conversationId).dirty) this.saveSoon(conversationId);
  }

  /** Return whether what is still unsaved should be tried again. */
  private async trySave(conversationId: string, text: string, version: number): Promise<boolean> {
    const opening = this.opened.get(conversationId);
    try {
      const result = await this.ports.save(conversationId, text, version);
      if (opening !== this.opened.get(conversationId)) return false;
      this.change(conversationId, (draft) => saved(draft, text, result.version ?? 0));
      return true;
    } catch (reason) {
      if (opening !== this.opened.get(conversationId)) return false;
      return WORTH_COMPARING.has(codeOf(reason)) && this.compare(conversationId, "save was refused");
    }
  }

  /** Return whether the server could be asked. */
  private async compare(conversationId: string, why?: "save was refused"): Promise<boolean> {
    const opening = this.opened.get(conversationId);
    const before = this.standing(conversationId);
    const server = await this.look(conversationId);
    if (opening === undefined || opening !== this.opened.get(conversationId)) return false;
    if (server === null) {
      this.uncompared.add(conversationId);
      return false;
    }
    this.uncompared.delete(conversationId);
    // The answer to a save under way will be newer.
    if (why === undefined && this.saving.has(conversationId)) return true;
    if (this.standing(conversationId) !== before) return this.compare(conversationId, why);
    this.change(conversationId, (draft) => compared(draft, server));
    if (this.draft(conversationId).dirty) this.saveSoon(conversationId);
    return true;
  }

  /** Return what the server has; null while it can't be asked: after the next welcome it is asked again. */
  private async look(conversationId: string): Promise<DraftShown | null> {
    try {
      return await this.ports.fetch(conversationId);
    } catch {
      return null;
    }
  }

  /** When this changes while the server is asked, its answer may be older than what is known here by now. */
  private standing(conversationId: string): string {
    return `${this.draft(conversationId).version} ${this.kept.savedText(conversationId)}`;
  }

  private change(conversationId: string, by: (draft: Draft) => Draft): void {
    if (!this.opened.has(conversationId)) return;
    const after = by(this.draft(conversationId));
    this.store.setState({ [conversationId]: after });
    this.kept.write(conversationId, after);
  }

  private cancelTimer(conversationId: string): void {
    this.timers.get(conversationId)?.();
    this.timers.delete(conversationId);
  }
}
