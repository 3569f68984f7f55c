/** Decides what a desktop notification shows, and when it is shown and closed (mission N3-N6). */

import type { Mode, OfferTold } from "./protocol";
import type { Look, Window } from "./scope";

/** What is out, and what the operating system shows of it. */
export interface Scene {
  told: OfferTold[];
  /** By id, as it is shown. */
  shown: Map<string, OfferTold>;
  /** A window of the workspace has the focus. */
  focused: boolean;
  nowMs: number;
}

export interface Plan {
  show: OfferTold[];
  close: string[];
}

export function isWanted(mode: Mode, focused: boolean): boolean {
  return mode === "always" || (mode === "background" && !focused);
}

/** Return what to show and what to close, so that exactly what is wanted is shown. */
export function arrange({ told, shown, focused, nowMs }: Scene): Plan {
  const wanted = told.filter((one) => isWanted(one.mode, focused) && one.expiresAtMs > nowMs);
  const ids = new Set(wanted.map((one) => one.id));
  return {
    show: wanted.filter((one) => !isSame(shown.get(one.id), one)),
    close: [...shown.keys()].filter((id) => !ids.has(id)),
  };
}

/** Another end or other words are worth a second showing, which takes the place of the first. */
function isSame(shown: OfferTold | undefined, told: OfferTold): boolean {
  if (shown === undefined) return false;
  // What is theirs already has no end of its own. Shown twice in a moment, some desktops show it twice.
  const end = told.assigned || Math.abs(shown.expiresAtMs - told.expiresAtMs) < END_DIFFERS_MS;
  return end && shown.title === told.title && shown.lines.join("\n") === told.lines.join("\n");
}

/** Two pages reckon the server's clock a little differently. */
const END_DIFFERS_MS = 2_000;

const TAG = "offer-";

export function tagOf(offerId: string): string {
  return `${TAG}${offerId}`;
}

/** Return the offer that a notification shows, null where it is another kind of notification. */
export function offerIn(shown: { tag: string; data: unknown }): OfferTold | null {
  return shown.tag.startsWith(TAG) ? (shown.data as OfferTold) : null;
}

/** Plain words and buttons, no countdown (mission N5): everything else is the operating system's (N6). */
export function lookOf(offer: OfferTold): Look {
  const actions = [{ action: "accept", title: offer.acceptText }];
  if (offer.rejectText !== null) actions.push({ action: "reject", title: offer.rejectText });
  return {
    body: offer.lines.join("\n"),
    tag: tagOf(offer.id),
    icon: offer.icon,
    silent: offer.silent,
    requireInteraction: true,
    actions,
    data: offer,
  };
}

/** Return the window to bring forward: one that can be seen already, else the one used last. */
export function preferred<T extends Pick<Window, "visibilityState">>(windows: T[]): T | undefined {
  return windows.find((one) => one.visibilityState === "visible") ?? windows[0];
}

/** Return what an answer of the server's means: "done", null for trying again, or the code of a refusal. */
export function outcomeOf(status: number, body: unknown): string | null {
  if (status < 300) return "done";
  if (status === 401) return "not_signed_in";
  if (status === 429 || status >= 500) return null;
  const code = (body as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "unknown";
}

/** A network that swallows what is sent says nothing: longer than this is no answer. */
export const ANSWER_WITHIN_MS = 3_000;
/** How long an answer that could not be sent waits for the next attempt. */
export const ATTEMPTS_AFTER_MS = [0, 1_000, 2_000, 4_000];
/** How often the server is asked while no window is there to hear of the end. */
export const ASKED_EVERY_MS = 2_000;
/** Browsers end a worker that goes on for five minutes; pages wake it again before. */
export const WATCH_LIMIT_MS = 240_000;
/** How many ended offers are remembered against pages that are behind. */
export const GONE_LIMIT = 200;
/** Closing by the system after a click is no dismissal. */
export const CLICK_SETTLES_MS = 2_000;
