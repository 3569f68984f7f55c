/** Decides what a key press in the composer means, and what can be sent. */

interface Press {
  key: string;
  shiftKey: boolean;
  /** An input method (Thai, Japanese ...) is composing: Enter belongs to it. */
  isComposing: boolean;
}

export function sendsBy(press: Press): boolean {
  return press.key === "Enter" && !press.shiftKey && !press.isComposing;
}

/** As the server measures (`core.message.TEXT_LIMIT_BYTES`). */
export const TEXT_LIMIT_BYTES = 27 * 1024;
/** From here on the composer says how much room is left. */
export const NEAR_LIMIT_BYTES = 0.8 * TEXT_LIMIT_BYTES;

export type Sendable = "yes" | "empty" | "too long";

export interface Measured {
  sendable: Sendable;
  /** How many bytes the text has; null while there is plenty of room. */
  bytes: number | null;
}

export function measured(text: string): Measured {
  // No sign takes more than three bytes a code unit: most texts need not be counted.
  if (text.length * 3 < NEAR_LIMIT_BYTES)
    return { sendable: text.trim() === "" ? "empty" : "yes", bytes: null };
  const bytes = new TextEncoder().encode(text).length;
  const near = bytes >= NEAR_LIMIT_BYTES ? bytes : null;
  if (text.trim() === "") return { sendable: "empty", bytes: near };
  return { sendable: bytes > TEXT_LIMIT_BYTES ? "too long" : "yes", bytes: near };
}

/** A typing notice goes out at most this often (protocol.md). */
export const TYPING_EVERY_MS = 3_000;

export function isTypingDue(lastSentMs: number, nowMs: number): boolean {
  return nowMs - lastSentMs >= TYPING_EVERY_MS;
}
