/** Signs a person out and forgets what customers left in this browser; what the server lacks stays. */

import type { Keep } from "../realtime";

/** Written for a moment, with the person's id: their other windows forget too. */
export const LEFT_KEY = "cordboard.left";
/** In each browser tab's storage: who was looked at, which tabs were open, what was searched for. */
const OF_THE_TAB = ["home-tabs", "tab", "tab.unsaved", "tabs", "selected", "communication"].map(
  (one) => `cordboard.${one}`,
);

/**
 * One way out by one's own hand. The server ends the line when it signs somebody out, so the line may
 * tell of it before the request is answered: whichever comes first, the person leaves once.
 */
export class Leaving {
  private stage: "here" | "asked" | "left" = "here";

  constructor(private readonly leave: () => void) {}

  /** Ask the server by `signOut` and leave; throws what it throws, unless the line said that it was done. */
  async by(signOut: () => Promise<void>): Promise<void> {
    this.stage = "asked";
    try {
      await signOut();
    } catch (reason) {
      if (this.stage !== "asked") return;
      this.stage = "here";
      throw reason;
    }
    this.go();
  }

  /** The line was ended by a sign-out: leave and return true if it was this page's own. */
  onLineEnded(): boolean {
    if (this.stage === "here") return false;
    this.go();
    return true;
  }

  private go(): void {
    if (this.stage === "left") return;
    this.stage = "left";
    this.leave();
  }
}

interface Text {
  text?: unknown;
  dirty?: unknown;
  other?: unknown;
}

interface Lost {
  conversation_id?: unknown;
}

/** Forget, and return whether anything stays. */
export function forgetTraces(userId: string, browser: Keep, tab: Keep): boolean {
  for (const key of OF_THE_TAB) tab.removeItem(key);
  const lost = lostOf(userId, tab);
  const left = onlyHere(userId, browser, lost);
  for (const key of draftKeys(userId, browser)) if (!left.includes(key)) browser.removeItem(key);
  keepLostWith(tab, userId, lost, left);
  return keepsText(userId, browser, tab);
}

/** Return whether text of this person is in this browser alone: not saved, not sent, or of a lost session. */
export function keepsText(userId: string, browser: Keep, tab: Keep): boolean {
  const unsent = keysFrom(browser, `cordboard.outbox.${userId}.`);
  return unsent.length > 0 || onlyHere(userId, browser, lostOf(userId, tab)).length > 0;
}

/** Let this person's other windows of the browser forget too. */
export function tellOthers(userId: string, browser: Keep): void {
  try {
    browser.setItem(LEFT_KEY, userId);
  } catch {
    // A full storage: the other windows forget when they are closed.
  }
  browser.removeItem(LEFT_KEY);
}

/** Return the keys of drafts that the server does not have. */
function onlyHere(userId: string, browser: Keep, lost: Lost[]): string[] {
  // It has forgotten those of a lost session with the session.
  const isLost = (key: string) => lost.some((one) => key.endsWith(`.${one.conversation_id}`));
  return draftKeys(userId, browser).filter((key) => isOnlyHere(browser.getItem(key), isLost(key)));
}

function draftKeys(userId: string, browser: Keep): string[] {
  return keysFrom(browser, `cordboard.draft.${userId}.`);
}

function lostOf(userId: string, tab: Keep): Lost[] {
  return parsed<Lost[]>(tab.getItem(`cordboard.lost.${userId}`)) ?? [];
}

function isOnlyHere(value: string | null, lost: boolean): boolean {
  const draft = parsed<Text>(value);
  if (draft === null) return false;
  return draft.dirty === true || typeof draft.other === "string" || (lost && draft.text !== "");
}

/** A lost session is where its text can be read. */
function keepLostWith(tab: Keep, userId: string, lost: Lost[], drafts: string[]): void {
  const kept = lost.filter((one) => drafts.some((key) => key.endsWith(`.${one.conversation_id}`)));
  const key = `cordboard.lost.${userId}`;
  if (kept.length === 0) tab.removeItem(key);
  else if (kept.length < lost.length) tab.setItem(key, JSON.stringify(kept));
}

function keysFrom(keep: Keep, prefix: string): string[] {
  const keys = Array.from({ length: keep.length }, (_, index) => keep.key(index) ?? "");
  return keys.filter((key) => key.startsWith(prefix));
}

function parsed<T extends object>(text: string | null): T | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" ? (value as T | null) : null;
  } catch {
    // Half written: nothing that anybody could read again.
    return null;
  }
}
