/** Keeps what screen readers shall say; `Announcer` puts it into the page. */

import { createStore } from "zustand/vanilla";

export type Urgency = "polite" | "assertive";

interface Announcement {
  id: number;
  text: string;
}

type Announcements = Record<Urgency, readonly Announcement[]>;

/** Long enough for every screen reader to have taken it up, short enough not to be met again. */
const KEPT_MS = 4_000;

export const announcements = createStore<Announcements>(() => ({ polite: [], assertive: [] }));

let lastId = 0;

/** Say something once, without moving the focus; two in the same moment are both said. */
export function announce(text: string, urgency: Urgency = "polite"): void {
  lastId += 1;
  const id = lastId;
  announcements.setState((now) => ({ [urgency]: [...now[urgency], { id, text }] }));
  setTimeout(() => {
    announcements.setState((now) => ({ [urgency]: now[urgency].filter((one) => one.id !== id) }));
  }, KEPT_MS);
}
