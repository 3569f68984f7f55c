/** Keeps the drafts of all fields together: what becomes of a session becomes of all that was typed in it. */

import type { FieldDrafts } from "./field";
import type { Field } from "./kept";

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

  /** The person has gone: nothing more is written. */
  stop(): void {
    for (const field of this.fields()) field.stop();
  }

  /** Throw the texts away, here only: the server forgets them by itself. */
  forget(conversationId: string): void {
    for (const field of this.fields()) field.forget(conversationId);
  }

  /** Another window of this browser wrote or removed something under `key`. */
  takeStored(key: string): void {
    for (const field of this.fields()) field.takeStored(key);
  }

  /** Return whether something was typed in any field, or waits for a choice there. */
  hasText(conversationId: string): boolean {
    return this.fields().some((field) => {
      const { text, other } = field.draft(conversationId);
      return `${text}${other ?? ""}`.trim() !== "";
    });
  }

  private fields(): FieldDrafts[] {
    return [this.message, this.notepad];
  }
}
