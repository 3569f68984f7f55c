/** Keeps short messages that float for a while and go away by themselves (mission N8). */

import type { MessageDescriptor } from "@lingui/core";
import { createStore } from "zustand/vanilla";

export interface ToastAction {
  name: MessageDescriptor;
  run(): void;
  /** Done once the toast is gone and nobody pressed: what can be undone until then waits for it. */
  otherwise?(): void;
  /** Conversation that it leads to: once that is on the screen the toast has nothing more to say. */
  leadsTo?: string;
}

export interface Toast {
  id: number;
  tone: "info" | "warning" | "error";
  text: MessageDescriptor;
  action?: ToastAction | undefined;
  /** False: screen readers have been told already. */
  spoken: boolean;
  /** What it tells together. */
  together?: { group: string; names: readonly string[] };
}

/** Long enough to be read twice. */
export const TOAST_SHOWN_MS = 10_000;
/** More than this at once is a wall; the oldest make room. */
const TOAST_LIMIT = 5;

export const toastStore = createStore<{ toasts: Toast[]; nextId: number }>(() => ({ toasts: [], nextId: 1 }));

export function showToast(
  tone: Toast["tone"],
  text: MessageDescriptor,
  action?: ToastAction,
  spoken = true,
): void {
  add({ tone, text, action, spoken });
}

export interface Part {
  /** Of things that are told together. */
  group: string;
  name: string;
  /** What is said of it alone. */
  alone: MessageDescriptor;
}

/** Show one toast for all of a group that comes while it is shown; `many` says it of several. */
export function showTogether(
  tone: Toast["tone"],
  { group, name, alone }: Part,
  many: (names: readonly string[]) => MessageDescriptor,
): void {
  const { toasts } = toastStore.getState();
  const shown = toasts.find((toast) => toast.together?.group === group);
  const names = [...(shown?.together?.names ?? []), name];
  const together = { group, names };
  if (shown === undefined) {
    add({ tone, text: alone, spoken: true, together });
    return;
  }
  const next = { ...shown, text: many(names), together };
  toastStore.setState({ toasts: toasts.map((toast) => (toast.id === shown.id ? next : toast)) });
}

function add(toast: Omit<Toast, "id">): void {
  const { toasts, nextId } = toastStore.getState();
  for (const { id } of toasts.slice(0, Math.max(0, toasts.length + 1 - TOAST_LIMIT))) dismissToast(id);
  const kept = toastStore.getState().toasts;
  toastStore.setState({ toasts: [...kept, { ...toast, id: nextId }], nextId: nextId + 1 });
}

/** Take a toast away; what waited for it is done. */
export function dismissToast(id: number): void {
  take(id)?.action?.otherwise?.();
}

/** Press a toast's button. */
export function actOn(id: number): void {
  take(id)?.action?.run();
}

/** A conversation is on the screen: take away what only leads there. */
export function dismissLeadingTo(conversationId: string): void {
  const { toasts } = toastStore.getState();
  for (const { id, action } of toasts) if (action?.leadsTo === conversationId) dismissToast(id);
}

/** The page or the person goes: nothing can be undone any more. */
export function dismissAll(): void {
  for (const { id } of toastStore.getState().toasts) dismissToast(id);
}

/** Return a toast that leaves, once. */
function take(id: number): Toast | undefined {
  const { toasts } = toastStore.getState();
  toastStore.setState({ toasts: toasts.filter((toast) => toast.id !== id) });
  return toasts.find((toast) => toast.id === id);
}
