/** Hands words, locale and chat to every component. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Chat } from "../chat/chat";
import type { Words } from "../language/words";

export interface Surroundings {
  readonly chat: Chat;
  readonly words: Words;
  /** For times. */
  readonly locale: string;
  /** Null where the frame stands alone and there is nothing to go back to. */
  readonly minimise: (() => void) | null;
  /** As the customer gave it before. */
  readonly visitorName: string;
}

const Context = createContext<Surroundings | null>(null);
export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(Context);
  if (!surroundings) throw new Error("a component is drawn outside of its surroundings");
  return surroundings;
}
