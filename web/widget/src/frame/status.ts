/** Decides what the line under the header says. */

import { type ChatState, isEnding, stageOf } from "../chat/state";
import type { WordKey } from "../language/words";

export interface Status {
  readonly key: WordKey;
  /** For the places in its words. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Something is wrong or in doubt: drawn so that it is noticed. */
  readonly worry: boolean;
}

/** `cut` says that the connection has been away long enough to speak of it. */
export function statusOf(state: ChatState, cut: boolean): Status | null {
  const { trouble, transcript, place } = state;
  const values = { name: transcript.talk?.agent_name ?? "", place: place ?? 0 };
  if (trouble) return { key: trouble, values, worry: true };
  if (cut) return { key: "reconnecting", values, worry: true };
  const key = isEnding(state) ? "ending" : ofStage(state, values.name);
  return key && { key, values, worry: false };
}

function ofStage(state: ChatState, name: string): WordKey | null {
  const stage = stageOf(state);
  if (stage === "new") return null;
  if (stage === "starting") return "loading";
  if (stage === "active") return name ? "active" : "active_unnamed";
  if (stage !== "queued" || state.place === null || !state.settings.show_place) return stage;
  return state.place === 1 ? "next" : "place";
}

/** Whether the frame wants a connection and has none. */
export function isCut({ phase }: ChatState): boolean {
  return phase === "waiting" || phase === "connecting";
}
