/** Plays the browser around the worker, for tests: time, windows, notifications, a server with answers. */

import type { FromWorker, OfferTold } from "./protocol";
import type { Look, ServerAnswer, Shown, Window, World } from "./scope";

export function offerTold(changes: Partial<OfferTold> = {}): OfferTold {
  return {
    id: "o1",
    userId: "ann",
    conversationId: "c1",
    epoch: 3,
    mode: "background",
    assigned: false,
    expiresAtMs: 60_000,
    title: "Incoming conversation: Visitor 7",
    lines: ["Queue: Support", "Name: Ann"],
    icon: "/chat.png",
    acceptText: "Accept",
    rejectText: "Reject",
    silent: true,
    keys: { accept: "key-a", reject: "key-r" },
    notSent: { title: "Not sent", body: "Look at it." },
    ...changes,
  };
}

export class FakeWindow implements Window {
  url = "http://here/";
  frameType = "top-level";
  focused = false;
  visibilityState = "visible";
  readonly heard: FromWorker[] = [];

  async focus(): Promise<void> {
    this.focused = true;
  }

  postMessage(message: unknown): void {
    this.heard.push(message as FromWorker);
  }
}

export interface Asked {
  path: string;
  headers: Record<string, string> | undefined;
  body: unknown;
}

export class FakeWorld implements World {
  now = 0;
  permission = true;
  open: FakeWindow[] = [];
  readonly up = new Map<string, Shown & { title: string; look: Look }>();
  /** Every showing, also of what took another's place. */
  readonly showings: string[] = [];
  readonly asked: Asked[] = [];
  /** By path; without one the network fails. */
  readonly answers: Record<string, ServerAnswer> = {
    "/api/me": { status: 200, body: { user: { id: "ann" }, csrf: "token" } },
  };
  /** What happens while time passes. */
  onTime: (nowMs: number) => void = () => {};

  nowMs(): number {
    return this.now;
  }

  async sleep(ms: number): Promise<void> {
    this.now += ms;
    this.onTime(this.now);
  }

  mayShow(): boolean {
    return this.permission;
  }

  async windows(): Promise<Window[]> {
    return [...this.open];
  }

  async openWindow(): Promise<Window> {
    const window = new FakeWindow();
    this.open.push(window);
    return window;
  }

  async shown(): Promise<Shown[]> {
    return [...this.up.values()];
  }

  async show(title: string, look: Look): Promise<void> {
    const { tag, data } = look;
    this.showings.push(tag);
    this.up.set(tag, { tag, data, title, look, close: () => this.up.delete(tag) });
  }

  async ask(path: string, post?: { body: unknown; headers: Record<string, string> }): Promise<ServerAnswer> {
    this.asked.push({ path, headers: post?.headers, body: post?.body });
    const answer = this.answers[path];
    if (answer === undefined) throw new TypeError("Failed to fetch");
    return answer;
  }
}
