/** Keeps short messages that float for a while and go away by themselves (mission N8). */

import type { MessageDescriptor } from "@lingui/core";
import { createStore } from "zustand/vanilla";

export interface Toast {
  id: number;
  tone: "info" | "warning" | "error";
  text: MessageDescriptor;
}

/** Long enough to be read twice. */
export const TOAST_SHOWN_MS = 10_000;
/** More than this at once is a wall; the oldest make room. */
const TOAST_LIMIT = 5;

export const toastStore = createStore<{ toasts: Toast[]; nextId: number }>(() => ({ toasts: [], nextId: 1 }));

export function showToast(tone: Toast["tone"], text: MessageDescriptor): void {
  const { toasts, nextId } = toastStore.getState();
  const kept = [...toasts, { id: nextId, tone, text }].slice(-TOAST_LIMIT);
  toastStore.setState({ toasts: kept, nextId: nextId + 1 });
}

export function dismissToast(id: number): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
