/** Decides what sounds now: offers until they are answered, messages, assigned work, and alerts. */

import type { SoundEvent, SoundsWanted, SoundWish } from "./soundsWanted";

export interface AlertingPorts {
  wanted(): SoundsWanted;
  /** Whether this tab is the one that sounds; another one may be. */
  isMyTurn(): boolean;
  /** Play once; the answer ends it at once. */
  play(wish: SoundWish): () => void;
  /** Whether a conversation has messages that nobody has seen; null for one without a session. */
  isUnread(conversationId: string): boolean | null;
  serverNowMs(): number;
  after(delayMs: number, run: () => void): () => void;
}

export interface Ringing {
  id: string;
  /** Some page has shown it: it has sounded there. */
  displayed: boolean;
  expires_at_ms: number;
}

export const OFFER_EVERY_MS = 4_000;
/** Unread messages are less urgent than somebody who waits for an answer to an offer. */
export const UNREAD_EVERY_MS = 10_000;
/** Until a page that shows the conversation has said that it was read, be it this one or another. */
export const SETTLED_MS = 600;
/** Somebody who writes line by line is one sound. */
export const MESSAGE_REST_MS = 3_000;

export class Alerting {
  private offers: readonly Ringing[] = [];
  private cancelOffer: (() => void) | null = null;
  private readonly waiting = new Set<string>();
  private cancelUnread: (() => void) | null = null;
  private readonly resting = new Set<SoundEvent>();
  private readonly playing = new Map<SoundEvent, () => void>();
  private stopped = false;

  constructor(private readonly ports: AlertingPorts) {}

  /** These offers are out now. */
  setOffers(offers: readonly Ringing[]): void {
    const known = new Set(this.offers.map((one) => one.id));
    const isNew = offers.some((one) => !one.displayed && !known.has(one.id));
    this.offers = offers;
    if (offers.length === 0) this.endOffers();
    if (isNew) this.sound("offer");
    if (isNew || (offers.length > 0 && this.cancelOffer === null)) this.ringLater();
  }

  /** A customer wrote. */
  hearMessage(conversationId: string): void {
    this.ports.after(SETTLED_MS, () => {
      const unread = this.ports.isUnread(conversationId);
      if (unread === null || this.stopped) return;
      if (unread) this.waiting.add(conversationId);
      this.soundAndRest(unread ? "message_elsewhere" : "message_here");
      if (unread && this.cancelUnread === null) this.remindLater();
    });
  }

  /** Something happened that is told once. */
  hear(event: "assigned" | "alert"): void {
    this.sound(event);
  }

  /** Be silent at once and for good. */
  stop(): void {
    this.stopped = true;
    this.endOffers();
    this.cancelUnread?.();
    for (const event of [...this.playing.keys()]) this.silence(event);
  }

  private endOffers(): void {
    this.cancelOffer?.();
    this.cancelOffer = null;
    this.silence("offer");
  }

  private ringLater(): void {
    this.cancelOffer?.();
    this.cancelOffer = this.ports.after(OFFER_EVERY_MS, () => {
      const now = this.ports.serverNowMs();
      const open = this.offers.some((one) => one.expires_at_ms >= now);
      if (open && this.ports.wanted().offer.repeat) this.sound("offer");
      this.ringLater();
    });
  }

  private remindLater(): void {
    this.cancelUnread = this.ports.after(UNREAD_EVERY_MS, () => {
      this.cancelUnread = null;
      for (const id of [...this.waiting]) if (this.ports.isUnread(id) !== true) this.waiting.delete(id);
      if (this.waiting.size === 0) return;
      if (this.ports.wanted().message_elsewhere.repeat) this.sound("message_elsewhere");
      this.remindLater();
    });
  }

  private soundAndRest(event: SoundEvent): void {
    if (this.resting.has(event)) return;
    this.resting.add(event);
    this.ports.after(MESSAGE_REST_MS, () => this.resting.delete(event));
    this.sound(event);
  }

  private sound(event: SoundEvent): void {
    const wish = this.ports.wanted()[event];
    if (this.stopped || !wish.on || !this.ports.isMyTurn()) return;
    this.silence(event);
    this.playing.set(event, this.ports.play(wish));
  }

  private silence(event: SoundEvent): void {
    this.playing.get(event)?.();
    this.playing.delete(event);
  }
}
