/** Makes what a host page finds as `window.Cordboard`. */

import { valuesOf } from "./context";
import type { Hearer } from "./hearers";
import type { Availability, Widget } from "./widget";

/** How long an invitation stays. */
const INVITED_S = 60;

export interface Cordboard {
  /** Functions for as soon as this is here, which it is. */
  q: { push(run: (cordboard: Cordboard) => void): void };
  open(): void;
  minimise(): void;
  isOpen(): boolean;
  /** Opens, with a message and answers that the customer may send. */
  startChat(prepared?: { text?: string; answers?: Record<string, string> }): void;
  endChat(): void;
  setContext(values: Record<string, unknown>): void;
  setContextProvider(provider: () => unknown): void;
  getContext(): Record<string, string>;
  removeContext(name?: string): void;
  getAvailability(): Promise<Availability>;
  invite(invitation: { text: string; seconds?: number }): void;
  setLanguage(language: string): void;
  /** What is returned stops it. */
  on(event: string, hear: Hearer): () => void;
  off(event: string, hear: Hearer): void;
}

export function apiOf(widget: Widget): Cordboard {
  const { hearers, context } = widget;
  const api: Cordboard = {
    q: { push: (run) => void hearers.run(() => run(api)) },
    open: () => widget.open(),
    minimise: () => widget.minimise(),
    isOpen: () => widget.shown,
    startChat({ text = "", answers = {} } = {}) {
      widget.open();
      widget.order({ t: "prepare", text: String(text), answers: valuesOf(answers) });
    },
    endChat: () => widget.order({ t: "end" }),
    setContext: (values) => context.set(values),
    setContextProvider: (provider) => context.setProvider(provider),
    getContext: () => context.values,
    removeContext: (name) => context.remove(name),
    getAvailability: () => widget.availability(),
    invite: ({ text, seconds = INVITED_S }) => widget.invite(String(text), seconds),
    setLanguage: (language) => widget.setLanguage(language),
    on: (event, hear) => hearers.on(event, hear),
    off: (event, hear) => hearers.off(event, hear),
  };
  return api;
}
