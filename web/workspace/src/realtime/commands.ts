/** Sends commands until they are answered, over lost lines; or once, where only the newest counts. */

import type { Refused, Result } from "../api";
import { Refusal } from "../api";
import { delayMs, REPEAT } from "./backoff";
import type { CommandFrame } from "./frames";
import type { Chance, Clock } from "./ports";

/**
 * `kept`: sent until it is answered. `once`: for what says how things stand here; after a lost line, or when
 * the server says "later", that may be out of date, so it comes back as UNANSWERED.
 */
export type Delivery = "kept" | "once";

/** The server may have done it or not; say what is wanted by now. */
export const UNANSWERED = "unanswered";

interface Pending {
  frame: CommandFrame;
  delivery: Delivery;
  answer: Promise<Result>;
  resolve(result: Result): void;
  reject(reason: Refusal): void;
  repeats: number;
  /** Set while it waits to be repeated after an `again`. */
  cancelRepeat: (() => void) | null;
}

/** A page that is offline for hours must not collect clicks without end. */
export const PENDING_LIMIT = 500;

export class Commands {
  private readonly pending = new Map<string, Pending>();

  constructor(
    private readonly send: (frame: CommandFrame) => void,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Send now, or as soon as there is a connection; asking twice with one id gives one answer. Once it is
   * `unwanted` it is not sent again and comes back as UNANSWERED.
   */
  request(frame: CommandFrame, delivery: Delivery = "kept", unwanted?: AbortSignal): Promise<Result> {
    const known = this.pending.get(frame.id);
    if (known !== undefined) return known.answer;
    if (this.pending.size >= PENDING_LIMIT) {
      return Promise.reject(new Refusal("too_many", "Too many commands wait for an answer."));
    }
    const pending = makePending(frame, delivery);
    this.pending.set(frame.id, pending);
    unwanted?.addEventListener("abort", () => this.giveBack(frame.id));
    this.send(frame);
    return pending.answer;
  }

  /** After a new `welcome`: what has no answer is sent again with its id, in its order, or comes back. */
  resume(): void {
    for (const pending of this.pending.values()) {
      pending.cancelRepeat?.();
      pending.cancelRepeat = null;
      this.again(pending);
    }
  }

  onResult(result: Result): void {
    this.taken(result.id)?.resolve(result);
  }

  onRefused(refused: Refused): void {
    const pending = this.pending.get(refused.id);
    if (pending === undefined) return;
    if (refused.again) this.repeatLater(pending);
    else this.taken(refused.id)?.reject(new Refusal(refused.code, refused.sentence));
  }

  /** Forget everything, for instance at sign-out; promises stay open, for nobody knows the answer. */
  forget(): void {
    for (const pending of this.pending.values()) pending.cancelRepeat?.();
    this.pending.clear();
  }

  private repeatLater(pending: Pending): void {
    const waitMs = delayMs(REPEAT, pending.repeats, this.chance.fraction());
    pending.repeats += 1;
    pending.cancelRepeat?.();
    pending.cancelRepeat = this.clock.after(waitMs, () => {
      pending.cancelRepeat = null;
      this.again(pending);
    });
  }

  private again({ frame, delivery }: Pending): void {
    if (delivery === "kept") this.send(frame);
    else this.giveBack(frame.id);
  }

  private giveBack(id: string): void {
    this.taken(id)?.reject(new Refusal(UNANSWERED, "No answer came."));
  }

  private taken(id: string): Pending | undefined {
    const pending = this.pending.get(id);
    pending?.cancelRepeat?.();
    this.pending.delete(id);
    return pending;
  }
}

function makePending(frame: CommandFrame, delivery: Delivery): Pending {
  let resolve: Pending["resolve"] = () => undefined;
  let reject: Pending["reject"] = () => undefined;
  const answer = new Promise<Result>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { frame, delivery, answer, resolve, reject, repeats: 0, cancelRepeat: null };
}
