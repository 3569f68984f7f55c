/** A socket whose other end is the test: it reads what was sent and says what comes. */

import type { OpenSocket, SocketEvents } from "../realtime/ports";
import type { FromClient, FromServer } from "../wire";

export class ScriptedSocket {
  readonly sent: FromClient[] = [];
  closed = false;
  #events: SocketEvents;

  constructor(events: SocketEvents) {
    this.#events = events;
  }

  open(): void {
    this.#events.opened();
  }

  say(...frames: FromServer[]): void {
    this.#events.received(frames.map((frame) => JSON.stringify(frame)).join("\n"));
  }

  sayText(text: string): void {
    this.#events.received(text);
  }

  drop(code: number): void {
    this.#events.closed(code);
  }

  /** What was sent since the last look. */
  take(): FromClient[] {
    return this.sent.splice(0);
  }
}

/** Every socket that was opened, oldest first. */
export class ScriptedSockets {
  readonly all: ScriptedSocket[] = [];

  readonly open: OpenSocket = (events) => {
    const socket = new ScriptedSocket(events);
    this.all.push(socket);
    return {
      send: (text) => socket.sent.push(JSON.parse(text) as FromClient),
      close: () => {
        socket.closed = true;
      },
    };
  };

  get last(): ScriptedSocket {
    const socket = this.all.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }
}

export function welcome(changes: Partial<Extract<FromServer, { t: "welcome" }>> = {}): FromServer {
  return {
    t: "welcome",
    v: 1,
    build: "b1",
    connection_id: "x1",
    you: { kind: "visitor", id: "v1" },
    beat_every_ms: 5_000,
    silent_after_ms: 12_000,
    now_ms: 0,
    ...changes,
  };
}
