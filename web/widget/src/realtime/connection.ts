/** Keeps one connection to the server alive: hello, beats, silence, and coming back. */

import { type Bye, type FromClient, type FromServer, PROTOCOL_VERSION, type Welcome } from "../wire";
import { askedDelayMs, retryDelayMs } from "./backoff";
import { readFrames } from "./frames";
import type { Chance, Clock, OpenSocket, Socket } from "./ports";
import { Watchdog } from "./watchdog";

/** For everything between the decision to connect and the welcome. */
const WELCOME_LIMIT_MS = 15_000;
/** A connection that held this long was good: the next attempts start from the shortest wait again. */
const STEADY_MS = 10_000;
/** After `bye` the close must follow; whoever waits for it waits this long. */
const BYE_LIMIT_MS = 1_000;
/** Before an outdated page that can't be reloaded tries again. */
const OUTDATED_MS = 60_000;
const CLOSE_NOT_SIGNED_IN = 4401;
const CLOSE_OUTDATED = 4410;
/** No close code: the network went, or the silence was too long. */
const CLOSE_UNHEARD = 1006;

export type Phase = "stopped" | "waiting" | "connecting" | "live";

export interface ConnectionEvents {
  welcomed(welcome: Welcome): void;
  received(frame: FromServer): void;
  changed(phase: Phase): void;
  /** The token is no longer good; true asks for another attempt. */
  turnedAway(): boolean;
  /** The server speaks another version of the protocol. */
  outdated(): void;
}

export interface ConnectionPorts {
  clock: Clock;
  chance: Chance;
  openSocket: OpenSocket;
  /** The token for hello; a failure counts as a failed attempt. */
  token(): Promise<string>;
}

export class Connection {
  #ports: ConnectionPorts;
  #events: ConnectionEvents;
  #watchdog: Watchdog;
  #phase: Phase = "stopped";
  #attempt = 0;
  /** Number of the attempt; whatever an older one still says is not heard. */
  #life = 0;
  #socket: Socket | null = null;
  #bye: Bye | null = null;
  /** Null before the welcome. */
  #liveSinceMs: number | null = null;
  #callOffRetry: () => void = () => {};

  constructor(ports: ConnectionPorts, events: ConnectionEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#watchdog = new Watchdog(ports.clock, () => this.#down(CLOSE_UNHEARD));
  }

  get phase(): Phase {
    return this.#phase;
  }

  start(): void {
    if (this.#phase !== "stopped") return;
    this.#attempt = 0;
    this.#connect();
  }

  stop(): void {
    this.#drop();
    this.#enter("stopped");
  }

  /** The network is back or somebody looks: don't wait any longer, unless the server asked for it. */
  hurry(): void {
    if (this.#phase !== "waiting" || this.#askedToWait) return;
    this.#attempt = 0;
    this.#connect();
  }

  /** False when there is no connection: the frame is gone, whoever needs it keeps it. */
  send(frame: FromClient): boolean {
    if (this.#phase !== "live") return false;
    this.#put(frame);
    return true;
  }

  #connect(): void {
    this.#drop();
    this.#bye = null;
    this.#liveSinceMs = null;
    this.#enter("connecting");
    this.#watchdog.watch(WELCOME_LIMIT_MS);
    const life = this.#life;
    this.#ports.token().then(
      (token) => life === this.#life && this.#open(life, token),
      () => life === this.#life && this.#down(CLOSE_UNHEARD),
    );
  }

  #open(life: number, token: string): void {
    const ifCurrent = (run: () => void) => {
      if (life === this.#life) run();
    };
    this.#socket = this.#ports.openSocket({
      opened: () => ifCurrent(() => this.#put({ t: "hello", v: PROTOCOL_VERSION, token })),
      received: (text) => {
        for (const frame of readFrames(text)) ifCurrent(() => this.#hear(frame));
      },
      closed: (code) => ifCurrent(() => this.#down(code)),
    });
  }

  #put(frame: FromClient): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #hear(frame: FromServer): void {
    this.#watchdog.heard();
    if (frame.t === "beat") this.#put({ t: "beat" });
    else if (frame.t === "welcome") this.#welcome(frame);
    else if (frame.t === "bye") this.#takeLeave(frame);
    else this.#events.received(frame);
  }

  #welcome(welcome: Welcome): void {
    this.#liveSinceMs = this.#ports.clock.nowMs();
    this.#watchdog.watch(welcome.silent_after_ms);
    this.#enter("live");
    this.#events.welcomed(welcome);
  }

  #takeLeave(bye: Bye): void {
    this.#bye = bye;
    this.#watchdog.watch(BYE_LIMIT_MS);
  }

  #down(code: number): void {
    const bye = this.#bye;
    const nowMs = this.#ports.clock.nowMs();
    const steady = this.#liveSinceMs !== null && nowMs - this.#liveSinceMs >= STEADY_MS;
    if (steady) this.#attempt = 0;
    this.#drop();
    const reason = code === CLOSE_UNHEARD ? bye?.reason : undefined;
    if (code === CLOSE_NOT_SIGNED_IN || reason === "signed_out") this.#turnAway();
    else if (code === CLOSE_OUTDATED || reason === "reload") this.#outdated();
    else if (this.#askedToWait) this.#waitFor(askedDelayMs(bye?.retry_after_ms ?? 0, this.#ports.chance));
    else this.#waitAsUsual();
  }

  #turnAway(): void {
    if (this.#events.turnedAway()) this.#waitAsUsual();
    else this.#enter("stopped");
  }

  #outdated(): void {
    this.#waitFor(OUTDATED_MS);
    this.#events.outdated();
  }

  get #askedToWait(): boolean {
    return (this.#bye?.retry_after_ms ?? 0) > 0;
  }

  #waitAsUsual(): void {
    this.#waitFor(retryDelayMs(this.#attempt++, this.#ports.chance));
  }

  #waitFor(delayMs: number): void {
    this.#callOffRetry = this.#ports.clock.after(delayMs, () => this.#connect());
    this.#enter("waiting");
  }

  #drop(): void {
    this.#life += 1;
    this.#watchdog.stop();
    this.#callOffRetry();
    this.#socket?.close();
    this.#socket = null;
  }

  #enter(phase: Phase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#events.changed(phase);
  }
}
