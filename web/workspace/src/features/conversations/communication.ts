/** Decides how a session's communication panel stands: as its template begins, until the agent changes it. */

import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { SessionView } from "../../api";
import { browserKeep } from "../../realtime";
import { usePreference } from "../preferences";

export type Stand = "docked" | "minimised" | "hidden";

const STANDS: readonly unknown[] = ["docked", "minimised", "hidden"];

/**
 * Where a template docks the panel, the agent's preference says how it stands, in all such sessions alike. A
 * template that begins otherwise has a reason for it: there a change (`chosen`) holds for its session alone.
 */
export function standOf(template: string, chosen: Stand | undefined, minimised: boolean): Stand {
  if (template === "minimised" || template === "hidden") return chosen ?? template;
  return minimised ? "minimised" : "docked";
}

type Choices = Readonly<Record<string, Stand>>;

const KEY = "cordboard.communication";
/** Sessions whose change is remembered; those of sessions that ended long ago go. */
const SESSIONS_REMEMBERED = 30;

let opened: StoreApi<Choices> | null = null;

/** Return the one store of this window; it is read from the browser when first asked for. */
function choices(): StoreApi<Choices> {
  if (opened !== null) return opened;
  const keep = browserKeep(() => sessionStorage);
  const store = createStore<Choices>(() => parsed(keep.getItem(KEY)));
  store.subscribe((all) => {
    try {
      keep.setItem(KEY, JSON.stringify(all));
    } catch {
      // A full storage: it holds for this page.
    }
  });
  opened = store;
  return store;
}

/** Return how a session's panel stands, how the template let it begin, and how to change it. */
export function useStand(session: Pick<SessionView, "id" | "communication">) {
  const { id, communication } = session;
  const [minimised, setMinimised] = usePreference("communicationMinimised");
  const chosen = useStore(choices(), (all) => all[id]);
  function change(stand: "docked" | "minimised") {
    if (communication === "docked") setMinimised(stand === "minimised");
    else choices().setState(remembered(choices().getState(), id, stand), true);
  }
  return {
    stand: standOf(communication, chosen, minimised),
    begun: standOf(communication, chosen, false),
    change,
  };
}

function remembered(all: Choices, sessionId: string, stand: Stand): Choices {
  const { [sessionId]: _, ...others } = all;
  const newest = [...Object.entries(others), [sessionId, stand] as const].slice(-SESSIONS_REMEMBERED);
  return Object.fromEntries(newest);
}

export function parsed(text: string | null): Choices {
  try {
    const pairs = Object.entries((JSON.parse(text ?? "{}") ?? {}) as Record<string, Stand>);
    return Object.fromEntries(pairs.filter(([, stand]) => STANDS.includes(stand)));
  } catch {
    // Not ours or half written: the templates count.
    return {};
  }
}
