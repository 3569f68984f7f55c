/** Registers the service worker and speaks with it. */

import { createStore } from "zustand/vanilla";
import { WISH_KEPT_MS } from "../realtime";
import { type FromPage, type FromWorker, heard, type Unversioned, VERSION } from "./worker/protocol";

export type ToWorker = Unversioned<FromPage>;

export interface LineState {
  status: "resting" | "starting" | "ready" | "failed";
  /** In the browser's own words, where it failed. */
  fault: string;
}

/** The part of `navigator.serviceWorker` that is needed. */
export interface Workers {
  register(address: string, options: RegistrationOptions): Promise<unknown>;
  readonly ready: Promise<{ active: { postMessage(message: unknown): void } | null }>;
  startMessages(): void;
  addEventListener(name: "message", run: (event: { data: unknown }) => void): void;
  addEventListener(name: "controllerchange", run: () => void): void;
}

const LETTERS_KEPT = 20;

export class DesktopLine {
  readonly state = createStore<LineState>(() => ({ status: "resting", fault: "" }));
  private readonly listeners = new Set<(message: FromWorker) => void>();
  private readonly readyListeners = new Set<() => void>();
  private letters: { message: FromWorker; atMs: number }[] = [];

  constructor(
    /** Null where there are no workers, or none for this page. */
    private readonly workers: () => Workers | null,
    private readonly nowMs: () => number,
  ) {}

  /** Listen, before anything slow: a worker that opened this window speaks as soon as it is there. */
  listen(): void {
    const workers = this.workers();
    workers?.addEventListener("message", ({ data }) => this.onMessage(heard<FromWorker>(data)));
    workers?.addEventListener("controllerchange", () => this.becomeReady());
    workers?.startMessages();
  }

  /** Failures are told by the state, and may be tried again: everything else works without a worker. */
  async start(): Promise<void> {
    const workers = this.workers();
    const { status } = this.state.getState();
    if (workers === null || status === "starting" || status === "ready") return;
    this.state.setState({ status: "starting" });
    try {
      await workers.register("/worker.js", { scope: "/", updateViaCache: "none" });
      await workers.ready;
      this.becomeReady();
    } catch (reason) {
      this.state.setState({ status: "failed", fault: String(reason) });
    }
  }

  /** What is said before it is ready is lost: `onReady` tells when to say it. */
  async say(message: ToWorker): Promise<void> {
    if (this.state.getState().status !== "ready") return;
    const { active } = (await this.workers()?.ready) ?? { active: null };
    active?.postMessage({ ...message, v: VERSION });
  }

  /** Run now if it is ready, and whenever another worker took over. */
  onReady(run: () => void): () => void {
    this.readyListeners.add(run);
    if (this.state.getState().status === "ready") run();
    return () => this.readyListeners.delete(run);
  }

  onMessageFrom(listener: (message: FromWorker) => void): () => void {
    this.listeners.add(listener);
    const kept = this.letters.filter((one) => this.nowMs() - one.atMs < WISH_KEPT_MS);
    this.letters = [];
    for (const { message } of kept) listener(message);
    return () => this.listeners.delete(listener);
  }

  private onMessage(message: FromWorker | null): void {
    if (message === null) return;
    if (this.listeners.size > 0) for (const listener of this.listeners) listener(message);
    else this.letters = [...this.letters, { message, atMs: this.nowMs() }].slice(-LETTERS_KEPT);
  }

  private becomeReady(): void {
    if (this.state.getState().status === "resting") return;
    this.state.setState({ status: "ready", fault: "" });
    for (const run of this.readyListeners) run();
  }
}

export const desktopLine = new DesktopLine(
  () => (window.isSecureContext && "serviceWorker" in navigator ? navigator.serviceWorker : null),
  () => Date.now(),
);
