/** Holds what the frame shows, and tells whoever draws it of each change. */

import { BLANK, type ChatState } from "./state";

export class HeldState {
  state: ChatState = BLANK;
  #hearers = new Set<() => void>();

  /** What is returned stops it. */
  onChange(hear: () => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  patch(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    for (const hear of this.#hearers) hear();
  }
}
