/** Tells, of two windows of one browser at random, that no text is lost, comes back, or is sent twice. */

import { expect, test } from "vitest";
import type { Result } from "../api";
import type { Keep } from "../realtime";
import { FakeClock, FakeKeep, settled } from "../realtime/fakes";
import { tellOthers } from "./leaving";
import { FakeDraftsServer } from "./server_fakes";
import { type Browser, FakeWindow, SESSION } from "./window_fakes";

const SEEDS = 250;
const STEPS = 120;
/** All of them take seconds. */
const WITHIN_MS = 120_000;

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

class World implements Browser {
  readonly clock = new FakeClock();
  readonly keep = new FakeKeep();
  readonly server = new FakeDraftsServer();
  readonly log: string[] = [];
  /** Words that must not be lost. */
  readonly typed = new Set<string>();
  /** Words that were forgotten with their session and must not be seen again. */
  readonly forgotten = new Set<string>();
  readonly sent = new Set<string>();
  private counted = 0;
  readonly windows: FakeWindow[];

  constructor(private readonly chance: () => number) {
    this.windows = [];
    this.windows.push(new FakeWindow(this, "w1"));
    this.windows.push(new FakeWindow(this, "w2"));
  }

  count(): number {
    this.counted += 1;
    return this.counted;
  }

  /** The browser's storage as one page has it, for as long as that page is there. */
  keepOf(window: FakeWindow, isThere: () => boolean): Keep {
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

  private write(from: FakeWindow, key: string, value: string | null): void {
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

  private pick(): [string, (window: FakeWindow) => unknown] {
    let at = this.chance() * ACTS.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight, act] of ACTS) {
      at -= weight;
      if (at < 0) return [name, (window) => act(window, this, this.chance)];
    }
    throw new Error("nothing to do");
  }

  type(window: FakeWindow, isLonger: boolean): void {
    if (!window.isOpen) return;
    const { text } = window.drafts.draft(SESSION);
    const word = `t${this.count()}`;
    if (!isLonger) for (const one of wordsOf(text)) this.typed.delete(one);
    window.drafts.type(SESSION, isLonger ? `${text} ${word}`.trim() : word, this.clock.nowMs());
    this.typed.add(word);
    this.log.push(`  ${isLonger ? "more" : "instead"} ${word}`);
  }

  press(window: FakeWindow): void {
    const { text } = window.drafts.draft(SESSION);
    const words = wordsOf(text);
    // People don't send again what they have sent; that is not the machine's to prevent.
    if (!window.isOpen || words.length === 0 || words.some((one) => this.sent.has(one))) return;
    for (const word of words) this.sent.add(word);
    window.outbox.write(SESSION, text);
    window.drafts.handOver(SESSION);
  }

  throwAway(window: FakeWindow, id: string): void {
    const message = window.outbox.state.getState().messages.find((one) => one.id === id);
    for (const word of wordsOf(message?.text ?? "")) this.typed.delete(word);
    window.outbox.discard(id);
  }

  choose(window: FakeWindow, chance: number): void {
    const { text, other } = window.drafts.draft(SESSION);
    if (!window.isOpen || other === null) return;
    const [name, kept] = CHOICES[Math.floor(chance * CHOICES.length)] ?? CHOICES[0];
    window.drafts[name](SESSION);
    const left = new Set(wordsOf(kept(text, other)));
    for (const word of wordsOf(`${text} ${other}`)) if (!left.has(word)) this.typed.delete(word);
  }

  /** The session is closed for good, or one that was lost is taken off the panel. */
  async forget(window: FakeWindow): Promise<void> {
    if (!window.isOnline || !window.isIdle) return;
    // What the server has said before is there before it says that the session is over.
    for (const one of this.windows) if (one !== window) one.takeAnswers();
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

  signOut(window: FakeWindow): void {
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

type Act = (window: FakeWindow, world: World, chance: () => number) => unknown;

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
  ["look", 5, (window) => window.isOpen && window.drafts.refresh(SESSION)],
  ["lose the line", 1, (window) => window.lose()],
  ["line is back", 2, (window) => !window.isOnline && window.comeBack()],
  ["reload", 1, (window) => window.reload()],
  ["taken away", 0.3, (_, { server }) => server.turn(false)],
  ["comes back", 1, (_, { server }) => server.turn(true)],
  ["follow", 3, (window) => window.follow()],
  ["refusing", 0.6, (_, { server }) => server.changeItsMind()],
  ["send again", 2, (window) => oneRefused(window, (id) => window.outbox.retry(id))],
  ["throw away", 0.5, (window, world) => oneRefused(window, (id) => world.throwAway(window, id))],
  ["forget", 0.8, (window, world) => world.forget(window)],
  ["sign out", 0.2, (window, world) => world.signOut(window)],
  ["sign in", 1, () => undefined],
];

function oneRefused(window: FakeWindow, act: (id: string) => void): void {
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

test(
  "[S9 message] text in two windows is never lost, never comes back and is never sent twice",
  async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) await run(seed);
  },
  WITHIN_MS,
);
