/** Reads and writes the lines of the socket; what this page does not know yet is left out, not fatal. */

import type { Do, FromClient, FromServer, SaveDraft, Send, Start } from "../api";

/** Of the protocol that this page speaks (`api.wire.VERSION`). */
export const PROTOCOL_VERSION = 1;

/** Frames that are answered by `result` or `refused`. */
export type CommandFrame = Do | Start | Send | SaveDraft;

export function parseFrames(text: string): FromServer[] {
  return text.split("\n").flatMap((line) => parseLine(line));
}

export function line(frame: FromClient): string {
  return JSON.stringify(frame);
}

function parseLine(text: string): FromServer[] {
  if (text.trim() === "") return [];
  try {
    const frame = JSON.parse(text) as FromServer | null;
    return typeof frame?.t === "string" ? [frame] : [];
  } catch {
    // A broken line can't be answered; a hole that it leaves in a stream is found by its number.
    return [];
  }
}
