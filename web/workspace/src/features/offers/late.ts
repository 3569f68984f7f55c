/** Decides what to do when an answer comes back because the offer was over. */

import type { Answer } from "./answering";

export interface Known {
  /** The conversation is this agent's by now: accepted on another page, or assigned by itself. */
  mine: boolean;
  /** The stream has not said yet that the offer is over. */
  listed: boolean;
  /** As the stream said; undefined where this page has not heard it. */
  outcome: string | undefined;
}

/**
 * `open`: that is what the agent wanted. `wait`: the stream says the rest in a moment. `say_yours`: it can't
 * be declined any more. `say_over`: nobody else will say it. `nothing`: it has been said.
 */
export type Late = "open" | "wait" | "say_yours" | "say_over" | "nothing";

export function lateAnswer(answer: Answer, { mine, listed, outcome }: Known): Late {
  if (mine) return answer === "accept_offer" ? "open" : "say_yours";
  if (listed || outcome === "accepted") return answer === "accept_offer" ? "wait" : "nothing";
  return outcome === undefined ? "say_over" : "nothing";
}
