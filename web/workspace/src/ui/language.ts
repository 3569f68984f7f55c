/** Decides in which language the workspace speaks, and loads its texts. */

import { type Messages, setupI18n } from "@lingui/core";

interface Language {
  id: string;
  /** In the language itself, so that people find their own. */
  name: string;
  load(): Promise<{ messages: Messages }>;
}

export const LANGUAGES: readonly Language[] = [
  { id: "en", name: "English", load: () => import("../locales/en") },
  { id: "id", name: "Bahasa Indonesia", load: () => import("../locales/id") },
  { id: "lv", name: "Latviešu", load: () => import("../locales/lv") },
  { id: "nl", name: "Nederlands", load: () => import("../locales/nl") },
  { id: "sv", name: "Svenska", load: () => import("../locales/sv") },
  { id: "th", name: "ไทย", load: () => import("../locales/th") },
];

const FALLBACK = "en";

export const i18n = setupI18n();

/** The person's own choice first, then what the browser asks for, then English. */
export function pickLanguage(chosen: string | null, wished: readonly string[]): string {
  const candidates = [chosen ?? "", ...wished].map((tag) => tag.toLowerCase().split("-")[0]);
  const known = new Set(LANGUAGES.map((language) => language.id));
  return candidates.find((id) => id !== undefined && known.has(id)) ?? FALLBACK;
}

let wanted = "";

/** Speak a language from now on, without a reload; the latest wish wins, however long its texts take. */
export async function speak(id: string): Promise<void> {
  const language = LANGUAGES.find((one) => one.id === id) ?? LANGUAGES[0];
  if (language === undefined) return;
  wanted = language.id;
  const { messages } = await language.load();
  if (wanted !== language.id) return;
  i18n.loadAndActivate({ locale: language.id, messages });
  document.documentElement.lang = language.id;
}
