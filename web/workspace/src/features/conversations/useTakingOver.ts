/** Takes what was typed in another window, or at another machine, whenever this one is looked at again. */

import { useEffect } from "react";
import { pageVisibility } from "../../notifications";
import { type Field, useDrafts } from "../drafts";

/** What is unsaved here is never written over. */
export function useTakingOver(conversationId: string, field: Field): void {
  const drafts = useDrafts(field);
  useEffect(() => {
    const refresh = () => drafts.refresh(conversationId);
    // The session was selected just now.
    refresh();
    const stop = pageVisibility.onChange(() => pageVisibility.isVisible() && refresh());
    window.addEventListener("focus", refresh);
    return () => {
      stop();
      window.removeEventListener("focus", refresh);
    };
  }, [drafts, conversationId]);
}
