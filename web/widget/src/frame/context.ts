/** Hands words, locale and chat to every component: one frame has one of each at a time. */

import type { Chat } from "../chat/chat";
import type { Keep } from "../keep/keep";
import type { Language } from "../language/language";
import type { Words } from "../language/words";

export interface Surroundings {
  readonly chat: Chat;
  readonly keep: Keep;
  readonly language: Language;
  readonly words: Words;
  /** For times. */
  readonly locale: string;
  /** Null where the frame stands alone and there is nothing to go back to. */
  readonly minimise: (() => void) | null;
  /** Whether anything will be left of the conversation when the host page is left. */
  readonly keeps: boolean;
}

let current: Surroundings;

/** To be called before anything is drawn in them, and drawn again after. */
export function surround(surroundings: Surroundings): void {
  current = surroundings;
}

export function useSurroundings(): Surroundings {
  return current;
}
