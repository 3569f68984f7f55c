/** Reads one conversation's stream into a transcript, and concludes: news, the end, a lost right. */

import { Subscription } from "../realtime/subscription";
import type { Entry, FromClient, FromServer, Marks, TalkSnapshot } from "../wire";
import type { Server } from "./server";
import {
  EMPTY,
  firstNumber,
  fromSnapshot,
  type News,
  newsAfter,
  type Transcript,
  withEarlier,
  withEntry,
} from "./transcript";

export interface ReaderEvents {
  changed(transcript: Transcript): void;
  /** New messages of the agent: the latest, and how many; never history. */
  news(news: News, count: number): void;
  ended(): void;
  /** The right to read is gone. */
  lost(): void;
}

export class Reader {
  #conversationId: string;
  #subscription: Subscription;
  #events: ReaderEvents;
  #transcript: Transcript = EMPTY;
  /** Number of the last entry that is history or was announced; null before the first snapshot. */
  #announced: number | null = null;
  #left = false;

  constructor(conversationId: string, send: (frame: FromClient) => boolean, events: ReaderEvents) {
    this.#conversationId = conversationId;
    this.#events = events;
    this.#subscription = new Subscription(`conversation:${conversationId}`, send, {
      snapshot: (body, n) => this.#takeSnapshot(body, n),
      entry: (entry) => this.#take(entry),
      ended: () => this.#streamEnded(),
    });
  }

  /** To be called on each new connection. */
  ask(): void {
    this.#subscription.ask();
  }

  leave(): void {
    this.#left = true;
    this.#subscription.leave();
  }

  /** False when the frame is not about this conversation's stream. */
  hear(frame: FromServer): boolean {
    return this.#subscription.hear(frame);
  }

  /** Throws when they can't be fetched; after a leave they are nobody's business. */
  async showEarlier(server: Pick<Server, "earlier">, token: string): Promise<void> {
    const earlier = await server.earlier(this.#conversationId, token, firstNumber(this.#transcript));
    if (this.#left) return;
    this.#transcript = withEarlier(this.#transcript, earlier);
    this.#events.changed(this.#transcript);
  }

  setMarks(marks: Marks): void {
    this.#transcript = { ...this.#transcript, marks };
    this.#events.changed(this.#transcript);
  }

  #takeSnapshot(body: TalkSnapshot, n: number): void {
    this.#transcript = fromSnapshot(body);
    // The first snapshot is history; a later one may bring what was missed.
    this.#conclude(this.#announced ?? n, n);
  }

  #take(entry: Entry): void {
    this.#transcript = withEntry(this.#transcript, entry);
    this.#conclude(entry.n - 1, entry.n);
  }

  #conclude(after: number, upTo: number): void {
    this.#announced = upTo;
    this.#events.changed(this.#transcript);
    const { news, count } = newsAfter(this.#transcript, after);
    if (news) this.#events.news(news, count);
    if (this.#isOver()) this.#events.ended();
  }

  /** After the end it is no loss: everything there is has been read. */
  #streamEnded(): void {
    if (!this.#isOver()) this.#events.lost();
  }

  #isOver(): boolean {
    return this.#transcript.talk?.status === "ended";
  }
}
