/** Remembers over a reload which tab of each session this window looked at, and what was not saved yet. */

import type { OpenTab } from "../../api";
import type { Keep } from "../../realtime";
import { ANCHOR, idOf } from "./tabs";

const KEY = "cordboard.tab";
/** Tabs that were opened a moment ago: the server hears of them a little later. */
const UNSAVED_KEY = "cordboard.tab.unsaved";
/** Where tabs were kept whole, before the server knew them. */
const OLDER_KEY = "cordboard.tabs";
/** Sessions whose tab is remembered; those of sessions that ended long ago go. */
export const SESSIONS_REMEMBERED = 30;

type Selected = Readonly<Record<string, string>>;

type Opened = Readonly<Record<string, readonly OpenTab[]>>;

export interface Memory {
  /** By session. */
  selected: Selected;
  /** By session: opened here, and nobody else knows of them yet. */
  opened: Opened;
}

/** Return the memory with the tab of one session changed; it counts as the newest. */
export function remember(all: Selected, sessionId: string, tab: string): Selected {
  const { [sessionId]: _, ...others } = all;
  const newest = [...Object.entries(others), [sessionId, tab] as const].slice(-SESSIONS_REMEMBERED);
  return Object.fromEntries(newest);
}

export function keepSelected(keep: Keep, selected: Selected): void {
  try {
    keep.setItem(KEY, JSON.stringify(selected));
  } catch {
    // A full storage: it lasts as long as the page.
  }
}

export function keepUnsaved(keep: Keep, unsaved: Opened): void {
  try {
    if (Object.keys(unsaved).length === 0) keep.removeItem(UNSAVED_KEY);
    else keep.setItem(UNSAVED_KEY, JSON.stringify(unsaved));
  } catch {
    // A full storage: the server has them in a moment.
  }
}

/** Return what was kept, as far as it has the shape that this page knows. */
export function recall(keep: Keep): Memory {
  const older = recallOlder(keep);
  const pairs = Object.entries(parsed(keep.getItem(KEY))).flatMap(([id, tab]) =>
    typeof tab === "string" ? [[id, tab] as const] : [],
  );
  const unsaved = Object.entries(parsed(keep.getItem(UNSAVED_KEY))).map(
    ([id, tabs]) => [id, Array.isArray(tabs) ? tabs.filter(isTab) : []] as const,
  );
  return {
    selected: { ...older.selected, ...Object.fromEntries(pairs) },
    opened: { ...older.opened, ...Object.fromEntries(unsaved) },
  };
}

function isTab(value: unknown): value is OpenTab {
  const { kind, target, at_ms } = (value ?? {}) as Partial<OpenTab>;
  const isKind = kind === "earlier" || kind === "application";
  return isKind && typeof target === "string" && (at_ms === undefined || typeof at_ms === "number");
}

interface OlderTabs {
  opened?: { conversationId?: unknown; createdAtMs?: unknown }[];
  selected?: unknown;
}

/** Take what an older version kept, once. */
function recallOlder(keep: Keep): Memory {
  const kept = Object.entries(parsed(keep.getItem(OLDER_KEY))) as [string, OlderTabs | null][];
  keep.removeItem(OLDER_KEY);
  const opened = kept.map(([id, tabs]) => [id, olderTabs(tabs)] as const);
  const selected = kept.map(([id, tabs]) => [id, olderSelected(tabs)] as const);
  return { selected: Object.fromEntries(selected), opened: Object.fromEntries(opened) };
}

function olderTabs(tabs: OlderTabs | null): OpenTab[] {
  const list = Array.isArray(tabs?.opened) ? tabs.opened : [];
  return list.flatMap(({ conversationId, createdAtMs }) =>
    typeof conversationId === "string" && typeof createdAtMs === "number"
      ? [{ kind: "earlier" as const, target: conversationId, at_ms: createdAtMs }]
      : [],
  );
}

function olderSelected(tabs: OlderTabs | null): string {
  const found = olderTabs(tabs).find(({ target }) => tabs?.selected === `earlier-${target}`);
  return found === undefined ? ANCHOR : idOf(found);
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not ours or half written: the anchor tab is a good beginning.
    return {};
  }
}
