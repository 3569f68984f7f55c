/** Says what the frame shows: the conversation's stage is derived, never stored. */

import type { Phase } from "../realtime/connection";
import type { Settings } from "../settings/settings";
import { USUAL } from "../settings/settings";
import type { Answers } from "./form";
import type { Shown } from "./outbox";
import { EMPTY, type News, type Transcript } from "./transcript";

/** What stands in the way until the customer decides: it can't be continued, or nothing is taken. */
export type Trouble = "lost" | "blocked" | "unavailable";

export interface ChatState {
  readonly conversationId: string | null;
  readonly transcript: Transcript;
  readonly outbox: readonly Shown[];
  readonly phase: Phase;
  /** Name of the agent who is typing, perhaps empty; null when nobody is. */
  readonly typist: string | null;
  readonly trouble: Trouble | null;
  /** The latest new message of the agent, for screen readers; history is never announced. */
  readonly news: News | null;
  readonly unread: number;
  /** What the customer has typed and not sent. */
  readonly draft: string;
  /** What stands in the pre-chat form. */
  readonly answers: Answers;
  /** The customer ticked that they agree to the notice of monitoring. */
  readonly agreed: boolean;
  /** The notice changed while the customer wrote: they have to read the new one. */
  readonly renewed: boolean;
  /** Place in the queue, 1 is next; null when it is not known. */
  readonly place: number | null;
  readonly settings: Settings;
}

export const BLANK: ChatState = {
  conversationId: null,
  transcript: EMPTY,
  outbox: [],
  phase: "stopped",
  typist: null,
  trouble: null,
  news: null,
  unread: 0,
  draft: "",
  answers: {},
  agreed: false,
  renewed: false,
  place: null,
  settings: USUAL,
};

export type Stage = "new" | "starting" | "loading" | "queued" | "active" | "ended";

export function stageOf({ conversationId, transcript, outbox }: ChatState): Stage {
  const { talk } = transcript;
  if (conversationId === null) return outbox.some(({ item }) => item.failed === null) ? "starting" : "new";
  if (!talk) return "loading";
  return talk.status === "queued" || talk.status === "active" ? talk.status : "ended";
}

/** The customer pressed End and the server hasn't answered yet. */
export function isEnding({ outbox }: ChatState): boolean {
  return outbox.some(({ item }) => item.kind === "end");
}

export function canEnd(state: ChatState): boolean {
  return state.transcript.talk?.can_end === true && stageOf(state) !== "ended" && !isEnding(state);
}

export function canWrite(state: ChatState): boolean {
  return state.trouble === null && stageOf(state) !== "ended" && !isEnding(state);
}

/** The customer must tick that they agree to be monitored, and hasn't. */
export function lacksConsent({ settings, agreed }: ChatState): boolean {
  return settings.notice?.consent === true && !agreed;
}
