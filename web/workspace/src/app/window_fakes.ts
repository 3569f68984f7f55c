/** Gives tests the windows of one browser: pages that come and go, lost lines, news that come late. */

import { Refusal, type Result } from "../api";
import { FieldDrafts } from "../features/drafts";
import { type Keep, Outbox } from "../realtime";
import { type FakeClock, FakeKeep } from "../realtime/fakes";
import { forgetTraces, LEFT_KEY } from "./leaving";
import type { FakeDraftsServer } from "./server_fakes";

/** The only one there is. */
export const SESSION = "c1";

/** What all windows share. */
export interface Browser {
  clock: FakeClock;
  keep: FakeKeep;
  server: FakeDraftsServer;
  count(): number;
  /** The storage as one page has it, for as long as that page is there. */
  keepOf(window: FakeWindow, isThere: () => boolean): Keep;
  send(id: string, text: string): Result;
}

interface Asked {
  /** Asked again with its id until it is answered; others fail with the line. */
  isKept: boolean;
  ask(): unknown;
  resolve(answer: unknown): void;
  reject(reason: unknown): void;
  answer: (() => void) | null;
}

/** One window: its page may be reloaded, its line lost; storage events and answers come in their order. */
export class FakeWindow {
  drafts!: FieldDrafts;
  outbox!: Outbox;
  isOnline = true;
  isHere = true;
  /** Shows the session, and may type in it. */
  isOpen = true;
  /** What other windows wrote and this one has not heard of. */
  readonly written: [key: string, value: string | null][] = [];
  /** Messages that this page has not heard of yet. */
  readonly unheard: [id: string, text: string][] = [];
  readonly tab = new FakeKeep();
  private asked: Asked[] = [];
  private page = 0;

  constructor(
    private readonly browser: Browser,
    private readonly name: string,
  ) {
    this.load();
  }

  load(): void {
    this.page += 1;
    this.asked = [];
    this.written.length = 0;
    this.unheard.length = 0;
    const { clock } = this.browser;
    const { page } = this;
    const keep = this.browser.keepOf(this, () => page === this.page);
    const makeId = () => `${this.name}-${this.browser.count()}`;
    this.drafts = new FieldDrafts({
      field: "message",
      keep,
      userId: "ann",
      windowId: makeId(),
      after: (delayMs, run) => clock.after(delayMs, this.alive(run)),
      fetch: () => this.request(false, () => this.browser.server.draft()),
      save: (_, text, version) => {
        const id = makeId();
        return this.request(true, () => this.browser.server.save(id, text, version));
      },
    });
    this.outbox = new Outbox({
      keep,
      userId: "ann",
      request: (frame, unwanted) => this.send(frame as { id: string; text: string }, unwanted),
      makeId,
      nowMs: () => clock.nowMs(),
    });
    this.outbox.onSent(() => this.drafts.onSent(SESSION));
    this.outbox.start();
    this.isOpen = this.browser.server.isOpen || !this.isOnline;
    this.drafts.open(SESSION);
    if (!this.isOpen) this.drafts.close(SESSION);
  }

  /** The page is gone: nothing of it runs any more. */
  unload(): void {
    this.page += 1;
    this.asked = [];
  }

  get shown(): string[] {
    const { text, other } = this.drafts.draft(SESSION);
    return this.isHere ? [text, other ?? ""] : [];
  }

  /** What is shown, and what the page believes the server to have. */
  get remembered(): string {
    return this.isHere ? `${this.shown.join(" ")} ${this.drafts.draft(SESSION).known}` : "";
  }

  lose(): void {
    this.isOnline = false;
    for (const one of this.asked) one.answer = null;
    for (const one of this.asked.filter(({ isKept }) => !isKept)) one.reject(new Refusal("unreachable", ""));
    this.asked = this.asked.filter(({ isKept }) => isKept);
  }

  /** What other windows wrote is heard long before a page is loaded again, or a connection stands again. */
  hearAll(): void {
    while (this.written.length > 0) this.hear();
  }

  /** Without a line there is no page to load, and with one the page has heard of messages by then. */
  reload(): void {
    if (!this.isOnline) return;
    this.hearAll();
    this.hearMessages();
    if (this.isHere) this.load();
  }

  comeBack(): void {
    this.hearAll();
    if (!this.isHere) return;
    this.isOnline = true;
    this.hearMessages();
    this.follow();
    this.drafts.compareMissed();
  }

  /** The session panel follows the server (`features/sessions/desk.ts`). */
  follow(): void {
    if (!this.isOnline || !this.isHere || this.isOpen === this.browser.server.isOpen) return;
    this.isOpen = this.browser.server.isOpen;
    if (this.isOpen) this.drafts.open(SESSION);
    else this.drafts.close(SESSION);
  }

  hear(): void {
    const [key, value] = this.written.shift() ?? ["", null];
    if (key === LEFT_KEY && value !== null) this.leave();
    this.drafts.takeStored(key);
    this.outbox.takeStored(key);
  }

  hearMessages(): void {
    while (this.unheard.length > 0) this.hearMessage();
  }

  hearMessage(): void {
    const [id, text] = this.unheard.shift() ?? ["", ""];
    if (this.isOpen && !this.outbox.knows(id)) this.drafts.onSentElsewhere(SESSION, text);
  }

  leave(): void {
    if (this.isOnline) this.hearMessages();
    this.drafts.stop();
    this.isHere = false;
    forgetTraces("ann", this.browser.keep, this.tab);
    this.unload();
  }

  /** The server does one thing that was asked of it: commands in their order, questions at any time. */
  serve(chance: number): void {
    const waiting = this.asked.filter(({ answer }) => answer === null);
    const next = waiting[Math.floor(chance * waiting.length)];
    const one = next?.isKept ? waiting.find(({ isKept }) => isKept) : next;
    if (one === undefined || !this.isOnline) return;
    try {
      const answer = one.ask();
      one.answer = () => one.resolve(answer);
    } catch (reason) {
      one.answer = () => one.reject(reason);
    }
  }

  answer(chance: number): void {
    const answered = this.asked.filter(({ answer }) => answer !== null);
    const next = answered[Math.floor(chance * answered.length)];
    if (next === undefined) return;
    this.asked = this.asked.filter((one) => one !== next);
    // The line is faster than a question: a message is heard of before what it took along is missed.
    if (!next.isKept) this.hearMessages();
    next.answer?.();
  }

  takeAnswers(): void {
    for (const one of this.asked) one.answer?.();
    this.asked = this.asked.filter(({ answer }) => answer === null);
  }

  /** Nothing is to be done before what it asks next. */
  get isIdle(): boolean {
    return this.asked.every(({ isKept }) => !isKept);
  }

  private send(frame: { id: string; text: string }, unwanted: AbortSignal): Promise<Result> {
    const sending = this.request<Result>(true, () => this.browser.send(frame.id, frame.text));
    const asked = this.asked.at(-1);
    unwanted?.addEventListener("abort", () => {
      this.asked = this.asked.filter((one) => one !== asked);
      asked?.reject(new Refusal("unanswered", ""));
    });
    return sending;
  }

  private request<T>(isKept: boolean, ask: () => T): Promise<T> {
    if (!isKept && !this.isOnline) return Promise.reject(new Refusal("unreachable", ""));
    return new Promise<T>((resolve, reject) => {
      this.asked.push({ isKept, ask, resolve: resolve as (answer: unknown) => void, reject, answer: null });
    });
  }

  private alive(run: () => void): () => void {
    const { page } = this;
    return () => {
      if (page === this.page) run();
    };
  }
}
