/** Fetches the words of one language. */

import type en from "../locales/en.json";
import type { Language } from "./language";

export type Words = Record<keyof typeof en, string>;
export type WordKey = keyof Words;

/** One chunk a language: only the one that is spoken is downloaded. */
const LOAD: Record<Language, () => Promise<{ default: Words }>> = {
  en: () => import("../locales/en.json"),
  th: () => import("../locales/th.json"),
  lv: () => import("../locales/lv.json"),
  sv: () => import("../locales/sv.json"),
  id: () => import("../locales/id.json"),
  nl: () => import("../locales/nl.json"),
};

export async function loadWords(language: Language): Promise<Words> {
  return (await LOAD[language]()).default;
}
