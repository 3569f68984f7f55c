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

export type Sendable = "yes" | "empty" | "too long";

export function sendable(text: string): Sendable {
  if (text.trim() === "") return "empty";
  return new TextEncoder().encode(text).length > TEXT_LIMIT_BYTES ? "too long" : "yes";
}

/** A typing notice goes out at most this often (protocol.md). */
export const TYPING_EVERY_MS = 3_000;

export function isTypingDue(lastSentMs: number, nowMs: number): boolean {
  return nowMs - lastSentMs >= TYPING_EVERY_MS;
}
