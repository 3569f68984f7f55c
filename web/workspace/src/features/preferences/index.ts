/** Is the door of `preferences`. */

export { DEFAULTS, DENSITIES, type ListChoice, type Preferences, TEXT_LIMIT, THEMES } from "./preferences";
export { followServer, preferences, startPreferences, usePreference } from "./store";
