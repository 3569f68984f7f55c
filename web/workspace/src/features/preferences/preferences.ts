/** Says what a person can set for themselves, and what holds until they do. */

import { knownSounds, SOUND_DEFAULTS, type SoundsWanted } from "../../notifications";

/** How somebody wants to see a list; what is missing is as it was in the beginning. */
export interface ListChoice {
  sort?: string;
  /** Words that a row must have. */
  text?: string;
  channel?: string;
  state?: string;
}

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
  myWork: ListChoice;
  openWork: ListChoice;
  closedWork: ListChoice;
  sounds: SoundsWanted;
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
  myWork: {},
  openWork: {},
  closedWork: {},
  sounds: SOUND_DEFAULTS,
};

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;

/** Wider than any screen: whoever draws the panel fits it into theirs. */
const WIDTH_LIMIT = 4_000;
/** More than there are actions; what is kept must stay small. */
const SHORTCUT_LIMIT = 100;
export const TEXT_LIMIT = 64;

const LIST_PARTS = ["sort", "text", "channel", "state"] as const satisfies readonly (keyof ListChoice)[];

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
  myWork: listChoice,
  openWork: listChoice,
  closedWork: listChoice,
  sounds: knownSounds,
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

/** A sort or a channel that this page doesn't know is the list's business: it falls back. */
function listChoice(value: unknown): ListChoice | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const parts = value as Record<string, unknown>;
  const known = LIST_PARTS.filter((part) => shortText(parts[part]) !== undefined);
  return Object.fromEntries(known.map((part) => [part, parts[part]]));
}

function shortText(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= TEXT_LIMIT ? value : undefined;
}
