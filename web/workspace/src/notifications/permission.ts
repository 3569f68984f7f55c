/** Keeps whether the browser lets us show desktop notifications, and asks for it (mission N7). */

import { createStore, type StoreApi } from "zustand/vanilla";

export type Permission =
  /** Nobody was asked yet. */
  | "default"
  | "granted"
  | "denied"
  /** The browser has no such thing, or not in this window. */
  | "unsupported"
  /** The page did not come by https. */
  | "insecure";

/** The part of the browser that is needed. */
export interface PermissionWorld {
  isSecureContext: boolean;
  /** Null where the browser has none. */
  notification: { permission: string; requestPermission(): Promise<string> } | null;
  hasWorkers: boolean;
  /** Tell when it may have changed; the answer stops it. */
  onChange(run: () => void): () => void;
}

export interface PermissionDesk {
  store: StoreApi<{ permission: Permission }>;
  /** Only after a click that followed words that say why: browsers punish anything else. */
  ask(): Promise<void>;
  /** Follow changes that are made in the browser's own settings; the answer stops it. */
  follow(): () => void;
}

export function openPermission(world: PermissionWorld): PermissionDesk {
  const store = createStore<{ permission: Permission }>(() => ({ permission: read(world) }));
  const look = () => {
    const permission = read(world);
    if (permission !== store.getState().permission) store.setState({ permission });
  };
  return {
    store,
    ask: async () => {
      await world.notification?.requestPermission();
      look();
    },
    follow: () => {
      look();
      return world.onChange(look);
    },
  };
}

function read({ isSecureContext, notification, hasWorkers }: PermissionWorld): Permission {
  if (!isSecureContext) return "insecure";
  if (notification === null || !hasWorkers) return "unsupported";
  const { permission } = notification;
  return permission === "granted" || permission === "denied" ? permission : "default";
}

export const browserPermission: PermissionWorld = {
  get isSecureContext() {
    return window.isSecureContext;
  },
  get notification() {
    return "Notification" in window ? window.Notification : null;
  },
  get hasWorkers() {
    return "serviceWorker" in navigator;
  },
  onChange: (run) => {
    let status: PermissionStatus | null = null;
    let isStopped = false;
    // Not every browser knows this name; there the focus tells that somebody comes back from the settings.
    navigator.permissions?.query({ name: "notifications" }).then(
      (found) => {
        status = isStopped ? null : found;
        status?.addEventListener("change", run);
      },
      () => undefined,
    );
    window.addEventListener("focus", run);
    document.addEventListener("visibilitychange", run);
    return () => {
      isStopped = true;
      status?.removeEventListener("change", run);
      window.removeEventListener("focus", run);
      document.removeEventListener("visibilitychange", run);
    };
  },
};

export const permission: PermissionDesk = openPermission(browserPermission);
