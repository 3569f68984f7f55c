/** Is the door of `preferences`. */

export { DEFAULTS, DENSITIES, type Preferences, THEMES } from "./preferences";
export { followServer, preferences, startPreferences, usePreference } from "./store";
