/** Decides which application tabs a session has: some that stay, others that come and go (interface 2.1). */

import type { OpenTab, SessionView } from "../../api";

/** The anchor tab: first, always there, never closed. */
export const ANCHOR = "anchor";

export interface Tabs {
  /** Behind the anchor and the tabs of the session's template, in the order in which they were opened. */
  opened: readonly OpenTab[];
  /** What the server last said of `opened`; they differ while a change is on its way. */
  known: readonly OpenTab[];
  /** What the server was told of `opened` and has not answered: it may have it already; null for nothing. */
  sent: readonly OpenTab[] | null;
  /** Of the session's template: ids of applications. */
  fixed: readonly string[];
  /** `kind:target`, or ANCHOR; this window's own. */
  selected: string;
  /** What the server was last told of `selected`. */
  told: string;
}

/** Of one session, the template's counted and the anchor not (`core.session_template.TABS_LIMIT`). */
export const TABS_LIMIT = 10;

export const FIRST_TABS: Tabs = {
  opened: [],
  known: [],
  sent: null,
  fixed: [],
  selected: ANCHOR,
  told: ANCHOR,
};

export function idOf(tab: Pick<OpenTab, "kind" | "target">): string {
  return `${tab.kind}:${tab.target}`;
}

export function applicationTab(id: string): OpenTab {
  return { kind: "application", target: id, at_ms: 0 };
}

/** As `SessionView.selected_tab` has it, where the anchor is empty. */
export function selectedFrom(text: string): string {
  return text === "" ? ANCHOR : text;
}

export function selectedText(selected: string): string {
  return selected === ANCHOR ? "" : selected;
}

/** Return everything beside the anchor, in the order of the strip. */
export function shownTabs({ fixed, opened }: Pick<Tabs, "fixed" | "opened">): OpenTab[] {
  const first = fixed.map(applicationTab);
  const ids = new Set(first.map(idOf));
  return [...first, ...opened.filter((tab) => !ids.has(idOf(tab)))];
}

/** Return the tabs with one more, and shown; null where there is no room for it. */
export function openTab(tabs: Tabs, tab: OpenTab): Tabs | null {
  const id = idOf(tab);
  if (shownTabs(tabs).some((one) => idOf(one) === id)) return { ...tabs, selected: id };
  const room = withRoom(tabs);
  return room === null ? null : { ...tabs, opened: [...room, tab], selected: id };
}

/** The conversation opened first makes room; a web page does not: something may have been typed into it. */
function withRoom({ opened, fixed }: Tabs): readonly OpenTab[] | null {
  if (opened.length + fixed.length < TABS_LIMIT) return opened;
  const first = opened.find((tab) => tab.kind === "earlier");
  return first === undefined ? null : opened.filter((tab) => tab !== first);
}

export function selectTab(tabs: Tabs, id: string): Tabs {
  return tabs.selected !== id && isThere(tabs, id) ? { ...tabs, selected: id } : tabs;
}

/** Close a tab; in the place of the selected one the next is shown, or the one before. */
export function closeTab(tabs: Tabs, id: string): Tabs {
  const opened = tabs.opened.filter((tab) => idOf(tab) !== id);
  return opened.length === tabs.opened.length ? tabs : stillThere({ ...tabs, opened }, tabs);
}

/** Return a session's tabs as this window sees them first; `memory` is what it looked at before a reload. */
export function firstTabs(
  session: SessionView,
  memory: string | undefined,
  kept: readonly OpenTab[] = [],
): Tabs {
  const { tabs, applications, selected_tab } = session;
  const opened = merged({ known: [], sent: null, opened: kept }, tabs, applications);
  const first = { opened, known: tabs, sent: null, fixed: applications, selected: ANCHOR, told: ANCHOR };
  const selected = selectTab(first, memory ?? selectedFrom(selected_tab)).selected;
  return { ...first, selected, told: selected };
}

/** Another page opened or closed tabs, or the template changed: follow, and keep what is not saved yet. */
export function follow(tabs: Tabs, { tabs: theirs, applications }: SessionView): Tabs {
  if (theirs === tabs.known && applications === tabs.fixed) return tabs;
  const opened = merged(tabs, theirs, applications);
  return stillThere({ ...tabs, opened, known: theirs, fixed: applications }, tabs);
}

/** Return the tabs that were opened here and that the server has not shown yet. */
export function fresh({ opened, known }: Tabs): OpenTab[] {
  const ids = new Set(known.map(idOf));
  return opened.filter((tab) => !ids.has(idOf(tab)));
}

/** The server refused what was opened or closed here: show what it has. */
export function undone(tabs: Tabs): Tabs {
  const back = stillThere({ ...tabs, opened: tabs.known, sent: null }, tabs);
  return { ...back, told: back.selected };
}

/** What is shown here goes to the server. */
export function underWay(tabs: Tabs): Tabs {
  return { ...tabs, sent: tabs.opened };
}

/** The server has answered; `selected` is what it was told. */
export function taken(tabs: Tabs, selected: string): Tabs {
  return { ...tabs, sent: null, told: selected };
}

/** What was sent and not answered is done or never will be, and `known` says which. */
export function caughtUp(tabs: Tabs): Tabs {
  return tabs.sent === null ? tabs : { ...tabs, sent: null };
}

/** Return whether the server does not have what is shown here yet. */
export function isUnsaved(tabs: Tabs): boolean {
  return tabs.selected !== tabs.told || idsOf(tabs.opened).join(" ") !== idsOf(tabs.known).join(" ");
}

/**
 * Put what was opened and closed here since `known` onto what is there now; the template's are not saved. What
 * was changed, sent and changed back is as it is here, though it is news that the server has the former.
 */
function merged(
  { known, sent, opened }: Pick<Tabs, "known" | "sent" | "opened">,
  theirs: readonly OpenTab[],
  fixed: readonly string[],
): readonly OpenTab[] {
  const told = sent ?? known;
  const isClosedHere = (tab: OpenTab) => (has(known, tab) || has(told, tab)) && !has(opened, tab);
  const isOpenedHere = (tab: OpenTab) => !has(known, tab) || !has(told, tab);
  const kept = theirs.filter((tab) => !isClosedHere(tab));
  const others = [...theirs, ...fixed.map(applicationTab)];
  const mine = opened.filter((tab) => isOpenedHere(tab) && !has(others, tab));
  return [...kept, ...mine.slice(0, Math.max(0, TABS_LIMIT - fixed.length - kept.length))];
}

/** What was selected and is gone gives way to its neighbour in the strip. */
function stillThere(tabs: Tabs, before: Tabs): Tabs {
  if (isThere(tabs, tabs.selected)) return tabs;
  const old = shownTabs(before).map(idOf);
  const at = old.indexOf(tabs.selected);
  const neighbours = [...old.slice(at + 1), ...old.slice(0, Math.max(at, 0)).reverse()];
  return { ...tabs, selected: neighbours.find((id) => isThere(tabs, id)) ?? ANCHOR };
}

function isThere(tabs: Tabs, id: string): boolean {
  return id === ANCHOR || shownTabs(tabs).some((tab) => idOf(tab) === id);
}

function has(tabs: readonly OpenTab[], { kind, target }: OpenTab): boolean {
  return tabs.some((tab) => tab.kind === kind && tab.target === target);
}

function idsOf(tabs: readonly OpenTab[]): string[] {
  return tabs.map(idOf);
}
