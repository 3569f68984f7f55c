/** Fetches the words of one language. */

import type en from "../locales/en.json";
import enUrl from "../locales/en.json?url";
import idUrl from "../locales/id.json?url";
import lvUrl from "../locales/lv.json?url";
import nlUrl from "../locales/nl.json?url";
import svUrl from "../locales/sv.json?url";
import thUrl from "../locales/th.json?url";
import type { Language } from "./language";

export type Words = Record<keyof typeof en, string>;
export type WordKey = keyof Words;

/** One file a language: only the one that is spoken is downloaded. */
const FILES: Record<Language, string> = {
  en: enUrl,
  th: thUrl,
  lv: lvUrl,
  sv: svUrl,
  id: idUrl,
  nl: nlUrl,
};

export async function loadWords(language: Language): Promise<Words> {
  const answer = await fetch(FILES[language]);
  // A server that is starting may say something else first.
  if (!answer.ok) throw new Error(`no words: ${answer.status}`);
  return answer.json();
}
