/** Says what the real-time core needs from outside; a browser brings it, a test plays it. */

export interface Clock {
  nowMs(): number;
  /** Runs once after the delay; what is returned calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** A number from 0 up to, not including, 1. */
export type Chance = () => number;

export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  /** May come late or never: a dead network closes nothing. */
  closed(code: number): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

export type OpenSocket = (events: SocketEvents) => Socket;
