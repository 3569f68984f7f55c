/** Gives the connection the browser's own clock, chance and sockets, and tells it what the browser knows. */

import type { Connection, Outside } from "./connection";
import type { Keep, SocketEvents } from "./ports";

export function browserOutside(address: string): Outside {
  return {
    clock: {
      nowMs: () => Date.now(),
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    },
    chance: {
      fraction: () => Math.random(),
      bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    },
    openSocket: (events) => openWebSocket(address, events),
  };
}

/** Return the address of the socket that belongs to a page. */
export function socketAddress(location: { protocol: string; host: string }): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/socket`;
}

/** Pass on what the browser says about network and visibility; the answer stops it. */
export function listenToBrowser(connection: Connection): () => void {
  const wake = () => connection.wake();
  const lost = () => connection.networkLost();
  const looked = () => {
    if (document.visibilityState === "visible") connection.wake();
  };
  window.addEventListener("online", wake);
  window.addEventListener("offline", lost);
  document.addEventListener("visibilitychange", looked);
  return () => {
    window.removeEventListener("online", wake);
    window.removeEventListener("offline", lost);
    document.removeEventListener("visibilitychange", looked);
  };
}

/** Hear what other windows of this browser write under keys; null is removed; the answer stops it. */
export function listenToStorage(onWritten: (key: string, value: string | null) => void): () => void {
  const onStorage = ({ key, newValue, storageArea }: StorageEvent) => {
    // Without a key all was removed, by the person who owns the browser.
    if (storageArea === localStorage && key !== null) onWritten(key, newValue);
  };
  window.addEventListener("storage", onStorage);
  return () => window.removeEventListener("storage", onStorage);
}

/** Return the browser's storage, or one that forgets with the page where storage is forbidden. */
export function browserKeep(storage: () => Keep): Keep {
  try {
    const keep = storage();
    keep.setItem("cordboard.probe", "");
    keep.removeItem("cordboard.probe");
    return keep;
  } catch {
    return forgetfulKeep();
  }
}

function forgetfulKeep(): Keep {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

function openWebSocket(address: string, events: SocketEvents) {
  const socket = new WebSocket(address);
  socket.onopen = () => events.opened();
  socket.onmessage = (message) => events.message(String(message.data));
  socket.onclose = (close) => events.closed(close.code);
  return {
    send: (text: string) => {
      // A socket that is closing would only complain; what was not sent is sent again after the next welcome.
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}
