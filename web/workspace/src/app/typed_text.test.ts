/** Tells, of two windows of one browser at random, that no text is lost, comes back, or is sent twice. */

import { expect, test } from "vitest";
import { Refusal, type Result } from "../api";
import { FieldDrafts } from "../features/drafts";
import { type Keep, Outbox } from "../realtime";
import { FakeClock, FakeKeep, settled } from "../realtime/fakes";
import { forgetTraces, LEFT_KEY, tellOthers } from "./leaving";

const SEEDS = 300;
const STEPS = 120;
const SESSION = "c1";

/** Mulberry32: small, and the same on every machine. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Behaves as docs/protocol.md says of drafts and messages. */
class Server {
  isOpen = true;
  isRefusing = false;
  text = "";
  version = 0;
  readonly messages = new Map<string, string>();
  private lastSave = "";

  draft() {
    if (!this.isOpen) throw new Refusal("not_found", "");
    return { text: this.text, version: this.shown(), saved_at_ms: null };
  }

  save(id: string, text: string, version: number): Result {
    if (!this.isOpen) throw new Refusal("not_yours", "");
    if (this.lastSave !== id || this.text !== text) {
      if (version !== this.shown()) throw new Refusal("stale_draft", "");
      if (text !== this.text) this.change(text, id);
    }
    return { t: "result", id, version: this.shown() };
  }

  send(id: string, text: string): Result {
    if (!this.messages.has(id)) {
      if (!this.isOpen || this.isRefusing) throw new Refusal("closed", "");
      this.messages.set(id, text);
      this.change("");
    }
    return { t: "result", id };
  }

  /** Take the session from the agent, or bring it back with what was typed in it. */
  turn(isOpen: boolean): void {
    this.isOpen = isOpen;
  }

  changeItsMind(): void {
    this.isRefusing = !this.isRefusing;
  }

  /** The session is over for good, and with it what was typed in it. */
  forget(): void {
    this.isOpen = false;
    this.change("");
  }

  private change(text: string, id = ""): void {
    this.text = text;
    this.version += 1;
    this.lastSave = id;
  }

  private shown(): number {
    return this.text === "" ? 0 : this.version;
  }
}

interface Asked {
  /** Asked again with its id until it is answered; others fail with the line. */
  isKept: boolean;
  ask(): unknown;
  resolve(answer: unknown): void;
  reject(reason: unknown): void;
  answer: (() => void) | null;
}

/** One window: its page may be reloaded, its line lost; storage events and answers reach it in their order. */
class Window {
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
    private readonly world: World,
    private readonly name: string,
  ) {
    this.load();
  }

  load(): void {
    this.page += 1;
    this.asked = [];
    this.written.length = 0;
    this.unheard.length = 0;
    const { clock } = this.world;
    const { page } = this;
    const keep = this.world.keepOf(this, () => page === this.page);
    const makeId = () => `${this.name}-${this.world.count()}`;
    this.drafts = new FieldDrafts({
      field: "message",
      keep,
      userId: "ann",
      windowId: makeId(),
      after: (delayMs, run) => clock.after(delayMs, this.alive(run)),
      fetch: () => this.request(false, () => this.world.server.draft()),
      save: (_, text, version) => {
        const id = makeId();
        return this.request(true, () => this.world.server.save(id, text, version));
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
    this.isOpen = this.world.server.isOpen || !this.isOnline;
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
    if (!this.isOnline || !this.isHere || this.isOpen === this.world.server.isOpen) return;
    this.isOpen = this.world.server.isOpen;
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
    forgetTraces("ann", this.world.keep, this.tab);
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

  get isIdle(): boolean {
    return this.asked.length === 0;
  }

  private send(frame: { id: string; text: string }, unwanted: AbortSignal): Promise<Result> {
    const sending = this.request<Result>(true, () => this.world.send(frame.id, frame.text));
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

class World {
  readonly clock = new FakeClock();
  readonly keep = new FakeKeep();
  readonly server = new Server();
  readonly log: string[] = [];
  /** Words that must not be lost. */
  readonly typed = new Set<string>();
  /** Words that were forgotten with their session and must not be seen again. */
  readonly forgotten = new Set<string>();
  readonly sent = new Set<string>();
  private counted = 0;
  readonly windows: Window[];

  constructor(private readonly chance: () => number) {
    this.windows = [];
    this.windows.push(new Window(this, "w1"));
    this.windows.push(new Window(this, "w2"));
  }

  count(): number {
    this.counted += 1;
    return this.counted;
  }

  /** The browser's storage as one page has it, for as long as that page is there. */
  keepOf(window: Window, isThere: () => boolean): Keep {
    const { keep } = this;
    const change = (key: string, value: string | null) => isThere() && this.write(window, key, value);
    return {
      get length() {
        return keep.length;
      },
      key: (index) => keep.key(index),
      getItem: (key) => keep.getItem(key),
      setItem: (key, value) => void change(key, value),
      removeItem: (key) => void change(key, null),
    };
  }

  private write(from: Window, key: string, value: string | null): void {
    if (this.keep.getItem(key) === value) return;
    if (value === null) this.keep.removeItem(key);
    else this.keep.setItem(key, value);
    for (const other of this.windows) if (other !== from && other.isHere) other.written.push([key, value]);
  }

  send(id: string, text: string): Result {
    const isNew = !this.server.messages.has(id);
    const taken = wordsOf(this.server.text);
    const result = this.server.send(id, text);
    // Another window's newer draft goes with the message (docs/protocol.md): who is there saves it again.
    const isMissed = this.windows.some((one) => !one.isHere || !one.isOnline);
    if (isNew && isMissed) for (const word of taken) this.typed.delete(word);
    if (isNew) for (const one of this.windows) if (one.isHere) one.unheard.push([id, text]);
    return result;
  }

  async step(): Promise<void> {
    const window = this.windows[Math.floor(this.chance() * this.windows.length)];
    const [name, act] = this.pick();
    if (window === undefined) return;
    this.log.push(`${this.windows.indexOf(window) + 1} ${name}`);
    if (window.isHere) await act(window);
    else if (name === "sign in") this.signIn();
    await settled();
  }

  private pick(): [string, (window: Window) => unknown] {
    let at = this.chance() * ACTS.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight, act] of ACTS) {
      at -= weight;
      if (at < 0) return [name, (window) => act(window, this, this.chance)];
    }
    throw new Error("nothing to do");
  }

  type(window: Window, isLonger: boolean): void {
    if (!window.isOpen) return;
    const { text } = window.drafts.draft(SESSION);
    const word = `t${this.count()}`;
    if (!isLonger) for (const one of wordsOf(text)) this.typed.delete(one);
    window.drafts.type(SESSION, isLonger ? `${text} ${word}`.trim() : word, this.clock.nowMs());
    this.typed.add(word);
    this.log.push(`  ${isLonger ? "more" : "instead"} ${word}`);
  }

  press(window: Window): void {
    const { text } = window.drafts.draft(SESSION);
    const words = wordsOf(text);
    // People don't send again what they have sent; that is not the machine's to prevent.
    if (!window.isOpen || words.length === 0 || words.some((one) => this.sent.has(one))) return;
    for (const word of words) this.sent.add(word);
    window.outbox.write(SESSION, text);
    window.drafts.handOver(SESSION);
  }

  choose(window: Window, chance: number): void {
    const { text, other } = window.drafts.draft(SESSION);
    if (!window.isOpen || other === null) return;
    const [name, kept] = CHOICES[Math.floor(chance * CHOICES.length)] ?? CHOICES[0];
    window.drafts[name](SESSION);
    const left = new Set(wordsOf(kept(text, other)));
    for (const word of wordsOf(`${text} ${other}`)) if (!left.has(word)) this.typed.delete(word);
  }

  /** The session is closed for good, or one that was lost is taken off the panel. */
  async forget(window: Window): Promise<void> {
    if (!window.isOnline || !window.isIdle) return;
    // What the server has said before is there before it says that the session is over.
    for (const one of this.windows) one.takeAnswers();
    await settled();
    if (!window.isIdle) return;
    const mine = wordsOf(window.shown.join(" "));
    const others = this.windows.filter((one) => one !== window).map((one) => one.remembered);
    const elsewhere = new Set(wordsOf(others.join(" ")));
    const ownerless = wordsOf(this.places().drafts.join(" "));
    this.server.forget();
    window.isOpen = false;
    window.drafts.forget(SESSION);
    for (const word of mine) {
      this.typed.delete(word);
      if (!elsewhere.has(word)) this.forgotten.add(word);
    }
    // What a window left that is gone goes with its session, too.
    for (const word of ownerless) if (!elsewhere.has(word)) this.typed.delete(word);
  }

  signOut(window: Window): void {
    window.hearAll();
    if (!window.isOnline || !window.isHere) return;
    window.leave();
    tellOthers(
      "ann",
      this.keepOf(window, () => true),
    );
  }

  signIn(): void {
    if (this.windows.some((one) => one.isHere)) return;
    for (const one of this.windows) {
      one.isHere = true;
      one.isOnline = true;
      one.load();
    }
  }

  check(): void {
    const places = this.places();
    const all = new Set(wordsOf([...places.shown, ...places.kept, ...places.server].join(" ")));
    expect(
      [...this.typed].filter((word) => !all.has(word)),
      "lost",
    ).toEqual([]);
    const readable = new Set(wordsOf([...places.shown, ...places.drafts, this.server.text].join(" ")));
    expect(
      [...this.forgotten].filter((word) => readable.has(word)),
      "came back",
    ).toEqual([]);
    const sent = [...this.server.messages.values()].flatMap((text) => [...new Set(wordsOf(text))]);
    expect(
      sent.filter((word, at) => sent.indexOf(word) !== at),
      "sent twice",
    ).toEqual([]);
    if (this.windows.some((one) => one.isHere)) return;
    const left = places.drafts.map((value) => JSON.parse(value) as { dirty: boolean; other: string | null });
    expect(
      left.filter(({ dirty, other }) => !dirty && other === null),
      "left behind",
    ).toEqual([]);
  }

  private places() {
    const keys = Array.from({ length: this.keep.length }, (_, index) => this.keep.key(index) ?? "");
    const contentOf = (key: string) => this.keep.getItem(key) ?? "";
    return {
      shown: this.windows.flatMap((one) => one.shown),
      kept: keys.map(contentOf),
      drafts: keys.filter((key) => key.startsWith("cordboard.draft.")).map(contentOf),
      server: [this.server.text, ...this.server.messages.values()],
    };
  }
}

const CHOICES = [
  ["takeOther", (_: string, other: string) => other],
  ["dropOther", (text: string, _: string) => text],
  ["joinOther", (text: string, other: string) => `${text} ${other}`],
] as const;

type Act = (window: Window, world: World, chance: () => number) => unknown;

/** What may happen next, and how often compared with the rest. */
const ACTS: [name: string, weight: number, act: Act][] = [
  ["type", 6, (window, world, chance) => world.type(window, chance() < 0.5)],
  ["press Send", 2, (window, world) => world.press(window)],
  ["choose", 2, (window, world, chance) => world.choose(window, chance())],
  ["time", 6, (_, world) => world.clock.pass(400)],
  ["served", 10, (window, _, chance) => window.serve(chance())],
  ["answered", 10, (window, _, chance) => window.answer(chance())],
  ["hear storage", 8, (window) => window.written.length > 0 && window.hear()],
  ["hear message", 4, (window) => window.isOnline && window.unheard.length > 0 && window.hearMessage()],
  ["look", 2, (window) => window.isOpen && window.drafts.refresh(SESSION)],
  ["lose the line", 1, (window) => window.lose()],
  ["line is back", 2, (window) => !window.isOnline && window.comeBack()],
  ["reload", 0.7, (window) => window.reload()],
  ["taken away", 0.3, (_, { server }) => server.turn(false)],
  ["comes back", 1, (_, { server }) => server.turn(true)],
  ["follow", 3, (window) => window.follow()],
  ["refusing", 0.3, (_, { server }) => server.changeItsMind()],
  ["send again", 1, (window) => oneRefused(window, (id) => window.outbox.retry(id))],
  ["forget", 0.5, (window, world) => world.forget(window)],
  ["sign out", 0.2, (window, world) => world.signOut(window)],
  ["sign in", 1, () => undefined],
];

function oneRefused(window: Window, act: (id: string) => void): void {
  const refused = window.outbox.state.getState().messages.find(({ refusal }) => refusal !== null);
  if (refused !== undefined) act(refused.id);
}

function wordsOf(text: string): string[] {
  return text.match(/t\d+/g) ?? [];
}

async function run(seed: number): Promise<void> {
  const world = new World(chanceOf(seed));
  await settled();
  try {
    for (let step = 0; step < STEPS; step += 1) {
      await world.step();
      world.check();
    }
  } catch (reason) {
    throw new Error(`seed ${seed} after\n${world.log.join("\n")}`, { cause: reason });
  }
}

test("[S9] text in two windows is never lost, never comes back and is never sent twice", async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) await run(seed);
});
