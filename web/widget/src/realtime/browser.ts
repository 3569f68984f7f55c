/** Brings the real-time core its clock, chance and socket in a browser. */

import type { Chance, Clock, OpenSocket } from "./ports";

export const browserClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const browserChance: Chance = () => Math.random();

export function browserSocket(url: string): OpenSocket {
  return (events) => {
    const socket = new WebSocket(url);
    socket.onopen = () => events.opened();
    socket.onmessage = (message) => events.received(String(message.data));
    socket.onclose = (close) => events.closed(close.code);
    return {
      send: (text) => socket.send(text),
      close: () => socket.close(),
    };
  };
}

/** Where the socket of the server is that served the page at `pageUrl`. */
export function socketUrl(pageUrl: string): string {
  const url = new URL("/socket", pageUrl);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
