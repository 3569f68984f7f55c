/** Knows what the customer has seen, what the server is told of it, and their place in the queue. */

import { Calm } from "../realtime/calm";
import type { Clock } from "../realtime/ports";
import type { FromClient } from "../wire";
import type { HeldState } from "./held_state";
import { Marker } from "./marker";
import { lastNumber, newsAfter } from "./transcript";

/** A place in the queue that changes all the time is no news. */
const PLACE_EVERY_MS = 15_000;

export class Attention {
  readonly marker: Marker;
  #held: HeldState;
  #calm: Calm;
  #place: number | null = null;
  #shown = false;

  constructor(clock: Clock, held: HeldState, send: (frame: FromClient) => boolean) {
    this.#held = held;
    this.#calm = new Calm(clock, PLACE_EVERY_MS, () => held.patch({ place: this.#place }));
    this.marker = new Marker(clock, (delivered, read) => {
      const conversation_id = held.state.conversationId;
      return conversation_id !== null && send({ t: "mark", conversation_id, delivered, read });
    });
  }

  setShown(shown: boolean): void {
    this.#shown = shown;
    this.look();
    if (!shown) this.marker.say();
  }

  /** What is shown is read; the rest is counted, as far as no other tab has shown it. */
  look(): void {
    const { transcript } = this.#held.state;
    this.marker.note(lastNumber(transcript), this.#shown);
    const readUpTo = Math.max(this.marker.read, transcript.marks.customer_read ?? 0);
    this.#held.patch({ unread: this.#shown ? 0 : newsAfter(transcript, readUpTo).count });
  }

  stand(place: number): void {
    this.#place = place;
    this.#calm.ask();
  }

  /** Another conversation, or none. */
  reset(): void {
    this.#place = null;
    this.marker.reset();
  }
}
