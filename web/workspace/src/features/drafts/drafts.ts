/** Keeps one field's drafts of all conversations: in the browser at once, on the server within a second. */

import { createStore } from "zustand/vanilla";
import { codeOf, type DraftShown, type Result } from "../../api";
import type { Keep } from "../../realtime";
import {
  compared,
  type Draft,
  deletedBySending,
  handedOver,
  joined,
  NO_DRAFT,
  otherDropped,
  otherTaken,
  saved,
  sentElsewhere,
  typed,
} from "./draft";

/** What of a session is typed: the message, or the agent's own notes (`core/draft.py`). */
export type Field = "message" | "notepad";

export interface DraftPorts {
  field: Field;
  keep: Keep;
  userId: string;
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
  private readonly opened = new Set<string>();
  private readonly saving = new Set<string>();
  /** Opened while the server could not be asked. */
  private readonly uncompared = new Set<string>();
  /** Message by conversation: it was sent on another page while a save of this one was under way. */
  private readonly overtaken = new Map<string, string>();
  private readonly timers = new Map<string, () => void>();
  /** By conversation: what this window put into the browser's storage, or took from there. */
  private readonly written = new Map<string, string>();

  constructor(private readonly ports: DraftPorts) {}

  /** Restore what this browser has, then compare with the server. */
  open(conversationId: string): void {
    if (this.opened.has(conversationId)) return;
    this.opened.add(conversationId);
    const kept = this.read(conversationId);
    if (kept !== null) this.store.setState({ [conversationId]: kept });
    void this.compare(conversationId);
  }

  /** The connection is back: ask for what could not be asked before. */
  compareMissed(): void {
    for (const conversationId of [...this.uncompared]) void this.compare(conversationId);
  }

  /** The conversation is no longer this agent's. The text stays in the browser. */
  close(conversationId: string): void {
    this.opened.delete(conversationId);
    this.uncompared.delete(conversationId);
    this.overtaken.delete(conversationId);
    this.cancelTimer(conversationId);
  }

  /** Throw the text away, here only: the server forgets it by itself. */
  forget(conversationId: string): void {
    this.close(conversationId);
    this.ports.keep.removeItem(this.key(conversationId));
    const { [conversationId]: _, ...others } = this.store.getState();
    this.store.setState(others, true);
  }

  /** `atMs` is the server's clock. */
  type(conversationId: string, text: string, atMs: number): void {
    this.change(conversationId, (draft) => typed(draft, text, atMs));
    this.saveSoon(conversationId);
  }

  handOver(conversationId: string): void {
    this.cancelTimer(conversationId);
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

  /**
   * Another window of this browser wrote `value` (null is nothing) under `key`. What it has saved is what the
   * server has: it comes into this window's field, unless that is unsaved or two versions wait for a choice.
   */
  takeStored(key: string, value: string | null): void {
    const conversationId = [...this.opened].find((one) => this.key(one) === key);
    if (conversationId === undefined || this.saving.has(conversationId)) return;
    const there = value === null ? NO_DRAFT : parsed(value);
    const here = this.draft(conversationId);
    if (there === null || there.dirty || there.other !== null || here.dirty || here.other !== null) return;
    // It stands in the storage already: written again, it could cover what that window types just now.
    this.store.setState({ [conversationId]: { ...there, typedAtMs: 0 } });
    this.written.delete(conversationId);
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
    this.saving.add(conversationId);
    const goOn = await this.trySave(conversationId, text, version);
    this.saving.delete(conversationId);
    const message = this.overtaken.get(conversationId);
    this.overtaken.delete(conversationId);
    if (message !== undefined) this.onSentElsewhere(conversationId, message);
    if (goOn && this.draft(conversationId).dirty) this.saveSoon(conversationId);
  }

  /** Return whether what is still unsaved should be tried again. */
  private async trySave(conversationId: string, text: string, version: number): Promise<boolean> {
    try {
      const result = await this.ports.save(conversationId, text, version);
      this.change(conversationId, (draft) => saved(draft, text, result.version ?? 0));
      return true;
    } catch (reason) {
      return WORTH_COMPARING.has(codeOf(reason)) && this.compare(conversationId);
    }
  }

  /** Return whether the server could be asked. */
  private async compare(conversationId: string): Promise<boolean> {
    try {
      const server = await this.ports.fetch(conversationId);
      this.uncompared.delete(conversationId);
      this.change(conversationId, (draft) => compared(draft, server));
    } catch {
      // Offline: the text is in this browser, and after the next welcome the server is asked again.
      if (this.opened.has(conversationId)) this.uncompared.add(conversationId);
      return false;
    }
    if (this.draft(conversationId).dirty) this.saveSoon(conversationId);
    return true;
  }

  private change(conversationId: string, by: (draft: Draft) => Draft): void {
    const after = by(this.draft(conversationId));
    this.store.setState({ [conversationId]: after });
    this.write(conversationId, after);
  }

  private write(conversationId: string, draft: Draft): void {
    const key = this.key(conversationId);
    const text = JSON.stringify(draft);
    try {
      if (!draft.dirty && this.isTypedElsewhere(conversationId)) return;
      if (draft.text === "" && !draft.dirty && draft.other === null) this.ports.keep.removeItem(key);
      else this.ports.keep.setItem(key, text);
      this.written.set(conversationId, text);
    } catch {
      // Full or forbidden storage: the server's copy is the only one then.
    }
  }

  /** Another window of this browser has unsaved text there: until it is saved, the storage is its own. */
  private isTypedElsewhere(conversationId: string): boolean {
    const there = this.ports.keep.getItem(this.key(conversationId));
    return there !== null && there !== this.written.get(conversationId) && parsed(there)?.dirty === true;
  }

  private read(conversationId: string): Draft | null {
    const text = this.ports.keep.getItem(this.key(conversationId));
    if (text === null) return null;
    this.written.set(conversationId, text);
    return parsed(text);
  }

  private cancelTimer(conversationId: string): void {
    this.timers.get(conversationId)?.();
    this.timers.delete(conversationId);
  }

  private key(conversationId: string): string {
    const { userId, field } = this.ports;
    // The message's key has no field: it is older than the other ones.
    const of = field === "message" ? "" : `${field}.`;
    return `cordboard.draft.${userId}.${of}${conversationId}`;
  }
}

function parsed(text: string): Draft | null {
  try {
    const draft = JSON.parse(text) as Draft | null;
    return typeof draft?.text === "string" ? { ...NO_DRAFT, ...draft } : null;
  } catch {
    // Half written by an older page: nothing that could be shown.
    return null;
  }
}

/** The drafts of all fields of all sessions (mission S9). */
export class Drafts {
  readonly message: FieldDrafts;
  readonly notepad: FieldDrafts;

  constructor(draftsOf: (field: Field) => FieldDrafts) {
    this.message = draftsOf("message");
    this.notepad = draftsOf("notepad");
  }

  open(conversationId: string): void {
    for (const field of this.fields()) field.open(conversationId);
  }

  compareMissed(): void {
    for (const field of this.fields()) field.compareMissed();
  }

  /** The conversation is no longer this agent's. The texts stay in the browser. */
  close(conversationId: string): void {
    for (const field of this.fields()) field.close(conversationId);
  }

  /** Throw the texts away, here only: the server forgets them by itself. */
  forget(conversationId: string): void {
    for (const field of this.fields()) field.forget(conversationId);
  }

  /** Another window of this browser wrote `value` under `key`; null is nothing. */
  takeStored(key: string, value: string | null): void {
    for (const field of this.fields()) field.takeStored(key, value);
  }

  /** Return whether something was typed in any field. */
  hasText(conversationId: string): boolean {
    return this.fields().some((field) => field.draft(conversationId).text.trim() !== "");
  }

  private fields(): FieldDrafts[] {
    return [this.message, this.notepad];
  }
}
