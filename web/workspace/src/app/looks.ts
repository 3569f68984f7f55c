/** Decides which theme is drawn, from the person's choice and what the system says. */

import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import type { Preferences } from "../features/preferences";

export interface System {
  dark: boolean;
  /** The person asked their system for more contrast. */
  moreContrast: boolean;
  /** The system draws with its own few colours, whatever a page says. */
  forcedColours: boolean;
}

export type Look = "light" | "dark" | "contrast";

/** Under forced colours the system decides; a theme of ours would only be in its way. */
export function lookFor(choice: Preferences["theme"], system: System): Look {
  if (system.forcedColours) return system.dark ? "dark" : "light";
  if (choice !== "system") return choice;
  if (system.moreContrast) return "contrast";
  return system.dark ? "dark" : "light";
}

/** What browsers draw at unless the person asked for larger letters. */
const USUAL_FONT_PX = 16;

/** Return the theme with letters that grow with the browser's own font size, which pixels ignore. */
function growing(theme: Theme): Theme {
  const pairs = Object.entries(theme).map(([name, value]) => {
    const isText = /^(fontSize|lineHeight)/.test(name) && /^[\d.]+px$/.test(String(value));
    return [name, isText ? `${Number.parseFloat(String(value)) / USUAL_FONT_PX}rem` : value];
  });
  return Object.fromEntries(pairs) as Theme;
}

const LOOKS: Record<Look, { theme: Theme; scheme: "light" | "dark" }> = {
  light: { theme: growing(webLightTheme), scheme: "light" },
  dark: { theme: growing(webDarkTheme), scheme: "dark" },
  contrast: { theme: growing(teamsHighContrastTheme), scheme: "dark" },
};

export function themeOf(look: Look): Theme {
  return LOOKS[look].theme;
}

/** Tell style sheets and the browser's own parts (scroll bars, lists) what is drawn. */
export function dress(root: HTMLElement, look: Look, density: Preferences["density"]): void {
  root.dataset.scheme = LOOKS[look].scheme;
  root.dataset.look = look;
  root.dataset.density = density;
}
