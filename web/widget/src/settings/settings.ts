/** Reads how the widget looks and what it says: what the server wrote into our files, or what is usual. */

import type { Language } from "../language/language";
import type { WidgetShown } from "../wire";

export type Settings = WidgetShown;

/** What the launcher must know before there is a frame. */
export type Look = Pick<Settings, "accent" | "position" | "title">;

const USUAL_LOOK: Look = { accent: "#0b5cad", position: "right", title: {} };

export const USUAL: Settings = {
  ...USUAL_LOOK,
  greeting: {},
  greeting_more: {},
  questions: [{ name: "name" }],
  notice: null,
  show_place: true,
  sound: true,
  transcript: true,
};

/** `written` is what stands in the script; a server without settings leaves a text there that says nothing. */
export function readLook(written: unknown): Look {
  const look = { ...USUAL_LOOK, ...(typeof written === "object" ? written : null) };
  // It goes into a style sheet: nothing but a colour may.
  if (!/^#[\da-f]{6}$/i.test(look.accent)) look.accent = USUAL_LOOK.accent;
  return look;
}

/** `written` is what stands in the frame's page: the workstream as JSON. */
export function readSettings(written: string): Settings {
  try {
    const { widget } = JSON.parse(written) as { widget: Partial<Settings> };
    return { ...USUAL, ...widget };
  } catch {
    return USUAL;
  }
}

/** A text in the language that is spoken, else in English, else our own words. */
export function textIn(texts: Record<string, string> = {}, language: Language, own: string): string {
  return texts[language] || texts.en || own;
}

/** The notice's text with its language, which is any where neither ours nor English is there. */
export function noticeIn(
  texts: Record<string, string>,
  language: Language,
): [language: string, text: string] {
  const spoken = [language, "en"].find((one) => texts[one]) ?? Object.keys(texts)[0] ?? language;
  return [spoken, texts[spoken] ?? ""];
}
