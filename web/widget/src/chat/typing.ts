/** Decides when to say that the customer types, and how long to show that the agent does. */

import type { Clock } from "../realtime/ports";
import type { FromClient } from "../wire";
import type { HeldState } from "./held_state";

const SAY_EVERY_MS = 3_000;
const SHOW_FOR_MS = 5_000;

export class Typing {
  #clock: Clock;
  #held: HeldState;
  #send: (frame: FromClient) => void;
  #saidAtMs = Number.NEGATIVE_INFINITY;
  #callOff: () => void = () => {};

  constructor(clock: Clock, held: HeldState, send: (frame: FromClient) => void) {
    this.#clock = clock;
    this.#held = held;
    this.#send = send;
  }

  /** Says it at most every three seconds; before the conversation there is nobody to tell. */
  typed(): void {
    const conversation_id = this.#held.state.conversationId;
    const nowMs = this.#clock.nowMs();
    if (conversation_id === null || nowMs - this.#saidAtMs < SAY_EVERY_MS) return;
    this.#saidAtMs = nowMs;
    this.#send({ t: "typing", conversation_id });
  }

  /** The message went out: the next one begins anew. */
  done(): void {
    this.#saidAtMs = Number.NEGATIVE_INFINITY;
  }

  /** Shows the agent's name for five seconds after the last sign. */
  heard(typist: string): void {
    this.stopped();
    this.#callOff = this.#clock.after(SHOW_FOR_MS, () => this.stopped());
    this.#held.patch({ typist });
  }

  stopped(): void {
    this.#callOff();
    this.#held.patch({ typist: null });
  }
}
