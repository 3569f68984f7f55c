/** Decides in which language the widget speaks. */

export const LANGUAGES = ["en", "th", "lv", "sv", "id", "nl"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first wish that we speak, region or not; English otherwise. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = (wish ?? "").toLowerCase().split(/[-_]/)[0];
    const spoken = LANGUAGES.find((language) => language === primary);
    if (spoken) return spoken;
  }
  return "en";
}

/** How the browser writes dates and times in that language: its own region of it, if it names one. */
export function pickLocale(language: Language, wishes: readonly string[]): string {
  return (
    wishes.find((wish) => pickLanguage([wish]) === language && wish.toLowerCase().startsWith(language)) ??
    language
  );
}
