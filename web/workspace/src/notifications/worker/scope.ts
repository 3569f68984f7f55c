/** Names the part of a service worker's world that is used here: the pages' types don't know it. */

import { ANSWER_WITHIN_MS } from "./decisions";

export interface Window {
  url: string;
  frameType: string;
  focused: boolean;
  visibilityState: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}

export interface Shown {
  tag: string;
  /** The offer that it is about; null for the test notification. */
  data: unknown;
  close(): void;
}

export interface Look {
  body: string;
  tag: string;
  icon: string;
  silent: boolean;
  requireInteraction: boolean;
  actions: { action: string; title: string }[];
  data: unknown;
}

export interface ServerAnswer {
  status: number;
  /** Null where it was no JSON. */
  body: unknown;
}

/** What the board needs; `scopeWorld` makes it of a real worker. */
export interface World {
  nowMs(): number;
  sleep(ms: number): Promise<void>;
  mayShow(): boolean;
  /** Of the workspace alone, the one that was focused last first. */
  windows(): Promise<Window[]>;
  /** Null where the browser opens none. */
  openWindow(): Promise<Window | null>;
  shown(): Promise<Shown[]>;
  show(title: string, look: Look): Promise<void>;
  /** @throws when no answer came within `ANSWER_WITHIN_MS`. */
  ask(path: string, post?: { body: unknown; headers: Record<string, string> }): Promise<ServerAnswer>;
}

export interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
  data: unknown;
  source: Window | null;
  notification: Shown;
  action: string;
}

export interface WorkerScope {
  location: { origin: string };
  Notification: { permission: string };
  clients: {
    matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<Window[]>;
    openWindow(url: string): Promise<Window | null>;
    claim(): Promise<void>;
  };
  registration: {
    getNotifications(): Promise<Shown[]>;
    showNotification(title: string, look: Look): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  fetch(path: string, init: RequestInit): Promise<Response>;
  addEventListener(name: string, run: (event: WorkerEvent) => void): void;
}

/** The workspace's page; the widget's frame and the sample's site are windows of this origin too. */
const PAGE = "/";

export function scopeWorld(scope: WorkerScope): World {
  const isWorkspace = ({ url, frameType }: Window) =>
    frameType !== "nested" && new URL(url).pathname === PAGE && url.startsWith(scope.location.origin);
  return {
    nowMs: () => Date.now(),
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
    mayShow: () => scope.Notification.permission === "granted",
    windows: async () => {
      const all = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
      return all.filter(isWorkspace);
    },
    openWindow: () => scope.clients.openWindow(PAGE),
    shown: () => scope.registration.getNotifications(),
    show: (title, look) => scope.registration.showNotification(title, look),
    ask: async (path, post) => {
      const request = post === undefined ? READ : written(post);
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      const response = await scope.fetch(path, { ...request, signal });
      return { status: response.status, body: await response.json().catch(() => null) };
    },
  };
}

const READ: RequestInit = { credentials: "same-origin", cache: "no-store" };

function written({ body, headers }: { body: unknown; headers: Record<string, string> }): RequestInit {
  const json = { "Content-Type": "application/json" };
  return { ...READ, method: "POST", headers: { ...headers, ...json }, body: JSON.stringify(body) };
}
