/** Tells the server up to where a shown transcript was read: seldom, and the last mark always. */

import type { Mark } from "../../api";

export interface MarkingPorts {
  /** False when there is no connection; after the next welcome it is said again. */
  send(frame: Mark): boolean;
  after(delayMs: number, run: () => void): () => void;
}

/** Marks go out at most this often; each says all that the ones before it said. */
export const MARK_EVERY_MS = 1_000;

export class Marking {
  private readonly newest = new Map<string, Mark>();
  private readonly unsent = new Set<string>();
  private resting = false;

  constructor(private readonly ports: MarkingPorts) {}

  note(conversationId: string, delivered: number, read: number): void {
    const known = this.newest.get(conversationId);
    if (known !== undefined && known.delivered >= delivered && known.read >= read) return;
    this.newest.set(conversationId, { t: "mark", conversation_id: conversationId, delivered, read });
    this.unsent.add(conversationId);
    this.sendUnlessResting();
  }

  /** There is a new connection: what an earlier one was told may not have arrived. */
  again(): void {
    // More than the latest few were seen long ago and have arrived by all likelihood.
    for (const conversationId of [...this.newest.keys()].slice(-SAID_AGAIN)) this.unsent.add(conversationId);
    this.sendUnlessResting();
  }

  /** The conversation is no longer this person's: the server takes no mark of theirs any more. */
  forget(conversationId: string): void {
    this.newest.delete(conversationId);
    this.unsent.delete(conversationId);
  }

  private sendUnlessResting(): void {
    if (this.resting || this.unsent.size === 0) return;
    for (const conversationId of this.unsent) {
      const frame = this.newest.get(conversationId);
      if (frame !== undefined && this.ports.send(frame)) this.unsent.delete(conversationId);
    }
    this.resting = true;
    this.ports.after(MARK_EVERY_MS, () => {
      this.resting = false;
      this.sendUnlessResting();
    });
  }
}

/** As many sessions as a panel has, about. */
const SAID_AGAIN = 10;
