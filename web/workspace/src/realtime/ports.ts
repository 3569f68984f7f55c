/** Names what the connection needs of the outside world, so that tests can give it a world of their own. */

/** Tells the time and wakes up; timers may fire late (hidden tabs), never early. */
export interface Clock {
  nowMs(): number;
  /** Run once after `delayMs`; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export interface Chance {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** `count` random bytes for ids. */
  bytes(count: number): Uint8Array;
}

/** One WebSocket; `close` means that nothing more is wanted from it. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  /** One WebSocket message: one or more frames, a line each. */
  message(text: string): void;
  closed(code: number): void;
}

export type OpenSocket = (events: SocketEvents) => Socket;

/** The part of `Storage` that is needed. */
export interface Keep {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}
