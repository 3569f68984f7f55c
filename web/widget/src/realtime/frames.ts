/** Takes WebSocket messages apart: one message holds one or more frames, one a line. */

import type { FromServer } from "../wire";

export function readFrames(text: string): FromServer[] {
  return text.split("\n").flatMap(readFrame);
}

/** A line that is no frame is left out: a broken line must not take the good ones beside it along. */
function readFrame(line: string): FromServer[] {
  try {
    const value: unknown = JSON.parse(line);
    return isFrame(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isFrame(value: unknown): value is FromServer {
  return typeof value === "object" && value !== null && "t" in value && typeof value.t === "string";
}
