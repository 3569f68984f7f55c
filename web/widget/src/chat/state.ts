/** Says what the frame shows: the conversation's stage is derived, never stored. */

import type { Phase } from "../realtime/connection";
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
