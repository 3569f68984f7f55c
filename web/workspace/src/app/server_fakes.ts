/** Gives tests a server that keeps one session's draft and messages, each as the protocol says. */

import { Refusal, type Result } from "../api";

/** Behaves as docs/protocol.md says of drafts and messages. */
export class FakeDraftsServer {
  isOpen = true;
  isRefusing = false;
  text = "";
  version = 0;
  readonly messages = new Map<string, string>();
  private lastSave = "";

  draft() {
    if (!this.isOpen) throw new Refusal("not_found", "");
    return { text: this.text, version: this.shown(), saved_at_ms: null };
  }

  save(id: string, text: string, version: number): Result {
    if (!this.isOpen) throw new Refusal("not_yours", "");
    if (this.lastSave !== id || this.text !== text) {
      if (version !== this.shown()) throw new Refusal("stale_draft", "");
      if (text !== this.text) this.change(text, id);
    }
    return { t: "result", id, version: this.shown() };
  }

  send(id: string, text: string): Result {
    if (!this.messages.has(id)) {
      if (!this.isOpen || this.isRefusing) throw new Refusal("closed", "");
      this.messages.set(id, text);
      this.change("");
    }
    return { t: "result", id };
  }

  /** Take the session from the agent, or bring it back with what was typed in it. */
  turn(isOpen: boolean): void {
    this.isOpen = isOpen;
  }

  changeItsMind(): void {
    this.isRefusing = !this.isRefusing;
  }

  /** The session is over for good, and with it what was typed in it. */
  forget(): void {
    this.isOpen = false;
    this.change("");
  }

  private change(text: string, id = ""): void {
    this.text = text;
    this.version += 1;
    this.lastSave = id;
  }

  private shown(): number {
    return this.text === "" ? 0 : this.version;
  }
}
