/** Gives components the keys of the moment, for tooltips and `aria-keyshortcuts`. */

import { useEffect, useMemo } from "react";
import { preferences, usePreference } from "../preferences";
import type { ActionId } from "./actions";
import { type Keys, keysFrom } from "./choice";
import { ariaKey, keyText } from "./keys";
import { listenToKeys, onMac } from "./listening";

export function useKeys(): Keys {
  const [chosen] = usePreference("shortcuts");
  return useMemo(() => keysFrom(chosen), [chosen]);
}

export interface Shortcut {
  /** As printed on the keyboard; empty for none. */
  text: string;
  /** For `aria-keyshortcuts`. */
  aria: string | undefined;
}

/** Return an action's key as people and as screen readers want it. */
export function useShortcut(id: ActionId): Shortcut {
  const key = useKeys()[id];
  return { text: keyText(key, onMac()), aria: ariaKey(key) };
}

/** Return "words (Alt+A)", or only the words where the action has no key. */
export function withKey(words: string, { text }: Shortcut): string {
  return text === "" ? words : `${words} (${text})`;
}

/** Let the shortcuts work for as long as the component is drawn; there is one such component. */
export function useListening(): void {
  useEffect(() => listenToKeys(() => keysFrom(preferences.getState().shortcuts)), []);
}
