/** Tells the service worker which offers are out, and the server what the system shows (mission N3). */

import type { StoreApi } from "zustand/vanilla";
import type { OfferView } from "../api";
import { type Connection, Wishes } from "../realtime";
import type { Dismissed } from "./desktop_dismissed";
import type { Focus } from "./desktop_focus";
import type { ToWorker } from "./desktop_line";
import type { Permission } from "./permission";
import type { Answered, FromWorker, Mode, OfferTold } from "./worker/protocol";

/** An offer that is out, or one that was assigned by itself and that nobody has looked at yet. */
export type DesktopOffer = OfferView & { assigned?: boolean };

/** What the page adds to an offer: its reader's words. */
export type DesktopWords = Pick<
  OfferTold,
  "title" | "lines" | "icon" | "acceptText" | "rejectText" | "silent" | "notSent"
>;

export interface DesktopPorts {
  userId: string;
  connection: Connection;
  line: {
    start(): Promise<void>;
    say(message: ToWorker): Promise<void>;
    onReady(run: () => void): () => void;
    onMessageFrom(listener: (message: FromWorker) => void): () => void;
  };
  focus: Focus;
  permission: StoreApi<{ permission: Permission }>;
  offers: {
    now(): readonly DesktopOffer[];
    subscribe(run: () => void): () => void;
  };
  dismissed: Dismissed;
  wordsOf(offer: OfferView): DesktopWords;
  /** A button was pressed on a notification. */
  onAnswered(answered: Answered): void;
  /** The body was clicked: bring the reader to the alert. */
  onOpened(offerId: string): void;
  /** The test notification was clicked. */
  onSample(): void;
}

/** A worker may be put to sleep meanwhile, and forgets. */
const TOLD_AGAIN_AFTER_MS = 60_000;
/** How long what was assigned is shown while no page tells it any more. */
const ASSIGNED_LASTS_MS = 150_000;

export class DesktopOffers {
  private readonly keys = new Map<string, OfferTold["keys"]>();
  private told: string[] = [];
  private cancelAgain = () => {};
  private readonly wishes: Wishes;
  private readonly stops: (() => void)[];

  constructor(private readonly ports: DesktopPorts) {
    const { connection, line, focus, permission, offers, userId } = ports;
    this.wishes = new Wishes(connection);
    const tell = () => this.tell();
    const start = () => void line.start();
    start();
    this.stops = [
      // What has failed may work now: then the server is there that has the worker.
      connection.onWelcome(start),
      line.onMessageFrom((message) => this.onMessage(message)),
      line.onReady(() => {
        void line.say({ t: "hello", userId });
        this.tell();
      }),
      focus.onChange(tell),
      permission.subscribe(tell),
      offers.subscribe(tell),
    ];
  }

  /** Nobody is signed in here any more. */
  close(): void {
    for (const stop of this.stops) stop();
    this.cancelAgain();
    this.wishes.dropAll();
    if (this.told.length > 0) void this.ports.line.say({ t: "over", ids: this.told });
  }

  /** Say what is out now; saying it twice changes nothing. */
  private tell(): void {
    const { connection, line, offers, dismissed } = this.ports;
    const out = offers.now().filter((one) => one.notification.desktop !== "never");
    const over = this.told.filter((id) => !out.some((one) => one.id === id));
    this.told = out.map((one) => one.id);
    for (const id of over) this.keys.delete(id);
    if (over.length > 0) void line.say({ t: "over", ids: over });
    const shown = out.filter((one) => !dismissed.has(one.id));
    if (shown.length > 0) void line.say({ t: "offers", offers: shown.map((one) => this.toldOf(one)) });
    this.cancelAgain();
    this.cancelAgain = out.length === 0 ? () => {} : connection.after(TOLD_AGAIN_AFTER_MS, () => this.tell());
  }

  private toldOf(offer: DesktopOffer): OfferTold {
    const { connection, userId, wordsOf } = this.ports;
    const assigned = offer.assigned === true;
    const endMs = assigned ? connection.serverNowMs() + ASSIGNED_LASTS_MS : offer.expires_at_ms;
    return {
      ...wordsOf(offer),
      id: offer.id,
      userId,
      conversationId: offer.conversation_id,
      epoch: offer.epoch,
      mode: offer.notification.desktop as Mode,
      assigned,
      expiresAtMs: endMs - connection.state.getState().offsetMs,
      keys: this.keysOf(offer.id),
    };
  }

  /** Made once: whatever is told of an offer again, its answer is the same command. */
  private keysOf(offerId: string): OfferTold["keys"] {
    const { connection } = this.ports;
    const keys = this.keys.get(offerId) ?? { accept: connection.makeId(), reject: connection.makeId() };
    this.keys.set(offerId, keys);
    return keys;
  }

  private onMessage(message: FromWorker): void {
    // Kept since somebody else had signed in here.
    if ("userId" in message && message.userId !== this.ports.userId) return;
    switch (message.t) {
      case "shown":
        this.confirm(message.id);
        break;
      case "dismissed":
        this.ports.dismissed.add(message.id);
        break;
      case "answered":
        this.wishes.whenLive(() => this.ports.onAnswered(message));
        break;
      case "opened":
        this.wishes.whenLive(() => this.ports.onOpened(message.id));
        break;
      case "sample_clicked":
        this.ports.onSample();
    }
  }

  /** The system has taken it: it is displayed, wherever this page is (mission decision 11). */
  private confirm(offerId: string): void {
    const offer = this.ports.offers.now().find((one) => one.id === offerId);
    if (offer === undefined || offer.displayed || offer.assigned) return;
    this.ports.connection.do({ name: "confirm_displayed", offer_id: offerId }).catch(() => {
      // The offer ended in between: its end comes by the stream and says how.
    });
  }
}
