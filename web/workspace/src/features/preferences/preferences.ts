/** Says what a person can set for themselves, and what holds until they do. */

export interface Preferences {
  theme: "system" | "light" | "dark" | "contrast";
  density: "comfortable" | "compact";
  /** Null follows the browser. */
  language: string | null;
  /** Key by action, only those that differ from the action's own; an empty text is no key. */
  shortcuts: Record<string, string>;
  /** Of the communication panel, in CSS pixels. */
  communicationWidth: number;
  communicationMinimised: boolean;
  panelExpanded: boolean;
  /** Of Home; null shows the one that the administrator set. */
  dashboard: string | null;
}

export type PreferenceName = keyof Preferences;

export const DEFAULTS: Preferences = {
  theme: "system",
  density: "comfortable",
  language: null,
  shortcuts: {},
  communicationWidth: 480,
  communicationMinimised: false,
  panelExpanded: true,
  dashboard: null,
};

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;

/** Wider than any screen: whoever draws the panel fits it into theirs. */
const WIDTH_LIMIT = 4_000;
/** More than there are actions; what is kept must stay small. */
const SHORTCUT_LIMIT = 100;
const TEXT_LIMIT = 64;

type Reader<T> = (value: unknown) => T | undefined;

const READERS: { [K in PreferenceName]: Reader<Preferences[K]> } = {
  theme: oneOf(THEMES),
  density: oneOf(DENSITIES),
  language: textOrNull,
  shortcuts: (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const pairs = Object.entries(value).filter((pair) => shortText(pair[1]) !== undefined);
    return Object.fromEntries(pairs.slice(0, SHORTCUT_LIMIT)) as Record<string, string>;
  },
  communicationWidth: (value) =>
    typeof value === "number" && value > 0 && value <= WIDTH_LIMIT ? value : undefined,
  communicationMinimised: flag,
  panelExpanded: flag,
  dashboard: textOrNull,
};

export const NAMES = Object.keys(READERS) as PreferenceName[];

/** Return what can be used of something kept or sent; what is unknown or malformed is left out. */
export function known(body: unknown): Partial<Preferences> {
  if (typeof body !== "object" || body === null) return {};
  const pairs = NAMES.map((name) => [name, READERS[name]((body as Record<string, unknown>)[name])] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Partial<Preferences>;
}

/** Return a part of the preferences. */
export function only(all: Preferences, names: readonly PreferenceName[]): Partial<Preferences> {
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** Return which preferences differ. */
export function changedNames(before: Preferences, after: Preferences): PreferenceName[] {
  return NAMES.filter((name) => before[name] !== after[name]);
}

function oneOf<T extends string>(values: readonly T[]): Reader<T> {
  return (value) => values.find((one) => one === value);
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function textOrNull(value: unknown): string | null | undefined {
  return value === null ? null : shortText(value);
}

function shortText(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= TEXT_LIMIT ? value : undefined;
}
