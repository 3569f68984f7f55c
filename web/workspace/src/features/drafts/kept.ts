/** Keeps one field's drafts in the browser: saved text for all windows, unsaved text for its own window. */

import type { Keep } from "../../realtime";
import { type Draft, isUnsaved, NO_DRAFT } from "./draft";

/** What of a session is typed: the message, or the agent's own notes (`core/draft.py`). */
export type Field = "message" | "notepad";

export interface KeptPorts {
  field: Field;
  keep: Keep;
  userId: string;
  /** Of this page alone; a reloaded one has another. Without a dot. */
  windowId: string;
}

/** What the browser has of one conversation. */
export interface Found {
  saved: Draft;
  /** Of this window, of others, and of windows that are gone. */
  unsaved: Draft[];
}

export class KeptDrafts {
  /** By conversation: what stood under the saved key when this window last wrote or read it. */
  private readonly seen = new Map<string, string | null>();

  constructor(private readonly ports: KeptPorts) {}

  /** The key of what is saved: the same in all windows. */
  savedKey(conversationId: string): string {
    return this.root() + this.tail(conversationId);
  }

  /** The key of what is unsaved in this window: no other one writes there. */
  unsavedKey(conversationId: string): string {
    return `${this.root()}@${this.ports.windowId}.${this.tail(conversationId)}`;
  }

  find(conversationId: string): Found {
    const saved = this.read(this.savedKey(conversationId)) ?? NO_DRAFT;
    const unsaved = this.unsavedKeys(conversationId).flatMap((key) => this.read(key) ?? []);
    // Older pages kept what was unsaved under the same key.
    return isUnsaved(saved) ? { saved: NO_DRAFT, unsaved: [saved, ...unsaved] } : { saved, unsaved };
  }

  /** Make `draft`, in which all that was found is contained, the only one. */
  moveInto(conversationId: string, draft: Draft): void {
    if (!this.write(conversationId, draft)) return;
    this.removeOthers(conversationId);
    const key = this.savedKey(conversationId);
    const saved = this.read(key);
    if (saved !== null && isUnsaved(saved)) this.ports.keep.removeItem(key);
  }

  /** Return whether it was kept: a storage may be full or forbidden. */
  write(conversationId: string, draft: Draft): boolean {
    const { keep } = this.ports;
    try {
      if (isUnsaved(draft)) keep.setItem(this.unsavedKey(conversationId), JSON.stringify(draft));
      else this.writeSaved(conversationId, draft);
      return true;
    } catch {
      // What is saved is on the server, and what is unsaved in this window's memory.
      return false;
    }
  }

  /** What is saved goes, unless it is another window's by now. */
  removeSaved(conversationId: string): void {
    if (this.savedText(conversationId) !== (this.seen.get(conversationId) ?? null)) return;
    this.ports.keep.removeItem(this.savedKey(conversationId));
    this.saw(conversationId, null);
  }

  /** This window shows what another one saved. */
  saw(conversationId: string, savedText: string | null): void {
    this.seen.set(conversationId, savedText);
  }

  /**
   * Remove what is unsaved in any window, and what is saved if this window knew it or shows the same `texts`.
   * A window that is still there and shows unsaved text puts that back: only what nobody shows goes for good.
   */
  forget(conversationId: string, texts: readonly string[]): void {
    if (texts.includes(this.read(this.savedKey(conversationId))?.text ?? "")) {
      this.saw(conversationId, this.savedText(conversationId));
    }
    this.removeSaved(conversationId);
    this.seen.delete(conversationId);
    this.ports.keep.removeItem(this.unsavedKey(conversationId));
    this.removeOthers(conversationId);
  }

  /** What stands under the saved key, to see whether another window has written since. */
  savedText(conversationId: string): string | null {
    return this.ports.keep.getItem(this.savedKey(conversationId));
  }

  private writeSaved(conversationId: string, draft: Draft): void {
    if (draft.text === "") this.removeSaved(conversationId);
    else {
      const text = JSON.stringify(draft);
      this.ports.keep.setItem(this.savedKey(conversationId), text);
      this.saw(conversationId, text);
    }
    this.ports.keep.removeItem(this.unsavedKey(conversationId));
  }

  private removeOthers(conversationId: string): void {
    const own = this.unsavedKey(conversationId);
    for (const key of this.unsavedKeys(conversationId)) if (key !== own) this.ports.keep.removeItem(key);
  }

  private unsavedKeys(conversationId: string): string[] {
    const { keep } = this.ports;
    const start = `${this.root()}@`;
    const tail = this.tail(conversationId);
    const keys = Array.from({ length: keep.length }, (_, index) => keep.key(index) ?? "");
    return keys.filter(
      (key) => key.startsWith(start) && key.slice(key.indexOf(".", start.length) + 1) === tail,
    );
  }

  private read(key: string): Draft | null {
    const text = this.ports.keep.getItem(key);
    return text === null ? null : parsed(text);
  }

  private root(): string {
    return `cordboard.draft.${this.ports.userId}.`;
  }

  /** The message's key has no field: it is older than the other ones. */
  private tail(conversationId: string): string {
    return this.ports.field === "message" ? conversationId : `${this.ports.field}.${conversationId}`;
  }
}

/** Return what a page wrote; null for anything else. */
export function parsed(text: string): Draft | null {
  try {
    const draft = JSON.parse(text) as Draft | null;
    return typeof draft?.text === "string" ? { ...NO_DRAFT, ...draft } : null;
  } catch {
    // Half written by an older page: nothing that could be shown.
    return null;
  }
}
