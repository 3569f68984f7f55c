/** Decides what the line under the header says. */

import { type ChatState, isEnding, stageOf } from "../chat/state";
import type { WordKey } from "../language/words";

export interface Status {
  readonly key: WordKey;
  readonly name: string;
  /** Something is wrong or in doubt: drawn so that it is noticed. */
  readonly worry: boolean;
}

/** `cut` says that the connection has been away long enough to speak of it. */
export function statusOf(state: ChatState, cut: boolean): Status | null {
  const { trouble, transcript } = state;
  const name = transcript.talk?.agent_name ?? "";
  if (trouble) return { key: trouble, name, worry: true };
  if (cut) return { key: "reconnecting", name, worry: true };
  if (isEnding(state)) return { key: "ending", name, worry: false };
  const key = ofStage(state, name);
  return key && { key, name, worry: false };
}

function ofStage(state: ChatState, name: string): WordKey | null {
  const stage = stageOf(state);
  if (stage === "new") return null;
  if (stage === "active") return name ? "active" : "active_unnamed";
  return stage;
}

/** Whether the frame wants a connection and has none. */
export function isCut({ phase }: ChatState): boolean {
  return phase === "waiting" || phase === "connecting";
}
