/** Keeps a person's preferences outside components. */

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { browserKeep, type Keep } from "../../realtime";
import { KEY, Preferring, type ServerCopy } from "./keeping";
import { DEFAULTS, type Preferences } from "./preferences";

export const preferences = createStore<Preferences>(() => DEFAULTS);

const OLDER_LANGUAGE_KEY = "cordboard.language";

let preferring: Preferring | null = null;

/** Read what this browser has, and follow what other tabs change; called once, before the first paint. */
export function startPreferences(): void {
  const keep = browserKeep(() => localStorage);
  const started = new Preferring(preferences, keep);
  preferring = started;
  takeOlderLanguage(keep);
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) started.take(event.newValue);
  });
}

/** Before there were preferences, the language was kept alone. */
function takeOlderLanguage(keep: Keep): void {
  const language = keep.getItem(OLDER_LANGUAGE_KEY);
  if (language === null) return;
  keep.removeItem(OLDER_LANGUAGE_KEY);
  if (preferences.getState().language === null) preferences.setState({ language });
}

/** Let the server's copy win and keep it up to date; the answer stops that. */
export function followServer(server: ServerCopy): { compare(): void; stop(): void } {
  const following = preferring;
  void following?.signIn(server);
  return { compare: () => void following?.compare(), stop: () => following?.signOut() };
}

/** Return one preference and how to change it. */
export function usePreference<K extends keyof Preferences>(
  name: K,
): readonly [Preferences[K], (value: Preferences[K]) => void] {
  const value = useStore(preferences, (all) => all[name]);
  return [value, (next) => preferences.setState({ [name]: next } as Pick<Preferences, K>)];
}
