/** Connects the frame with its host page: trusts only that window, at the origin it was opened with. */

import { readToFrame, seal, type ToFrame, type ToHost } from "./letters";

export interface HostLink {
  tell(letter: ToHost): void;
}

/** `hear` gets the letters of the host page; `hostOrigin` comes from the frame's own address. */
export function linkToHost(frame: Window, hostOrigin: string, hear: (letter: ToFrame) => void): HostLink {
  frame.addEventListener("message", (event) => {
    if (event.source !== frame.parent || event.origin !== hostOrigin) return;
    const letter = readToFrame(event.data);
    if (letter) hear(letter);
  });
  return { tell: (letter) => frame.parent.postMessage(seal(letter), hostOrigin) };
}

/** The embedding origin as the frame's address names it; null when it names none that could be one. */
export function hostOriginOf(frameUrl: string): string | null {
  const named = new URL(frameUrl).searchParams.get("host") ?? "";
  try {
    const { origin } = new URL(named);
    // "null" is what sandboxed pages and files have: messages to it can't be addressed.
    return origin === named && origin !== "null" ? origin : null;
  } catch {
    return null;
  }
}
