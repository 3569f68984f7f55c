/** Keeps one connection to the server alive: hello, beats, watchdog, backoff, and what is said on it. */

import { createStore } from "zustand/vanilla";
import type {
  Bye,
  Do,
  FromClient,
  FromServer,
  MarksChanged,
  MeChanged,
  Result,
  SomebodyTypes,
  Welcome,
} from "../api";
import { delayAfterByeMs, delayMs, RECONNECT } from "./backoff";
import { Commands, type Delivery } from "./commands";
import { type CommandFrame, line, PROTOCOL_VERSION, parseFrames } from "./frames";
import { makeId } from "./ids";
import { Listeners } from "./listeners";
import type { Chance, Clock, OpenSocket, Socket } from "./ports";
import { type Phase, type Status, statusOf } from "./status";
import { type StreamListener, Subscriptions } from "./subscriptions";
import { Watchdog } from "./watchdog";

/** What the page shows of the connection. */
export interface ConnectionState {
  status: Status;
  /** Server's clock minus the page's, for countdowns. */
  offsetMs: number;
  /** Build of the web parts that the server has now; null before the first welcome. */
  build: string | null;
  /** The server speaks to newer pages only. */
  outdated: boolean;
}

/** What a page may ask of the floor. */
export type Command = Do["command"];

/** Why the connection ended for good. */
export type End = "signed out" | "reload";

export interface Outside {
  openSocket: OpenSocket;
  clock: Clock;
  chance: Chance;
}

type Handlers = { [T in FromServer["t"]]?: (frame: Extract<FromServer, { t: T }>) => void };

/** Opening and the answer to hello may take this long. */
export const WELCOME_WITHIN_MS = 10_000;
/** Silence longer than this when the page is looked at again is worth a new connection at once. */
const BEATS_MISSED_ON_WAKE = 2;
const FINAL_CODES: Record<number, End> = { 4401: "signed out", 4410: "reload" };

export class Connection {
  readonly state = createStore<ConnectionState>(() => ({
    status: "catching up",
    offsetMs: 0,
    build: null,
    outdated: false,
  }));
  private phase: Phase = "resting";
  private socket: Socket | null = null;
  private attempts = 0;
  private wasLost = false;
  private beatEveryMs = 0;
  private cancelRetry: (() => void) | null = null;
  private readonly welcomed = new Listeners<Welcome>();
  private readonly typing = new Listeners<SomebodyTypes>();
  private readonly marked = new Listeners<MarksChanged>();
  private readonly meChanged = new Listeners<MeChanged>();
  private readonly ended = new Listeners<End>();
  private readonly watchdog: Watchdog;
  private readonly subscriptions: Subscriptions;
  private readonly commands: Commands;

  /** `fault` is left out, for it names no command; newer servers may say more: neither can be acted on. */
  private readonly handlers: Handlers = {
    beat: () => this.send({ t: "beat" }),
    welcome: (frame) => this.onWelcomed(frame),
    snapshot: (frame) => this.subscriptions.onSnapshot(frame),
    event: (frame) => this.thenShow(() => this.subscriptions.onEvent(frame)),
    caught_up: (frame) => this.thenShow(() => this.subscriptions.onCaughtUp(frame)),
    resync: (frame) => this.thenShow(() => this.subscriptions.onResync(frame.stream)),
    ended: (frame) => this.thenShow(() => this.subscriptions.onEnded(frame)),
    result: (frame) => this.commands.onResult(frame),
    refused: (frame) => this.commands.onRefused(frame),
    typing: (frame) => this.typing.tell(frame),
    marks: (frame) => this.marked.tell(frame),
    me_changed: (frame) => this.meChanged.tell(frame),
    bye: (frame) => this.onBye(frame),
  };

  constructor(private readonly outside: Outside) {
    const sendIfWelcomed = (frame: FromClient) => {
      if (this.phase === "welcomed") this.send(frame);
    };
    this.watchdog = new Watchdog(outside.clock, () => this.lose(null));
    this.subscriptions = new Subscriptions(sendIfWelcomed);
    this.commands = new Commands(sendIfWelcomed, outside.clock, outside.chance);
  }

  start(): void {
    if (this.phase === "resting") this.open();
  }

  /** End for good, without a word to the server: it hears the close. */
  stop(): void {
    this.phase = "resting";
    this.cancelRetry?.();
    this.abandonSocket();
    this.commands.forget();
  }

  /** The network is back, or the page is looked at again: don't wait for timers. */
  wake(): void {
    if (this.phase === "backing off") {
      this.cancelRetry?.();
      this.open();
    } else if (
      this.phase === "welcomed" &&
      this.watchdog.silentForMs() > this.beatEveryMs * BEATS_MISSED_ON_WAKE
    ) {
      this.lose(0);
    }
  }

  /** The browser says that there is no network: sockets would stay open and mute. */
  networkLost(): void {
    if (this.phase === "opening" || this.phase === "welcomed") this.lose(null);
  }

  subscribe(stream: string, listener: StreamListener): () => void {
    const stop = this.subscriptions.add(stream, listener);
    this.showStatus();
    return () => {
      stop();
      this.showStatus();
    };
  }

  /** Send a command until it is answered, or once; the promise is rejected with a Refusal. */
  do(command: Command, delivery: Delivery = "kept"): Promise<Result> {
    return this.request({ t: "do", id: this.makeId(), command }, delivery);
  }

  request(frame: CommandFrame, delivery: Delivery = "kept", unwanted?: AbortSignal): Promise<Result> {
    return this.commands.request(frame, delivery, unwanted);
  }

  /** Say something that is worth nothing later; false when there is no connection. */
  mention(frame: FromClient): boolean {
    if (this.phase === "welcomed") this.send(frame);
    return this.phase === "welcomed";
  }

  /** The page's own clock. */
  nowMs(): number {
    return this.outside.clock.nowMs();
  }

  /** Run once later, on the page's own clock; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void {
    return this.outside.clock.after(delayMs, run);
  }

  makeId(): string {
    return makeId(this.serverNowMs(), this.outside.chance);
  }

  serverNowMs(): number {
    return this.outside.clock.nowMs() + this.state.getState().offsetMs;
  }

  onWelcome(listener: (frame: Welcome) => void): () => void {
    return this.welcomed.add(listener);
  }

  onTyping(listener: (frame: SomebodyTypes) => void): () => void {
    return this.typing.add(listener);
  }

  onMarks(listener: (frame: MarksChanged) => void): () => void {
    return this.marked.add(listener);
  }

  onMeChanged(listener: (frame: MeChanged) => void): () => void {
    return this.meChanged.add(listener);
  }

  onEnd(listener: (end: End) => void): () => void {
    return this.ended.add(listener);
  }

  private open(): void {
    this.phase = "opening";
    this.watchdog.watch(WELCOME_WITHIN_MS);
    let current: Socket | null = null;
    // An abandoned socket may still speak; whoever is not the current one is not heard.
    const ifCurrent = (run: () => void) => {
      if (current !== null && current === this.socket) run();
    };
    current = this.outside.openSocket({
      opened: () => ifCurrent(() => this.send({ t: "hello", v: PROTOCOL_VERSION })),
      message: (text) => ifCurrent(() => this.hear(text)),
      closed: (code) => ifCurrent(() => this.onClosed(code)),
    });
    this.socket = current;
    this.showStatus();
  }

  private hear(text: string): void {
    this.watchdog.heard();
    const heardOn = this.socket;
    for (const frame of parseFrames(text)) {
      if (this.socket === heardOn) this.handle(frame);
    }
  }

  private handle(frame: FromServer): void {
    const on = this.handlers[frame.t] as ((frame: FromServer) => void) | undefined;
    on?.(frame);
  }

  private onWelcomed(frame: Welcome): void {
    this.phase = "welcomed";
    this.wasLost = false;
    this.beatEveryMs = frame.beat_every_ms;
    this.watchdog.watch(frame.silent_after_ms);
    this.state.setState({ offsetMs: frame.now_ms - this.outside.clock.nowMs(), build: frame.build });
    this.subscriptions.resume();
    this.commands.resume();
    this.showStatus();
    this.welcomed.tell(frame);
  }

  private onBye(frame: Bye): void {
    if (frame.reason === "signed_out") this.endFor("signed out");
    // Said of an old page as well as of a spoilt conversation: the close code that follows tells which.
    else if (frame.reason !== "reload") this.lose(this.afterByeMs(frame));
  }

  private afterByeMs(frame: Bye): number | null {
    if (frame.retry_after_ms === 0) return null;
    return delayAfterByeMs(frame.retry_after_ms, this.outside.chance.fraction());
  }

  private onClosed(code: number): void {
    const end = FINAL_CODES[code];
    if (end !== undefined) this.endFor(end);
    else this.lose(null);
  }

  private endFor(end: End): void {
    this.phase = "resting";
    this.abandonSocket();
    this.wasLost = true;
    if (end === "reload") this.state.setState({ outdated: true });
    this.showStatus();
    this.ended.tell(end);
  }

  /** Give the socket up and try again after `waitMs`, null for the usual backoff. */
  private lose(waitMs: number | null): void {
    this.abandonSocket();
    this.wasLost = true;
    this.phase = "backing off";
    const backoffMs = delayMs(RECONNECT, this.attempts, this.outside.chance.fraction());
    this.attempts += 1;
    this.cancelRetry = this.outside.clock.after(waitMs ?? backoffMs, () => this.open());
    this.showStatus();
  }

  private abandonSocket(): void {
    const socket = this.socket;
    this.socket = null;
    this.watchdog.rest();
    socket?.close();
  }

  private send(frame: FromClient): void {
    this.socket?.send(line(frame));
  }

  private thenShow(run: () => void): void {
    run();
    this.showStatus();
  }

  private showStatus(): void {
    const status = statusOf(this.phase, this.wasLost, this.subscriptions.allCaughtUp());
    // Only a connection that got all the way is a good one; else a server that fails is hammered.
    if (status === "live") this.attempts = 0;
    if (status !== this.state.getState().status) this.state.setState({ status });
  }
}
