/** Gives tests a world of their own: a clock that is moved by hand, sockets that follow a script. */

import type { Event, FromClient, FromServer, Me, Snapshot, Welcome } from "../api";
import type { Outside } from "./connection";
import type { Chance, Clock, Keep, SocketEvents } from "./ports";

export class FakeClock implements Clock {
  private timers: { atMs: number; run: () => void }[] = [];

  constructor(private atMs = 1_000_000) {}

  nowMs(): number {
    return this.atMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.atMs + delayMs, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  /** Move on, running what becomes due at its own time. */
  pass(ms: number): void {
    const endMs = this.atMs + ms;
    for (let next = this.nextUntil(endMs); next !== undefined; next = this.nextUntil(endMs)) {
      this.atMs = next.atMs;
      this.run(next);
    }
    this.atMs = endMs;
  }

  /** As a throttled tab or a suspended machine does: time passes, then everything due runs late. */
  sleep(ms: number): void {
    this.atMs += ms;
    const due = this.timers.filter((timer) => timer.atMs <= this.atMs);
    for (const timer of due) this.run(timer);
  }

  private run(timer: { run: () => void }): void {
    this.timers = this.timers.filter((one) => one !== timer);
    timer.run();
  }

  private nextUntil(endMs: number) {
    return this.timers.filter((one) => one.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** Always the same fraction; ids count up. */
export class FakeChance implements Chance {
  private count = 0;

  fraction(): number {
    return 0.5;
  }

  bytes(count: number): Uint8Array {
    this.count += 1;
    return new Uint8Array(count).fill(this.count % 36);
  }
}

export class FakeSocket {
  readonly sent: FromClient[] = [];
  closed = false;

  constructor(private readonly events: SocketEvents) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text) as FromClient);
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.events.opened();
  }

  say(...frames: FromServer[]): void {
    this.events.message(frames.map((frame) => JSON.stringify(frame)).join("\n"));
  }

  sayText(text: string): void {
    this.events.message(text);
  }

  drop(code = 1006): void {
    this.events.closed(code);
  }

  sentOf<T extends FromClient["t"]>(tag: T): Extract<FromClient, { t: T }>[] {
    return this.sent.filter((frame): frame is Extract<FromClient, { t: T }> => frame.t === tag);
  }
}

export class FakeWorld {
  readonly clock = new FakeClock();
  readonly chance = new FakeChance();
  readonly sockets: FakeSocket[] = [];

  readonly outside: Outside = {
    clock: this.clock,
    chance: this.chance,
    openSocket: (events) => {
      const socket = new FakeSocket(events);
      this.sockets.push(socket);
      return socket;
    },
  };

  /** The newest socket. */
  get socket(): FakeSocket {
    const newest = this.sockets.at(-1);
    if (newest === undefined) throw new Error("no socket was opened");
    return newest;
  }

  /** Open the newest socket and answer its hello. */
  welcome(changes: Partial<Welcome> = {}): FakeSocket {
    this.socket.open();
    this.socket.say(welcome({ now_ms: this.clock.nowMs(), ...changes }));
    return this.socket;
  }
}

export class FakeKeep implements Keep {
  private readonly values = new Map<string, string>();
  full = false;

  get length(): number {
    return this.values.size;
  }

  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.full) throw new Error("QuotaExceededError");
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

export function welcome(changes: Partial<Welcome> = {}): Welcome {
  return {
    t: "welcome",
    v: 1,
    build: "b1",
    connection_id: "k1",
    you: { kind: "user", id: "ann" },
    beat_every_ms: 5_000,
    silent_after_ms: 12_000,
    now_ms: 0,
    ...changes,
  };
}

export function queueSnapshot(n: number, stream = "queue:q1"): Snapshot {
  return { t: "snapshot", stream, n, body: { of: "queue", items: [] } };
}

export function event(n: number, stream = "queue:q1", body?: Event["body"]): Event {
  return { t: "event", stream, n, at_ms: n, body: body ?? { kind: "item_gone", conversation_id: `c${n}` } };
}

/** Let promises that are settled already run their consequences. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** What `/api/me` says of Ann. */
export function meOf(roles: string[]): Me {
  const supervises = roles.includes("supervisor") ? ["q1"] : [];
  return {
    user: { id: "ann", login: "ann", name: "Ann", roles, supervises },
    agent: roles.includes("agent") ? { id: "ann", queue_ids: ["q1"] } : null,
    csrf: "token",
    presences: [
      { id: "available", name: "available", base: "available", selectable: true },
      { id: "lunch", name: "Lunch", base: "away", selectable: true },
      { id: "inactive", name: "inactive", base: "away", selectable: false },
    ],
    queues: [{ id: "q1", name: "Support" }],
    session_limit: 10,
    applications: [],
    dashboards: [
      { id: "work", name: "My work", sections: ["my_work", "open_work"] },
      { id: "focus", name: "Focus", sections: ["my_work"] },
    ],
    default_dashboard: "work",
    build: "b1",
    version: "v1",
  };
}
