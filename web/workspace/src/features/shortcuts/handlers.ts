/** Knows what each action does on the page as it stands now. */

import { useEffect, useRef } from "react";
import type { ActionId } from "./actions";

const handlers = new Map<ActionId, () => void>();

/** Do `run` when the action's key is pressed, for as long as the component is drawn and `enabled`. */
export function useAction(id: ActionId, run: () => void, enabled = true): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const handler = () => latest.current();
    handlers.set(id, handler);
    return () => {
      if (handlers.get(id) === handler) handlers.delete(id);
    };
  }, [id, enabled]);
}

/** Return what the action does now, undefined where it can't be done. */
export function handlerOf(id: ActionId): (() => void) | undefined {
  return handlers.get(id);
}
